package org.postille.demo.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** What the benchmarks do to their own database. */
@ApplicationScoped
class BenchSql {

    private final DataSource database;

    BenchSql(DataSource database) {
        this.database = database;
    }

    int customers() {
        return Math.toIntExact(number("select count(*) from customer"));
    }

    /** Of those whose ids are lowest. */
    List<Long> customerIds(int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select id from customer order by id limit ?")) {
                statement.setInt(1, most);
                var ids = new ArrayList<Long>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids;
            }
        });
    }

    /** So many customers of whom nothing is known but an address each, {@code c1@bench.example} and so on; by a sequence. */
    void strangers(int customers, Instant at) {
        run("delete from customer");
        run("""
                insert into customer (customer_key, email, language, country, time_zone, since, updated_at)
                select concat('c', seq), concat('c', seq, '@bench.example'), 'de', 'DE', 'Europe/Berlin', ?, ?
                from seq_1_to_""" + customers, at, at);
    }

    /** Puts the mails that wait into an order in which campaigns follow each other in turn. */
    void mix() {
        run("update message set due_at = due_at - interval mod(customer_id * 7919, 100003) microsecond");
    }

    /** Mails to which something is still to happen. */
    int open() {
        return Math.toIntExact(number("select count(*) from message where settled_at is null"));
    }

    /** A mail as the ledger has it. */
    record Entry(String campaign, String email, String state) {}

    java.util.List<Entry> ledger() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                            select campaign.name, c.email, m.state from message m join campaign on campaign.id = m.campaign_id
                            join customer c on c.id = m.customer_id""");
                    var rows = statement.executeQuery()) {
                var entries = new java.util.ArrayList<Entry>();
                while (rows.next()) {
                    entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
                return entries;
            }
        });
    }

    /** A mail of this campaign for customers in the order of their ids, due now; the first ones are left out. */
    void plan(long campaign, String message, String purpose, int first, int mails, boolean bulk, Instant now) {
        run("""
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at, expires_at, bulk)
                select ?, 'bench', ?, id, ?, 'planned', ?, ?, ?, ? from customer order by id limit ? offset ?""", campaign, message, purpose, now, now, now.plusSeconds(86_400), bulk, mails, first);
    }

    /** Everybody agrees to this purpose. */
    void allAgreeTo(String purpose, Instant at) {
        run("""
                insert into consent (customer_id, purpose, granted_at, source) select id, ?, ?, 'bench' from customer
                on duplicate key update ended_at = null, ended_by = null""", purpose, at);
    }

    /** No mail has been sent, none is planned, and no schedule is about to fire. */
    void forgetMails() {
        run("delete from decision");
        run("delete from message");
        run("delete from campaign_schedule");
    }

    /** A mail of this campaign for so many customers, due now. */
    int plan(long campaign, String occasion, String message, String purpose, int mails, Instant now) {
        return run("""
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at)
                select ?, ?, ?, id, ?, 'planned', ?, ? from customer order by id limit ?""", campaign, occasion, message, purpose, now, now, mails);
    }

    /**
     * As many products as that: those that are there again and again, each time under another number and at another price; by
     * their primary key.
     */
    void assortmentOf(int products) {
        var first = products();
        run("""
                insert into product (sku, title, titles, description, link, category, brand, material, colour, price, list_price,
                currency, stock, available, released_on, updated_at)
                select concat(sku, '-', seq), title, titles, description, concat(link, '-', seq), category, brand, material, colour,
                price + mod(seq, 40), null, currency, 50, true, released_on, updated_at
                from product, seq_1_to_1000 where product.id <= ? order by seq, product.id limit ?""", (long) first, products - first);
        // Each with bytes of its own in the database, so that they take the room and the time that they would.
        run("""
                insert into product_photo (product_id, source_hash, jpeg)
                select later.id, unhex(sha2(later.sku, 256)), photo.jpeg
                from product later join product_photo photo on photo.product_id = 1 + mod(later.id - 1, ?)
                where later.id > ?""", (long) first, (long) first);
    }

    void forgetInteractions() {
        run("delete from event where source = 'bench'");
    }

    int products() {
        return Math.toIntExact(number("select count(*) from product"));
    }

    /**
     * So many interactions of the last year, {@code each} a customer: six in ten views, a quarter orders, the rest carts. What sells,
     * sells by a power law.
     */
    void interactions(int each, int products, Instant until) {
        for (var round = 0; round < each; round++) {
            run("""
                    insert into event (source, event_key, line, kind, customer_id, product_id, quantity, amount, currency, at, received_at)
                    select 'bench', concat(?, '-', id), 0,
                    case when mod(id * 7 + ?, 20) < 12 then 'product.viewed' when mod(id * 7 + ?, 20) < 17 then 'order.placed'
                    else 'cart.updated' end,
                    id, 1 + floor(pow(rand(?), 3) * ?), 1, 10, 'EUR', ? - interval floor(rand(?) * 31536000) second, ?
                    from customer""", round, round, round, 100 + round, products, until, 200 + round, until);
        }
    }

    /** All planned mails are on their way. */
    void accepted(Instant at) {
        run("update message set state = 'accepted', settled_at = ?", at);
    }

    /** A mail each, by their primary key. */
    List<Long> messageIds() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select id from message order by id");
                    var rows = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        });
    }

    /** Every product has another price and, as far as anybody can tell, another photo: nothing that is in memory fits. */
    void everythingIsNew() {
        run("update product set price = price + 0.01");
        run("update product_photo set source_hash = unhex(sha2(source_hash, 256))");
    }

    /** Statements that the server has taken from all clients, this question included. */
    long questions() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("show global status like 'Questions'");
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(2);
            }
        });
    }

    private long number(String select) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(select);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private int run(String text, Object... values) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(text)) {
                bind(statement, values);
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(java.sql.PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
