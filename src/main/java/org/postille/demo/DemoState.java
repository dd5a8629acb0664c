package org.postille.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the demo remembers from run to run, in a file that is replaced as a whole, so that a killed run leaves the old or the new
 * one. Outside the demo it remembers nothing.
 */
@Singleton
public class DemoState {

    private final @Nullable Path file;
    private final Properties values = new Properties();
    private volatile Duration ahead;

    @Inject
    DemoState(@ConfigProperty(name = "postille.demo.folder") Optional<Path> folder) {
        this(folder.map(it -> it.resolve("state.properties")).orElse(null));
    }

    private DemoState(@Nullable Path file) {
        this.file = file;
        if (file != null && Files.isRegularFile(file)) {
            try (var in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ahead = Duration.parse(values.getProperty("clock.ahead", "PT0S"));
    }

    static DemoState in(Path folder) {
        return new DemoState(folder.resolve("state.properties"));
    }

    synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    synchronized void put(String name, String value) {
        values.setProperty(name, value);
        save();
    }

    /** How far the demo's clock is ahead of the world's. */
    Duration ahead() {
        return ahead;
    }

    synchronized void ahead(Duration ahead) {
        this.ahead = ahead;
        put("clock.ahead", ahead.toString());
    }

    private void save() {
        if (file == null) {
            return;
        }
        try {
            var next = file.resolveSibling(file.getFileName() + ".next");
            try (var out = Files.newBufferedWriter(next)) {
                values.store(out, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
