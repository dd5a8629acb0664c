package org.postille.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.postille.demo.database.EmbeddedMariaDb;

/** One real MariaDB for all tests of a run; its files stay in target, so the next run starts at once. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedMariaDb database;

    @Override
    public Map<String, String> start() {
        database = EmbeddedMariaDb.start(Path.of("target", "test-database-" + schema()));
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", "root",
                "quarkus.datasource.password", "");
    }

    /** Files made by other migrations (another branch) are other files: Flyway would refuse them. */
    private static String schema() {
        var content = new CRC32();
        try (var files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            for (var file : files.sorted().toList()) {
                content.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(content.getValue());
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
