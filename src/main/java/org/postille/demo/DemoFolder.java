package org.postille.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Conflict;
import org.postille.demo.database.EmbeddedMariaDb;

/** Where a demo keeps its database, mails and secrets: one folder a shop, below {@code .postille}. */
final class DemoFolder {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final DemoState state;

    private DemoFolder(Path path) throws IOException {
        this.path = Files.createDirectories(path);
        this.state = DemoState.in(path);
    }

    /** The folder of the sample shop, or of the shop in that folder. */
    static DemoFolder of(@Nullable Path shop) throws IOException {
        var name = shop == null
                ? "demo"
                : "shop-"
                        + HexFormat.of()
                                .toHexDigits(shop.toRealPath().toString().hashCode());
        return new DemoFolder(home().resolve(name));
    }

    /** From now on other commands ask this shop. */
    void makeCurrent() throws IOException {
        Files.writeString(home().resolve("current"), path.getFileName().toString());
    }

    /** The folder of the demo that ran last, if there was one. */
    static Optional<DemoFolder> current() throws IOException {
        var current = home().resolve("current");
        if (!Files.isRegularFile(current)) {
            return Optional.empty();
        }
        var folder = home().resolve(Files.readString(current).strip());
        return Files.isDirectory(folder) ? Optional.of(new DemoFolder(folder)) : Optional.empty();
    }

    private static Path home() {
        return Path.of(System.getProperty("postille.home", "")).toAbsolutePath().resolve(".postille");
    }

    Path path() {
        return path;
    }

    DemoState state() {
        return state;
    }

    /**
     * Keeps a second demo out of this folder as long as this process lives, however it ends.
     *
     * @throws Conflict if one is running
     */
    AutoCloseable lock() throws IOException {
        var channel = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Conflict("a demo of this shop is running already"
                    + state.get("address").map(it -> " at " + it).orElse("")
                    + ": open that one, or end it first");
        }
        return channel;
    }

    EmbeddedMariaDb startDatabase() {
        return EmbeddedMariaDb.start(path);
    }

    Optional<String> runningDatabase() {
        return EmbeddedMariaDb.running(path);
    }

    /** Tells the application where its database is and how its shop is called. */
    void configure(String jdbcUrl) throws IOException {
        System.setProperty("quarkus.datasource.jdbc.url", jdbcUrl);
        System.setProperty("quarkus.datasource.username", "root");
        System.setProperty("quarkus.datasource.password", "");
        System.setProperty("postille.demo", "true");
        // Its customers live at domains that are nobody's.
        System.setProperty("postille.pace.mx-lookup", "false");
        System.setProperty("postille.demo.folder", path.toString());
        System.setProperty("postille.secret", secret("secret", 48, ""));
        System.setProperty("postille.api.key", secret("api.key", 24, ""));
        System.setProperty("postille.hooks.standard-secret", secret("hooks.secret", 32, "whsec_"));
        state.get("address").ifPresent(it -> {
            System.setProperty("postille.public-url", it);
            System.setProperty("postille.shop.url", it + "/shop");
        });
        DemoKeys.in(path)
                .forEach((selector, file) ->
                        System.setProperty("postille.dkim.keys." + selector + ".file", file.toString()));
        for (var name : new String[] {"name", "imprint", "from", "language"}) {
            state.get("shop." + name).ifPresent(it -> System.setProperty("postille.shop." + name, it));
        }
    }

    /** Made once and kept, so that yesterday's mails still have their pictures. */
    private String secret(String name, int bytes, String prefix) {
        return state.get(name).orElseGet(() -> {
            var random = new byte[bytes];
            RANDOM.nextBytes(random);
            var made = prefix + Base64.getEncoder().encodeToString(random);
            state.put(name, made);
            return made;
        });
    }
}
