package org.postille.demo;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.postille.base.Conflict;
import org.postille.base.Ground;
import org.postille.cli.Bar;
import org.postille.cli.InServer;
import org.postille.demo.database.EmbeddedMariaDb;
import org.postille.demo.shop.SampleShop;
import org.postille.demo.shop.photo.SamplePhotos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole product on a fresh machine: a database, a shop, every campaign run once, and a mailbox to read what came.
 *
 * <p>What takes long runs side by side: the database starts while the shop's files are written.
 */
@Command(
        name = "demo",
        description = "Start a database, load a shop, run every campaign once, and show the mails at /mailbox.",
        mixinStandardHelpOptions = true)
final class DemoCommand extends InServer {

    private static final long SEED = 20;
    private static final ZoneId SHOP_ZONE = ZoneId.of("Europe/Berlin");

    @Option(names = "--exit", description = "Print a summary and end, instead of serving the pages")
    private boolean exit;

    @Option(
            names = "--shop",
            paramLabel = "DIR",
            description = "A folder of products, customers and events (default: a made-up shop)")
    private @Nullable Path shop;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Of the pages (default: ${DEFAULT-VALUE})")
    private int port;

    private final Stopwatch stopwatch = new Stopwatch();
    private @Nullable Path shopFolder;
    private CompletableFuture<Void> photos = CompletableFuture.completedFuture(null);

    @Override
    protected AutoCloseable prepare() throws IOException {
        needFree(port);
        var folder = DemoFolder.of(shop);
        var lock = folder.lock();
        var files = CompletableFuture.supplyAsync(() -> stopwatch.timed("shop files", () -> files(folder)));
        EmbeddedMariaDb database;
        try {
            database = stopwatch.timed("database", folder::startDatabase);
            shopFolder = files.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        describe(folder, shopFolder);
        folder.configure(database.jdbcUrl());
        configure();
        stopwatch.begin("server");
        return () -> {
            database.close();
            lock.close();
        };
    }

    private Path files(DemoFolder folder) {
        if (shop != null) {
            return shop;
        }
        var made = folder.path().resolve("shop");
        var yesterday = LocalDate.parse(folder.state().get("shop.yesterday").orElseGet(() -> {
            var day = LocalDate.now(Ground.world().withZone(SHOP_ZONE))
                    .minusDays(1)
                    .toString();
            folder.state().put("shop.yesterday", day);
            return day;
        }));
        if (!SampleShop.isIn(made, SampleShop.Size.DEFAULT, yesterday, SEED)) {
            SampleShop.write(made, SampleShop.Size.DEFAULT, yesterday, SEED, org.postille.demo.shop.Progress.NONE);
        }
        // Only the import needs them, so they are drawn while the server starts.
        photos = CompletableFuture.runAsync(() -> stopwatch.timed("photos", () -> {
            SamplePhotos.draw(made, org.postille.demo.shop.Progress.NONE);
        }));
        return made;
    }

    private static void describe(DemoFolder folder, Path files) throws IOException {
        var shop = ShopFile.read(files);
        folder.state().put("shop.name", shop.name());
        folder.state().put("shop.from", shop.from());
        folder.state().put("shop.imprint", shop.imprint());
        folder.state().put("shop.language", shop.language());
    }

    private void configure() throws IOException {
        var address = "http://localhost:" + port;
        System.setProperty("quarkus.http.port", Integer.toString(port));
        System.setProperty("postille.public-url", address);
        System.setProperty("postille.shop.url", address + "/shop");
        // The tour moves the time and calls for each heartbeat itself; the schedules go on where it ends.
        System.setProperty("quarkus.scheduler.start-mode", "halted");
        System.setProperty("quarkus.log.level", "WARN");
        var smtp = Integer.toString(freePort());
        System.setProperty("postille.demo.smtp-port", smtp);
        System.setProperty("postille.delivery.relay.host", "127.0.0.1");
        System.setProperty("postille.delivery.relay.port", smtp);
        System.setProperty("postille.delivery.relay.start-tls", "off");
    }

    @Override
    protected int run() throws Exception {
        stopwatch.end("server");
        photos.join();
        var demo = CDI.current().select(Demo.class).get();
        var summary = demo.run(java.util.Objects.requireNonNull(shopFolder), exit, stopwatch, Bar::new);
        System.out.println(summary);
        if (exit) {
            return 0;
        }
        System.out.println(demo.welcome());
        Quarkus.waitForExit();
        return 0;
    }

    private static void needFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new Conflict(
                    "port " + port + " is taken by another program: end that, or choose another port, for example"
                            + " ./postille demo --port " + (port + 1));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
