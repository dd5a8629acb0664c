package org.postille.base;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tables of attributes, which are alike; all statements go by the primary key, whose first column is the owner. */
public enum AttributesSql {
    OF_PRODUCTS("product_attribute", "product_id"),
    OF_CUSTOMERS("customer_attribute", "customer_id");

    private static final int OWNERS_A_STATEMENT = 5_000;
    private static final int ROWS_A_STATEMENT = 1_000;
    private static final int COLUMNS = 7;
    private static final int ISO_DAY = 10;

    private final String table;
    private final String owner;

    AttributesSql(String table, String owner) {
        this.table = table;
        this.owner = owner;
    }

    /** The day that a text says as {@code 2021-04-30}, with or without a time behind it. */
    public static Optional<LocalDate> day(String text) {
        if (text.length() < ISO_DAY || (text.length() > ISO_DAY && text.charAt(ISO_DAY) != 'T')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bounds.date(LocalDate.parse(text.substring(0, ISO_DAY)), "day"));
        } catch (DateTimeException | Invalid e) {
            return Optional.empty();
        }
    }

    /** Of these owners, but for those who have none. */
    public Map<Long, Attributes> of(Connection connection, Collection<Long> owners, UnaryOperator<String> pool)
            throws SQLException {
        var all = new HashMap<Long, Attributes>();
        var asked = List.copyOf(owners);
        for (var from = 0; from < asked.size(); from += OWNERS_A_STATEMENT) {
            var some = asked.subList(from, Math.min(asked.size(), from + OWNERS_A_STATEMENT));
            try (var statement = connection.prepareStatement("select " + owner + ", name, value from " + table
                    + " where " + owner + " in (" + Sql.marks(some.size()) + ") order by " + owner + ", name, place")) {
                Sql.bind(statement, some);
                read(statement, pool, (attributes, id) -> all.put(id, attributes));
            }
        }
        return all;
    }

    /** Of everybody. Reads the whole table, in its order. */
    public void all(Connection connection, UnaryOperator<String> pool, ObjLongConsumer<Attributes> taker)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "select " + owner + ", name, value from " + table + " order by " + owner + ", name, place")) {
            statement.setFetchSize(OWNERS_A_STATEMENT);
            read(statement, pool, taker);
        }
    }

    private static void read(PreparedStatement statement, UnaryOperator<String> pool, ObjLongConsumer<Attributes> taker)
            throws SQLException {
        try (var row = statement.executeQuery()) {
            var owner = 0L;
            Attributes.@Nullable Builder builder = null;
            while (row.next()) {
                var id = row.getLong(1);
                if (builder == null || id != owner) {
                    if (builder != null) {
                        taker.accept(builder.build(), owner);
                    }
                    owner = id;
                    builder = new Attributes.Builder(pool);
                }
                builder.add(row.getString(2), row.getString(3));
            }
            if (builder != null) {
                taker.accept(builder.build(), owner);
            }
        }
    }

    /** Leaves each of these owners what is given and nothing else. Belongs into a transaction. */
    public void replace(Connection connection, Map<Long, Attributes> byOwner) throws SQLException {
        var owners = List.copyOf(byOwner.keySet());
        for (var from = 0; from < owners.size(); from += OWNERS_A_STATEMENT) {
            var some = owners.subList(from, Math.min(owners.size(), from + OWNERS_A_STATEMENT));
            try (var statement = connection.prepareStatement(
                    "delete from " + table + " where " + owner + " in (" + Sql.marks(some.size()) + ")")) {
                Sql.bind(statement, some);
                statement.executeUpdate();
            }
        }
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var it : byOwner.entrySet()) {
            for (var named : it.getValue().byName().entrySet()) {
                var place = 0;
                for (var value : named.getValue()) {
                    rows.add(row(it.getKey(), named.getKey(), place++, value));
                }
            }
        }
        for (var from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
            insert(connection, rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT)));
        }
    }

    private static List<@Nullable Object> row(long owner, String name, int place, String value) {
        var extent = Extent.of(value);
        var row = new ArrayList<@Nullable Object>();
        row.add(owner);
        row.add(name);
        row.add(place);
        row.add(value);
        row.add(extent.map(Extent::from).orElse(null));
        row.add(extent.map(Extent::to).orElse(null));
        row.add(day(value).map(Date::valueOf).orElse(null));
        return row;
    }

    private void insert(Connection connection, List<List<@Nullable Object>> rows) throws SQLException {
        var marks = "(" + Sql.marks(COLUMNS) + ")";
        try (var statement = connection.prepareStatement("insert into " + table + " (" + owner
                + ", name, place, value, low, high, day) values "
                + String.join(", ", rows.stream().map(_ -> marks).toList()))) {
            var parameter = 1;
            for (var row : rows) {
                Sql.bind(statement, parameter, row);
                parameter += COLUMNS;
            }
            statement.executeUpdate();
        }
    }
}
