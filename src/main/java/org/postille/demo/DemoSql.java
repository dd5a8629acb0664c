package org.postille.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** What the demo asks of its small database. */
@ApplicationScoped
class DemoSql {

    private final DataSource database;

    DemoSql(DataSource database) {
        this.database = database;
    }

    /** Lets all clicks land on the demo's own shop pages, at the address of this run. */
    void linkProducts(String address) {
        Sql.inTransaction(database, connection -> linkProducts(connection, address));
    }

    static int linkProducts(Connection connection, String address) throws SQLException {
        try (var statement =
                connection.prepareStatement("update product set link = concat(?, sku) where link not like ?")) {
            var pages = address + "/shop/p/";
            statement.setString(1, pages);
            statement.setString(2, pages + "%");
            return statement.executeUpdate();
        }
    }

    /** A customer by both numbers. */
    record Visitor(long id, String key) {}

    /** Customers who agreed to that purpose and have bought enough for their taste to be known: the latest buyers. */
    List<Visitor> regulars(String purpose, int orders, int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select customer.id, customer_key from customer
                    join consent on consent.customer_id = customer.id and purpose = ? and ended_at is null
                    join event on event.customer_id = customer.id and kind = 'order.placed'
                    group by customer.id, customer_key having count(distinct event_key) >= ?
                    order by max(at) desc, customer.id limit ?""")) {
                statement.setString(1, purpose);
                statement.setInt(2, orders);
                statement.setInt(3, most);
                var visitors = new ArrayList<Visitor>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        visitors.add(new Visitor(rows.getLong(1), rows.getString(2)));
                    }
                }
                return visitors;
            }
        });
    }

    /** A product with the price it was bought for or can be bought for. */
    record Priced(String sku, int quantity, BigDecimal price, String currency) {

        Priced times(int pieces) {
            return new Priced(sku, pieces, price, currency);
        }
    }

    /** What the customer bought last. */
    List<Priced> lastBought(long customer) {
        return priced("""
                select sku, coalesce(amount, price), coalesce(event.currency, product.currency) from event
                join product on product.id = product_id
                where customer_id = ? and kind = 'order.placed' order by at desc, line limit 1""", customer);
    }

    Map<Long, Priced> products(List<Long> ids) {
        var byId = new TreeMap<Long, Priced>();
        for (var id : ids) {
            priced("select sku, price, currency from product where id = ?", id).forEach(it -> byId.put(id, it));
        }
        return byId;
    }

    private List<Priced> priced(String select, long parameter) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(select)) {
                statement.setLong(1, parameter);
                var products = new ArrayList<Priced>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        products.add(new Priced(rows.getString(1), 1, rows.getBigDecimal(2), rows.getString(3)));
                    }
                }
                return products;
            }
        });
    }

    /** Products that can be bought. */
    java.util.Set<Long> available() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select id from product where not article and available and coalesce(stock, 1) > 0");
                    var rows = statement.executeQuery()) {
                var ids = new java.util.HashSet<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        });
    }

    /** What was recorded of readers who consent to that. */
    record Attention(long mails, long looks, long clicks) {}

    Attention attention() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                            select (select count(distinct message_id) from decision where seen_at is not null) as looks,
                                   (select count(*) from human_click) as clicks,
                                   (select count(*) from message m
                                    join consent t on t.customer_id = m.customer_id and t.purpose = 'tracking'
                                                  and t.ended_at is null) as mails""");
                    var rows = statement.executeQuery()) {
                rows.next();
                return new Attention(rows.getLong("mails"), rows.getLong("looks"), rows.getLong("clicks"));
            }
        });
    }

    /** How large the shop is. */
    record Size(long products, long customers, long events, Instant lastEvent) {}

    Size size() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                            select (select count(*) from product) as products, (select count(*) from customer) as customers,
                                   count(distinct source, event_key) as events, max(at) as last_event
                            from event where source = 'import'""");
                    var rows = statement.executeQuery()) {
                rows.next();
                var last = Sql.instantOrNull(rows, "last_event");
                return new Size(rows.getLong(1), rows.getLong(2), rows.getLong(3), last == null ? Instant.EPOCH : last);
            }
        });
    }
}
