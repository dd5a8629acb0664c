package org.postille.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postille.tracking.visit.Visits;

/** Before every test: all tables of ours are empty and the clock stands at its start. */
public final class EmptyShop implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        // What the test before has not waited for would be written into the new shop.
        CDI.current().select(Visits.class).get().flush();
        CDI.current().select(TestClock.class).get().set(TestClock.START);
        CDI.current().select(TestSettings.class).get().reset();
        try (var connection = CDI.current().select(DataSource.class).get().getConnection();
                var statement = connection.createStatement()) {
            var used = new ArrayList<String>();
            for (var table : tables(statement)) {
                try (var row = statement.executeQuery("select 1 from `" + table + "` limit 1")) {
                    if (row.next()) {
                        used.add(table);
                    }
                }
            }
            statement.execute("set foreign_key_checks = 0");
            for (var table : used) {
                statement.execute("truncate table `" + table + "`");
            }
            statement.execute("set foreign_key_checks = 1");
        } catch (SQLException e) {
            throw new IllegalStateException("the tables could not be emptied", e);
        }
    }

    private static List<String> tables(java.sql.Statement statement) throws SQLException {
        var names = new ArrayList<String>();
        try (var rows = statement.executeQuery("select table_name from information_schema.tables"
                + " where table_schema = database() and table_type = 'BASE TABLE'"
                + " and table_name <> 'flyway_schema_history' and table_name not like 'QRTZ%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
