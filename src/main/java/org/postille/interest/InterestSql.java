package org.postille.interest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.Ids;
import org.postille.interest.method.ProductFacts;

/** Reads what the model learns from. */
@ApplicationScoped
class InterestSql {

    private static final int ROWS_A_FETCH = 10_000;
    private static final ObjectMapper JSON = new JsonMapper();
    /** By code. */
    private static final Map<String, EventKind> KINDS = EventKind.codes().stream()
            .collect(Collectors.toMap(it -> it, it -> EventKind.of(it).orElseThrow()));

    private final DataSource database;

    InterestSql(DataSource database) {
        this.database = database;
    }

    /** Takes what a customer did with a product. */
    interface Taker {
        /** @param second since 1970 */
        void take(long customer, long product, EventKind kind, long second);
    }

    /** Passes on every interaction there is, row by row as the database sends them. */
    void eachInteraction(Taker taker) {
        // The whole table once, in the order of its primary key: no index could make that cheaper.
        // timestampdiff and not unix_timestamp, which would read the column in the zone of the session.
        var sql = """
                select customer_id, product_id, kind, timestampdiff(second, '1970-01-01', at)
                from event
                where product_id is not null
                """;
        each(sql, row -> {
            var kind = KINDS.get(row.getString(3));
            // Of opinions only the last counts, as long as its customer is one: these are read below.
            if (kind != null && !kind.isOpinion()) {
                taker.take(row.getLong(1), row.getLong(2), kind, row.getLong(4));
            }
        });
        // The whole table in the order of its primary key.
        each("""
                select customer_id, product_id, likes, timestampdiff(second, '1970-01-01', at)
                from opinion
                """, row -> taker.take(row.getLong(1), row.getLong(2), opinion(row.getBoolean(3)), row.getLong(4)));
        // All clicks in mails that teach, by the primary key of slot_click; consent by its own.
        each("""
                select customer_id, product_id, timestampdiff(second, '1970-01-01', clicked_at)
                from human_click
                """, row -> taker.take(row.getLong(1), row.getLong(2), EventKind.CLICKED, row.getLong(3)));
    }

    /** The number of the latest event, 0 where there is none; read from the end of the primary key. */
    long lastEvent() {
        var last = new long[1];
        each("select max(id) from event", row -> last[0] = row.getLong(1));
        return last[0];
    }

    /** The whole catalog. */
    List<ProductFacts> products() {
        return productsAfter(0);
    }

    /** What came into the catalog after the product of that number; a range of the primary key. */
    List<ProductFacts> productsAfter(long id) {
        var products = new ArrayList<ProductFacts>();
        each(
                """
                select id, title, category, brand, price, material, colour, titles
                from product
                where id > %d and not article
                order by id
                """.formatted(id),
                row -> products.add(new ProductFacts(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getDouble(5),
                        attributes(row.getString(6), row.getString(7)),
                        titles(row.getString(8)))));
        return products;
    }

    /** What is known of each of these customers, in the order of their numbers. Reads the whole table once. */
    List<Traits> traits(Ids customers, LocalDate today) {
        var traits = new Traits[customers.size()];
        Arrays.fill(traits, Traits.NONE);
        // Many people are of one kind: one object each would be most of what is read.
        var kinds = new HashMap<Traits, Traits>();
        each("select id, country, language, gender, birthday from customer", row -> {
            var customer = customers.find(row.getLong(1));
            if (customer >= 0) {
                var own = traits(row, today);
                traits[customer] = kinds.computeIfAbsent(own, it -> it);
            }
        });
        return List.of(traits);
    }

    /** Since when everybody is a customer. Reads the whole table once. */
    FirstOrders.Registered registered(Ids customers) {
        var active = new int[customers.size()];
        // An erased customer's events are gone as well: of whom there are events there is a row, or they count as late.
        Arrays.fill(active, Integer.MAX_VALUE);
        var silent = IntStream.builder();
        each("select id, timestampdiff(minute, '1970-01-01', since) from customer", row -> {
            var customer = customers.find(row.getLong(1));
            if (customer >= 0) {
                active[customer] = row.getInt(2);
            } else {
                silent.add(row.getInt(2));
            }
        });
        return new FirstOrders.Registered(active, silent.build().toArray());
    }

    /** Customers of a larger id who are not among the known ones, by ascending id; a range of the primary key. */
    List<Strangers.Stranger> strangersAfter(long id, Ids known, Instant at) {
        var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var kinds = new HashMap<Traits, Traits>();
        var strangers = new ArrayList<Strangers.Stranger>();
        each("""
                select id, country, language, gender, birthday, timestampdiff(minute, '1970-01-01', since) as known_since
                from customer
                where id > %d
                order by id
                """.formatted(id), row -> {
            if (known.find(row.getLong("id")) < 0) {
                var traits = kinds.computeIfAbsent(traits(row, today), it -> it);
                strangers.add(new Strangers.Stranger(row.getLong("id"), traits, row.getInt("known_since")));
            }
        });
        return strangers;
    }

