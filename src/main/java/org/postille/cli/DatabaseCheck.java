package org.postille.cli;

import java.sql.Connection;
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
        try (var connection = connect(config)) {
            connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            throw unusable(config, e);
        }
    }

    static Connection connect(Config config) throws SQLException {
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
        return DriverManager.getConnection(
                url(config),
                value(config, "quarkus.datasource.username"),
                value(config, "quarkus.datasource.password"));
    }

    static Invalid unusable(Config config, SQLException e) {
        return new Invalid(
                "the database " + url(config).replaceFirst("\\?.*", "") + " cannot be used: " + e.getMessage()
                        + "\nIt is named by QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.",
                e);
    }

    private static String url(Config config) {
        return config.getValue("quarkus.datasource.jdbc.url", String.class);
    }

    private static String value(Config config, String property) {
        return config.getOptionalValue(property, String.class).orElse("");
    }
}
