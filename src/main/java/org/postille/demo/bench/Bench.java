package org.postille.demo.bench;

import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.postille.base.Conflict;
import org.postille.cli.InServer;
import org.postille.demo.database.EmbeddedMariaDb;

/** A benchmark: the server with a database, a mailbox and files of its own, which no demo sees. */
abstract class Bench extends InServer {

    private final Path folder;
    private int smtpPort;
    private int httpPort;

    /** @param name of the folder below {@code .postille} */
    Bench(String name) {
        folder = Path.of(System.getProperty("postille.home", ""))
                .toAbsolutePath()
                .resolve(".postille")
                .resolve(name);
    }

    Path folder() {
        return folder;
    }

    int smtpPort() {
        return smtpPort;
    }

    int httpPort() {
        return httpPort;
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        Files.createDirectories(folder);
        var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new Conflict("another benchmark is running in " + folder + ": wait for its end");
        }
        delete(folder.resolve("mails"));
        var database = startDatabase();
        configure(database.jdbcUrl());
        return () -> {
            database.close();
            lock.close();
        };
    }

    EmbeddedMariaDb startDatabase() throws IOException {
        return EmbeddedMariaDb.start(folder);
    }

    void configure(String jdbcUrl) throws IOException {
        smtpPort = freePort();
        httpPort = freePort();
        var address = "http://localhost:" + httpPort;
        System.setProperty("quarkus.datasource.jdbc.url", jdbcUrl);
        System.setProperty("quarkus.datasource.username", "root");
        System.setProperty("quarkus.datasource.password", "");
        System.setProperty("quarkus.http.port", Integer.toString(httpPort));
        System.setProperty("quarkus.scheduler.start-mode", "halted");
        System.setProperty("quarkus.log.level", "WARN");
        System.setProperty("postille.interest.choose", "false");
        System.setProperty("postille.public-url", address);
        System.setProperty("postille.secret", "for-benchmarks-only-and-never-anywhere-else-0123456789");
        System.setProperty("postille.shop.name", "Bench");
        System.setProperty("postille.shop.url", address + "/shop");
        System.setProperty("postille.shop.from", "bench@shop.example");
        System.setProperty("postille.shop.imprint", "(no imprint)");
        System.setProperty("postille.demo", "true");
        System.setProperty("postille.pace.mx-lookup", "false");
        System.setProperty("postille.demo.folder", folder.toString());
        System.setProperty("postille.demo.smtp-port", Integer.toString(smtpPort));
        System.setProperty("postille.delivery.relay.host", "127.0.0.1");
        System.setProperty("postille.delivery.relay.port", Integer.toString(smtpPort));
        System.setProperty("postille.delivery.relay.start-tls", "off");
    }

    /** Loads and trains, unless an earlier benchmark has loaded. */
    void load() throws IOException {
        var loaded = folder.resolve("loaded");
        if (!Files.exists(loaded)) {
            System.err.println("loading the sample shop …");
            var shop = bean(SampleLoad.class);
            var files = shop.files(folder);
            shop.products(files);
            shop.customers(files);
            shop.events(files);
            Files.createFile(loaded);
        }
        bean(org.postille.interest.Training.class).ready();
    }

    static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
