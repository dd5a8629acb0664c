package org.postille.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postille.cli.Extension;
import org.postille.demo.bench.BenchCommand;

/** Adds the demo to the command line, and lends its database to the commands that have none of their own. */
public final class DemoExtension implements Extension {

    @Override
    public Collection<Object> commands() {
        return List.of(new DemoCommand(), new ConvertCommand(), new SampleCommand(), new BenchCommand());
    }

    @Override
    public Optional<AutoCloseable> database() {
        try {
            var current = DemoFolder.current();
            if (current.isEmpty()) {
                return Optional.empty();
            }
            var folder = current.get();
            var running = folder.runningDatabase();
            if (running.isPresent()) {
                folder.configure(running.get());
                return Optional.of(() -> linkProducts(folder, running.get()));
            }
            var lock = folder.lock();
            var database = folder.startDatabase();
            folder.configure(database.jdbcUrl());
            return Optional.of(() -> {
                try {
                    linkProducts(folder, database.jdbcUrl());
                } finally {
                    database.close();
                    lock.close();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An import brings the shop's own addresses; in the demo nobody answers there. */
    private static void linkProducts(DemoFolder folder, String jdbcUrl) throws SQLException {
        var address = folder.state().get("address");
        if (address.isPresent()) {
            try (var connection = DriverManager.getConnection(jdbcUrl, "root", "")) {
                DemoSql.linkProducts(connection, address.get());
            }
        }
    }
}
