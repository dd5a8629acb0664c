package org.postille.cli;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;

/**
 * Lets the nodes of a cluster start one after the other: on an empty database each would find nothing of the schedules there, and
 * all but the first would fail to make them. Held by a connection of its own, so that a node that dies lets go of it.
 */
final class StartSql implements AutoCloseable {

    private static final int LONGEST_SECONDS = 120;

    private final Connection connection;

    private StartSql(Connection connection) {
        this.connection = connection;
    }

    /** Waits until no other node is starting; after two minutes no longer, since one that starts for that long has its own trouble. */
    static StartSql of(Config config) {
        try {
            var connection = DatabaseCheck.connect(config);
            try (var statement =
                    connection.prepareStatement("select get_lock(concat('postille start ', database()), ?)")) {
                statement.setInt(1, LONGEST_SECONDS);
                statement.executeQuery().close();
            }
            return new StartSql(connection);
        } catch (SQLException e) {
            throw DatabaseCheck.unusable(config, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What ends a connection lets go of its locks too.
            return;
        }
    }
}
