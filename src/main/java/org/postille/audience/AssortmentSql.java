package org.postille.audience;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postille.base.Sql;
import org.postille.base.Theme;

/** Asks the catalog what there is. Reads the products, of which there are few against customers. */
final class AssortmentSql {

    private static final int MOST_NAMES = 200_000;

    private final Connection connection;

    AssortmentSql(Connection connection) {
        this.connection = connection;
    }

    /** Ends at the first product; where there is none, all have been read, since a theme has no index. */
    boolean hasAny(Theme theme) throws SQLException {
        return !texts(Fragment.of("select p.sku from product p where ")
                        .then(ThemeSql.condition(theme))
                        .then(" limit 1"))
                .isEmpty();
    }

    /** What stands in a column, each once, the most frequent first. Reads all products, and only for a name that is wrong. */
    List<String> values(Column column) throws SQLException {
        return texts(Fragment.of("select " + column.sql + " from product p where " + column.sql
                + " is not null group by " + column.sql + " order by count(*) desc, 1 limit " + MOST_NAMES));
    }

    /** Of the table {@code product}. */
    enum Column {
        SKU("p.sku"),
        CATEGORY("p.category"),
        BRAND("p.brand"),
        MATERIAL("p.material"),
        COLOUR("p.colour");

        private final String sql;

        Column(String sql) {
            this.sql = sql;
        }
    }

    private List<String> texts(Fragment sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql.text())) {
            Sql.bind(statement, sql.values());
            try (var rows = statement.executeQuery()) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
