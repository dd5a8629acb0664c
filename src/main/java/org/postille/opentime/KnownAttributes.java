package org.postille.opentime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.postille.base.Attributes;
import org.postille.base.AttributesSql;

/**
 * The attributes of products in memory, kept from one reading of the assortment to the next, because they seldom change and are
 * many. Equal texts are one. For one thread at a time.
 */
final class KnownAttributes {

    /** So many unknown ones, and all are read at once. */
    private static final int MANY = 20_000;

    private Map<Long, Attributes> byProduct = new HashMap<>();
    private Map<Long, Long> hashes = Map.of();

    /** Reads what is not known yet, and forgets the rest. By the primary key of product_attribute. */
    void read(Connection connection, Map<Long, Long> present) throws SQLException {
        var missing = present.entrySet().stream()
                .filter(it -> !it.getValue().equals(hashes.get(it.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        var pool = pool();
        var known = new HashMap<Long, Attributes>(present.size() * 2);
        byProduct.forEach((product, attributes) -> {
            if (present.containsKey(product)) {
                known.put(product, attributes);
            }
        });
        if (missing.size() > MANY) {
            AttributesSql.OF_PRODUCTS.all(connection, pool, (attributes, product) -> {
                if (present.containsKey(product)) {
                    known.put(product, attributes);
                }
            });
        } else {
            known.putAll(AttributesSql.OF_PRODUCTS.of(connection, missing, pool));
        }
        byProduct = known;
        hashes = present;
    }

    Attributes of(long product) {
        return byProduct.getOrDefault(product, Attributes.NONE);
    }

    /** Of this reading; holds no more than the texts that come up in it. */
    private static UnaryOperator<String> pool() {
        var texts = new HashMap<String, String>();
        return text -> {
            var known = texts.putIfAbsent(text, text);
            return known == null ? text : known;
        };
    }
}
