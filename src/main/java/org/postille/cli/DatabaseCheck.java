package org.postille.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.postille.base.Invalid;

/** Asks the configured database once before anything else starts: a wrong password deserves a sentence, not a stack trace. */
final class DatabaseCheck {

    private static final int PATIENCE_SECONDS = 10;

    private DatabaseCheck() {}

    /** @throws Invalid if nobody answers there, or it lets us not in */
    static void of(Config config) {
        var url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
        try (var connection = DriverManager.getConnection(
                url, value(config, "quarkus.datasource.username"), value(config, "quarkus.datasource.password"))) {
            connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            throw new Invalid(
                    "the database " + url.replaceFirst("\\?.*", "") + " cannot be used: " + e.getMessage()
                            + "\nIt is named by QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.",
                    e);
        }
    }

    private static String value(Config config, String property) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
