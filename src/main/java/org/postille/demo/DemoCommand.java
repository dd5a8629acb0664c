package org.postille.demo;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.postille.demo.cache.UserCache;
import org.postille.demo.shop.SampleShop;
import org.postille.demo.shop.photo.SamplePhotos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    private static final int LAST_PORT = 65_535;
    private static final long SEED = 20;
    static final ZoneId SHOP_ZONE = ZoneId.of("Europe/Berlin");

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
            description = "Of the pages (default: ${DEFAULT-VALUE}; 0 takes any free one)")
    private int port;

    @Spec
    private CommandSpec spec;

    private final Stopwatch stopwatch = new Stopwatch();
    /** The shop folder, complete when this is. */
    private CompletableFuture<Path> files = new CompletableFuture<>();

    @Override
    protected AutoCloseable prepare() throws IOException {
        needFree(port);
        if (port == 0) {
            port = freePort();
        }
        // Before anything is started or remembered for a folder, it must be one.
        var given = shop == null ? null : ShopFile.read(shop);
        var folder = DemoFolder.of(shop);
        var lock = folder.lock();
        var about = given == null ? sample(folder) : given;
        if (shop != null) {
            files.complete(shop);
        }
        var database = stopwatch.timed("database", folder::startDatabase);
        try {
            describe(folder, about);
            folder.makeCurrent();
            configure(folder);
            folder.configure(database.jdbcUrl());
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
        stopwatch.begin("server");
        return () -> {
            database.close();
            lock.close();
        };
    }

    /** What the sample shop is; its files and photos are made while database and server start. */
    private ShopFile sample(DemoFolder folder) {
        var made = folder.path().resolve("shop");
        var yesterday = LocalDate.parse(folder.state().get("shop.yesterday").orElseGet(() -> {
            var day = LocalDate.now(Ground.world().withZone(SHOP_ZONE))
                    .minusDays(1)
                    .toString();
            folder.state().put("shop.yesterday", day);
            return day;
        }));
        files = CompletableFuture.supplyAsync(() -> {
            if (!SampleShop.isIn(made, SampleShop.Size.DEFAULT, yesterday, SEED)) {
                stopwatch.timed(
                        "shop files",
                        () -> SampleShop.write(
                                made, SampleShop.Size.DEFAULT, yesterday, SEED, org.postille.demo.shop.Progress.NONE));
            }
            stopwatch.timed(
                    "photos", () -> SamplePhotos.draw(made, keptPhotos(), org.postille.demo.shop.Progress.NONE));
            return made;
        });
        return ShopFile.parse(made.resolve("shop.yaml"), SampleShop.about(SampleShop.Size.DEFAULT, yesterday, SEED));
    }

    private static Path keptPhotos() {
        try {
            return UserCache.folder().resolve("photos");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(DemoFolder folder, ShopFile shop) {
        folder.state().put("shop.name", shop.name());
        folder.state().put("shop.from", shop.from());
        folder.state().put("shop.imprint", shop.imprint());
        folder.state().put("shop.language", shop.language());
    }

    /** Unless whoever starts the demo asks for something else. */
    private static void usually(String name, String value) {
        if (!configured(name)) {
            System.setProperty(name, value);
        }
    }

    private void configure(DemoFolder folder) throws IOException {
        var address = "http://localhost:" + port;
        folder.state().put("address", address);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        // The tour moves the time and calls for each heartbeat itself; the schedules go on where it ends.
        System.setProperty("quarkus.scheduler.start-mode", "halted");
        System.setProperty("quarkus.log.level", "WARN");
        // Nobody waits a minute to see what a mail looks like.
        usually("postille.interest.choose", "false");
        // Of a few hundred mails, the usual share would try nothing out that one could see.
        usually("postille.opentime.exploration", "0.2");
        // The tour leaves the clock days ahead of whoever tries a webhook by hand.
        System.setProperty("postille.hooks.tolerance", "P21D");
        var smtp = Integer.toString(freePort());
        System.setProperty("postille.demo.smtp-port", smtp);
        System.setProperty("postille.delivery.relay.host", "127.0.0.1");
        System.setProperty("postille.delivery.relay.port", smtp);
        System.setProperty("postille.delivery.relay.start-tls", "off");
    }

    @Override
    protected int run() throws Exception {
        stopwatch.end("server");
        var demo = CDI.current().select(Demo.class).get();
        var summary = demo.run(files.get(), exit, stopwatch, Bar::new);
        System.out.println(summary);
        if (exit) {
            return 0;
        }
        System.out.println(demo.welcome());
        Quarkus.waitForExit();
        return 0;
    }

    private void needFree(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port " + port + ": expected 0 to " + LAST_PORT);
        }
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
