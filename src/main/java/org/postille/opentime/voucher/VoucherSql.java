package org.postille.opentime.voucher;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The codes of pools. */
@ApplicationScoped
class VoucherSql {

    private final DataSource database;

    VoucherSql(DataSource database) {
        this.database = database;
    }

    /** The code that this mail was given; by voucher_code_given. */
    Optional<String> given(String pool, long message) {
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("select code from voucher_code where pool = ? and message_id = ?")) {
                statement.setString(1, pool);
                statement.setLong(2, message);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Gives a free code to a mail; voucher_code_given leads to one that nobody else is taking. Nothing if none is left. */
    Optional<String> give(String pool, long message, Instant now) {
        return Sql.inTransaction(database, connection -> {
            String code;
            try (var statement = connection.prepareStatement(
                    "select code from voucher_code where pool = ? and message_id is null limit 1 for update skip locked")) {
                statement.setString(1, pool);
                try (var row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    code = row.getString(1);
                }
            }
            try (var statement = connection.prepareStatement(
                    "update voucher_code set message_id = ?, given_at = ? where pool = ? and code = ?")) {
                Sql.bind(statement, List.of(message, now, pool, code));
                statement.executeUpdate();
            }
            return Optional.of(code);
        });
    }

    /** A code as a file brings it. */
    record Row(String pool, String code) {}

    /** Those that are there already stay with whom they were given to. @return how many are new */
    int store(List<Row> rows) {
        return Sql.inTransaction(database, connection -> {
            try (var statement =
                    connection.prepareStatement("insert ignore into voucher_code (pool, code) values (?, ?)")) {
                for (var row : rows) {
                    statement.setString(1, row.pool());
                    statement.setString(2, row.code());
                    statement.addBatch();
                }
                statement.executeBatch();
                return rows.size();
            }
        });
    }
}
