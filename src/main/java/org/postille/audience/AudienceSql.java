package org.postille.audience;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;
import org.postille.base.Theme;
import org.postille.consent.Suppressions;
import org.postille.interest.Prospects;

/** Every statement of this package, on one connection. */
final class AudienceSql {

    private static final int ROWS_A_FETCH = 1_000;
    private static final int ROWS_A_BATCH = 1_000;

    private final Connection connection;

    AudienceSql(Connection connection) {
        this.connection = connection;
    }

    /** What an explanation needs to know of one customer. */
    record Person(
            long id,
            String country,
            String language,
            @Nullable String gender,
            String timeZone,
            @Nullable LocalDate birthday,
            Instant since) {}

    record ConsentState(
            Instant grantedAt,
            String source,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    record Occurrences(int count, @Nullable Instant last) {}

    /** Reads all products once; a theme has no index, and there are few products against customers. */
    long[] products(Theme theme) throws SQLException {
        var ids = new ArrayList<Long>();
        each(
                Fragment.of("select p.id from product p where ").then(ThemeSql.condition(theme)),
                row -> ids.add(row.getLong(1)));
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    /** Replaces the prospects that rules on this connection refer to. */
    void keep(List<Prospects> byRule) throws SQLException {
        try (var statement = connection.createStatement()) {
            // A temporary table is the connection's own and ends no transaction.
            statement.execute("""
                    create temporary table if not exists audience_prospect (
                      rule        smallint not null,
                      customer_id bigint   not null,
                      score       double   not null,
                      primary key (rule, customer_id)
                    )
                    """);
            statement.execute("delete from audience_prospect");
        }
        try (var insert = connection.prepareStatement(
                "insert into audience_prospect (rule, customer_id, score) values (?, ?, ?)")) {
            for (var rule = 0; rule < byRule.size(); rule++) {
                var waiting = 0;
                var prospects = byRule.get(rule);
                for (var place = 0; place < prospects.size(); place++) {
                    insert.setInt(1, rule);
                    insert.setLong(2, prospects.customer(place));
                    insert.setDouble(3, prospects.score(place));
                    insert.addBatch();
                    if (++waiting % ROWS_A_BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
        }
    }

    /**
     * Takes out of a rule's prospects who wants none of the products any more, whatever the model says.
     *
     * @param products each once
     * @param since what happened before is known to the model
     */
    void leaveWhoIsDone(int rule, long[] products, Instant since) throws SQLException {
        var among = Fragment.of("select customer_id from audience_prospect where rule = ?", rule);
        var done = done(among, products, since);
        try (var delete =
                connection.prepareStatement("delete from audience_prospect where rule = ? and customer_id = ?")) {
            var waiting = 0;
            for (var customer : done) {
                delete.setInt(1, rule);
                delete.setLong(2, customer);
                delete.addBatch();
                if (++waiting % ROWS_A_BATCH == 0) {
                    delete.executeBatch();
                }
            }
            delete.executeBatch();
        }
    }

    /** Whether that customer dislikes all of these products; by the primary key of opinion. */
    boolean dislikes(long customer, long[] products) throws SQLException {
        var disliked = new HashSet<Long>();
        each(
                Fragment.of("select product_id from opinion where customer_id = ? and not likes", customer),
                row -> disliked.add(row.getLong(1)));
        return Arrays.stream(products).allMatch(disliked::contains);
    }

    /** Whether that customer has bought since then, or dislikes, all of these products. */
    boolean isDone(long customer, long[] products, Instant since) throws SQLException {
        return !done(Fragment.of("select ? as customer_id", customer), products, since)
                .isEmpty();
    }

    /**
     * Of each customer what they dislike by the primary key of opinion, and what they bought since then by the index event_customer:
     * the rows that are read grow with the customers asked for, not with all.
     */
    private List<Long> done(Fragment customers, long[] products, Instant since) throws SQLException {
        var wanted = products.clone();
        Arrays.sort(wanted);
        var left = new HashMap<Long, Integer>();
        each(
                Fragment.of("select a.customer_id, o.product_id from (")
                        .then(customers)
                        .then(") a join opinion o on o.customer_id = a.customer_id where not o.likes union select"
                                + " a.customer_id, e.product_id from (")
                        .then(customers)
                        .then(Fragment.of(
                                ") a join event e on e.customer_id = a.customer_id where e.at >= ?"
                                        + " and e.kind = 'order.placed' and e.product_id is not null",
                                RuleSql.utc(since))),
                row -> {
                    if (Arrays.binarySearch(wanted, row.getLong(2)) >= 0) {
                        left.merge(row.getLong(1), wanted.length - 1, (known, _) -> known - 1);
                    }
                });
        return left.entrySet().stream()
                .filter(it -> it.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * For how many customers each condition is the first that does not hold; at the end, for how many all do. Reads every
     * customer of the zone once: it counts those who drop out, which no index can.
     */
    long[] firstFailing(Fragment among, List<Fragment> conditions) throws SQLException {
        var counts = new long[conditions.size() + 1];
        var cases = Fragment.of("case");
        for (var i = 0; i < conditions.size(); i++) {
            cases = cases.then(" when not ").then(conditions.get(i)).then(" then " + i);
        }
        var sql = Fragment.of("select x.step, count(*) from (select ")
                .then(conditions.isEmpty() ? Fragment.of("0") : cases.then(" else " + conditions.size() + " end"))
                .then(" as step from customer c where ")
                .then(among)
                .then(") x group by x.step");
        each(sql, row -> counts[row.getInt(1)] = row.getLong(2));
        return counts;
    }

    /**
     * The sum of what the recipients' interest is; of a customer in several lists the largest. Reads the prospects, which are there
     * from the count, and their customers by primary key.
     */
    double buyers(Fragment among, List<Fragment> conditions) throws SQLException {
        var sum = new double[1];
        each(
                Fragment.of("select coalesce(sum(x.score), 0) from (select max(a.score) score"
                                + " from audience_prospect a join customer c on c.id = a.customer_id where ")
                        .then(among)
                        .then(" and ")
                        .then(Fragment.join("and", conditions, "true"))
                        .then(" group by c.id) x"),
                row -> sum[0] = row.getDouble(1));
        return sum[0];
    }

    boolean holds(Fragment condition, long customer) throws SQLException {
        var holds = new boolean[1];
        each(
                Fragment.of("select ").then(condition).then(Fragment.of(" from customer c where c.id = ?", customer)),
                row -> holds[0] = row.getBoolean(1));
        return holds[0];
    }

    /** Whether each of the conditions holds for the customer; none does for one who is not there. */
    List<Boolean> holdAll(List<Fragment> conditions, long customer) throws SQLException {
        var columns = conditions.getFirst();
        for (var it : conditions.subList(1, conditions.size())) {
            columns = columns.then(", ").then(it);
        }
        return this.<List<Boolean>>one(
                        Fragment.of("select ")
                                .then(columns)
                                .then(Fragment.of(" from customer c where c.id = ?", customer)),
                        row -> {
                            var holds = new ArrayList<Boolean>();
                            for (var i = 1; i <= conditions.size(); i++) {
                                holds.add(row.getBoolean(i));
                            }
                            return holds;
                        })
                .orElse(List.of());
    }

    Optional<Person> person(String customerKey) throws SQLException {
        return one(
                Fragment.of("""
                        select id, country, language, gender, time_zone, birthday, since
                        from customer where customer_key = ?
                        """, customerKey),
                row -> new Person(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDate.class),
                        instant(row, 7)));
    }

    /** What is said of a customer under that name; by primary key. */
    List<String> attribute(long customer, String name) throws SQLException {
        var values = new ArrayList<String>();
        each(
                Fragment.of(
                        "select value from customer_attribute where customer_id = ? and name = ? order by place",
                        customer,
                        name),
                row -> values.add(row.getString(1)));
        return values;
    }

    Optional<ConsentState> consent(long customer, String purpose) throws SQLException {
        return one(
                Fragment.of(
                        "select granted_at, source, ended_at, ended_by from consent where customer_id = ? and purpose = ?",
                        customer,
                        purpose),
                row -> new ConsentState(
                        instant(row, 1),
                        row.getString(2),
                        row.getObject(3) == null ? null : instant(row, 3),
                        row.getString(4)));
    }

    /** Why the customer's address gets no mail, in words. */
    Optional<String> suppression(long customer) throws SQLException {
        return one(
                Fragment.of("""
                        select s.scope, s.reason, s.since from suppression s join customer c on c.id = s.customer_id
                        where c.id = ? and s.address = unhex(sha2(lower(c.email), 256))""", customer),
                row -> new Suppressions.Suppression(
                                Suppressions.Scope.of(row.getString(1)), row.getString(2), instant(row, 3))
                        .text());
    }

    /** @param events ends in a where clause */
    Occurrences occurrences(Fragment events, long customer) throws SQLException {
        return one(
                        Fragment.of("select count(distinct e.source, e.event_key), max(e.at)")
                                .then(events)
                                .then(Fragment.of(" and e.customer_id = ?", customer)),
                        row -> new Occurrences(row.getInt(1), row.getObject(2) == null ? null : instant(row, 2)))
                .orElseGet(() -> new Occurrences(0, null));
    }

    /** That figure of the latest training; by primary key. */
    Optional<Double> figure(long customer, Rule.Figure figure) throws SQLException {
        var column = TimingRuleSql.column(figure);
        return one(
                Fragment.of(
                        "select " + column + " from customer_timing t where t.customer_id = ? and " + column
                                + " is not null",
                        customer),
                row -> row.getDouble(1));
    }

    record NextOrder(LocalDate on, double interval) {}

    /** By primary key. */
    Optional<NextOrder> nextOrder(long customer) throws SQLException {
        return one(
                Fragment.of(
                        "select next_order_on, order_interval from customer_timing"
                                + " where customer_id = ? and next_order_on is not null",
                        customer),
                row -> new NextOrder(row.getObject(1, LocalDate.class), row.getDouble(2)));
    }

    record Need(String title, LocalDate bought, LocalDate due, double chance) {}

    /** What of the theme is due next; by the first column of the primary key. */
    Optional<Need> nextNeed(Theme what, LocalDate today, long customer) throws SQLException {
        return one(
                Fragment.of(
                                "select p.title, r.bought_on, r.due_on, r.chance"
                                        + " from customer_restock r join product p on p.id = r.product_id"
                                        + " where r.customer_id = ? and r.due_on >= ? and ",
                                customer,
                                today)
                        .then(ThemeSql.condition(what))
                        .then(" order by r.due_on, r.chance desc limit 1"),
                row -> new Need(
                        row.getString(1),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, LocalDate.class),
                        row.getDouble(4)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(Fragment sql, RowReader<T> reader) throws SQLException {
        var found = new ArrayList<T>();
        each(sql, row -> found.add(reader.read(row)));
        return found.stream().findFirst();
    }

    private void each(Fragment sql, RowTaker taker) throws SQLException {
        try (var statement = connection.prepareStatement(sql.text())) {
            statement.setFetchSize(ROWS_A_FETCH);
            Sql.bind(statement, sql.values());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }
}