    private static Traits traits(ResultSet row, LocalDate today) throws SQLException {
        return Traits.of(
                row.getString("country"),
                row.getString("language"),
                row.getString("gender"),
                row.getObject("birthday", LocalDate.class),
                today);
    }

    private static EventKind opinion(boolean likes) {
        return likes ? EventKind.LIKED : EventKind.DISLIKED;
    }

    /**
     * A customer as they are now, by primary key, and the latest they did, by the indexes event_customer and slot_click_customer;
     * besides all that they like and dislike, by the primary key of opinion, however long ago they said so.
     *
     * @param since what was bought before is known
     */
    Person person(long id, int latest, Instant since, LocalDate today) {
        return Sql.with(database, connection -> {
            var done = latest(connection, id, latest);
            var all = done.size() < latest;
            var earlier = all ? Set.<Long>of() : bought(connection, id, since);
            done.addAll(opinions(connection, id));
            done.sort(Comparator.comparing(Interaction::at));
            try (var statement = connection.prepareStatement(
                    "select country, language, gender, birthday from customer where id = ?")) {
                statement.setLong(1, id);
                try (var row = statement.executeQuery()) {
                    var known = row.next();
                    var traits = known ? traits(row, today) : Traits.NONE;
                    var locale = known ? Locale.forLanguageTag(row.getString("language")) : Locale.ENGLISH;
                    return new Person(id, locale, traits, done, all, earlier);
                }
            }
        });
    }

    /** By the index event_customer: only what this customer did since then is read. */
    private static Set<Long> bought(Connection connection, long customer, Instant since) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select distinct product_id from event
                where customer_id = ? and at >= ? and kind = 'order.placed' and product_id is not null""")) {
            statement.setLong(1, customer);
            statement.setObject(2, since);
            try (var row = statement.executeQuery()) {
                var bought = new HashSet<Long>();
                while (row.next()) {
                    bought.add(row.getLong(1));
                }
                return bought;
            }
        }
    }

    /** What this customer bought since then. */
    Set<Long> bought(long customer, Instant since) {
        return Sql.with(database, connection -> bought(connection, customer, since));
    }

    private static List<Interaction> latest(Connection connection, long customer, int most) throws SQLException {
        try (var statement = connection.prepareStatement("""
                (select product_id, kind, quantity, timestampdiff(second, '1970-01-01', at) as second, id
                 from event
                 where customer_id = ? and product_id is not null and kind not in ('product.liked', 'product.disliked')
                 order by at desc, id desc
                 limit ?)
                union all
                (select product_id, null, 1, timestampdiff(second, '1970-01-01', clicked_at), 0
                 from human_click
                 where customer_id = ?
                 order by clicked_at desc
                 limit ?)
                order by second desc, id desc
                limit ?""")) {
            statement.setLong(1, customer);
            statement.setInt(2, most);
            statement.setLong(3, customer);
            statement.setInt(4, most);
            statement.setInt(5, most);
            try (var row = statement.executeQuery()) {
                var done = new ArrayList<Interaction>();
                while (row.next()) {
                    var code = row.getString(2);
                    var kind = code == null ? Optional.of(EventKind.CLICKED) : EventKind.of(code);
                    if (kind.isPresent()) {
                        done.add(new Interaction(
                                customer,
                                row.getLong(1),
                                kind.get(),
                                row.getInt(3),
                                Instant.ofEpochSecond(row.getLong(4))));
                    }
                }
                return new ArrayList<>(done.reversed());
            }
        }
    }

    private static List<Interaction> opinions(Connection connection, long customer) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select product_id, likes, timestampdiff(second, '1970-01-01', at)
                from opinion where customer_id = ?""")) {
            statement.setLong(1, customer);
            try (var row = statement.executeQuery()) {
                var opinions = new ArrayList<Interaction>();
                while (row.next()) {
                    opinions.add(new Interaction(
                            customer,
                            row.getLong(1),
                            opinion(row.getBoolean(2)),
                            1,
                            Instant.ofEpochSecond(row.getLong(3))));
                }
                return opinions;
            }
        }
    }

    private static List<String> attributes(@Nullable String material, @Nullable String colour) {
        return Stream.of(material == null ? "" : "material " + material, colour == null ? "" : "colour " + colour)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private static Map<String, String> titles(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored titles are broken: " + json, e);
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // With a fetch size the driver streams; without one it would first bring the whole answer into memory.
            statement.setFetchSize(ROWS_A_FETCH);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what the interest model learns from", e);
        }
    }
}
