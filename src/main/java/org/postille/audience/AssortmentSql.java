package org.postille.audience;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.postille.base.AttributeFilter;
import org.postille.base.Sql;
import org.postille.base.Theme;

/** Asks the catalog what there is. Reads the products, of which there are few against customers. */
final class AssortmentSql {

    private static final int MOST_NAMES = 200_000;
    private static final String NAMES = "select distinct name from %s order by name limit " + MOST_NAMES;
    private static final String VALUES =
            "select value from %s where name = ? group by value order by count(*) desc, 1 limit " + MOST_NAMES;

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

    /** Whether anything of that kind is said of any product; by the index product_attribute_value. */
    boolean hasAnyProductWith(AttributeFilter filter) throws SQLException {
        return hasAny("product_attribute", filter);
    }

    /** Whether anything of that kind is said of any customer; by the index customer_attribute_value. */
    boolean hasAnyCustomerWith(AttributeFilter filter) throws SQLException {
        return hasAny("customer_attribute", filter);
    }

    private boolean hasAny(String table, AttributeFilter filter) throws SQLException {
        return !texts(Fragment.of("select a.value from " + table + " a where a.name = ?", filter.name())
                        .then(AttributeSql.wanted(filter, LocalDate.EPOCH))
                        .then(" limit 1"))
                .isEmpty();
    }

    /** The attributes that products have; by the index product_attribute_value, and only for a name that is wrong. */
    List<String> namesOfProducts() throws SQLException {
        return texts(Fragment.of(NAMES.formatted("product_attribute")));
    }

    /** The attributes that customers have; by the index customer_attribute_value, and only for a name that is wrong. */
    List<String> namesOfCustomers() throws SQLException {
        return texts(Fragment.of(NAMES.formatted("customer_attribute")));
    }

    List<String> valuesOfProducts(String name) throws SQLException {
        return texts(Fragment.of(VALUES.formatted("product_attribute"), name));
    }

    List<String> valuesOfCustomers(String name) throws SQLException {
        return texts(Fragment.of(VALUES.formatted("customer_attribute"), name));
    }

    boolean hasCustomers() throws SQLException {
        return !texts(Fragment.of("select id from customer limit 1")).isEmpty();
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
