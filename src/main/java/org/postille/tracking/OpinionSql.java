package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** What customers think of products by what they said last. */
@ApplicationScoped
class OpinionSql {

    private final DataSource database;

    OpinionSql(DataSource database) {
        this.database = database;
    }

    /** Whether the customer likes the product, where they said so; by primary key. */
    Optional<Boolean> likes(long customer, long product) {
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("select likes from opinion where customer_id = ? and product_id = ?")) {
                statement.setLong(1, customer);
                statement.setLong(2, product);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
                }
            }
        });
    }
}
