package org.postille.customer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postille.base.Attributes;
import org.postille.base.AttributesSql;
import org.postille.base.Sql;

/** What the shop says of customers under names of its own. */
@ApplicationScoped
public class CustomerAttributes {

    private final DataSource database;

    CustomerAttributes(DataSource database) {
        this.database = database;
    }

    /** By the primary key; none of somebody who is not known, or no more. */
    public Attributes of(long customer) {
        return Sql.with(
                database,
                connection -> AttributesSql.OF_CUSTOMERS
                        .of(connection, Set.of(customer), UnaryOperator.identity())
                        .getOrDefault(customer, Attributes.NONE));
    }

    /**
     * Changes what is said under these names, and nothing else.
     *
     * @param changes by name; no values: nothing is said under it any more
     * @return whether that was anything new
     */
    public boolean change(long customer, Map<String, List<String>> changes) {
        return Sql.inTransaction(database, connection -> change(connection, Map.of(customer, changes)) > 0);
    }

    /** The same for many, in the transaction of that connection; how many of them have changed. */
    static int change(Connection connection, Map<Long, Map<String, List<String>>> changes) throws SQLException {
        var asked = changes.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (asked.isEmpty()) {
            return 0;
        }
        var known = AttributesSql.OF_CUSTOMERS.of(connection, asked, UnaryOperator.identity());
        var changed = new HashMap<Long, Attributes>();
        for (var customer : asked) {
            var before = known.getOrDefault(customer, Attributes.NONE);
            var all = before.byName();
            changes.getOrDefault(customer, Map.of()).forEach((name, values) -> {
                if (values.isEmpty()) {
                    all.remove(name);
                } else if (all.containsKey(name) || all.size() < Attributes.MOST_NAMES) {
                    all.put(name, values);
                }
            });
            var after = Attributes.of(all);
            if (!after.equals(before)) {
                changed.put(customer, after);
            }
        }
        if (!changed.isEmpty()) {
            AttributesSql.OF_CUSTOMERS.replace(connection, changed);
        }
        return changed.size();
    }
}
