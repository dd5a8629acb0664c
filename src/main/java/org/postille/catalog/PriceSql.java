package org.postille.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Keeps the history of prices, and beside each product the old price that may be struck through. */
@ApplicationScoped
public class PriceSql {

    private final DataSource database;

    PriceSql(DataSource database) {
        this.database = database;
    }

    /**
     * Notes what these products cost now, where that is something else than before. To be called in the transaction of whatever
     * wrote the products; what did not change costs one look at its last price.
     *
     * @param now when the prices took effect
     */
    public void note(Collection<String> skus, Instant now) {
        if (skus.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            var changed = changed(connection, skus);
            if (!changed.isEmpty()) {
                append(connection, changed, now);
                judge(connection, changed, now);
            }
            return changed.size();
        });
    }

    /**
     * Adds prices of the time before the first one that we were told of each product. Unique keys product_sku and product_price.
     *
     * @param unknown hears of what belongs to no product
     * @return how many were added; those that are there already are not
     */
    long addEarlier(List<PriceImport.Row> rows, Instant now, Consumer<PriceImport.Row> unknown) {
        if (rows.isEmpty()) {
            return 0;
        }
        return Sql.inTransaction(database, connection -> {
            var ids = ids(
                    connection,
                    rows.stream().map(PriceImport.Row::sku).distinct().toList());
            var added = 0L;
            try (var statement = connection.prepareStatement("""
                    insert ignore into product_price (product_id, since, price, currency, on_sale)
                    select p.id, ?, ?, ?, ? from product p
                    where p.id = ? and not p.article
                      and not exists (select 1 from product_price told where told.product_id = p.id and told.told
                                      and told.since <= ?)""")) {
                for (var row : rows) {
                    var id = ids.get(row.sku());
                    if (id == null) {
                        unknown.accept(row);
                        continue;
                    }
                    statement.setObject(1, row.at());
                    statement.setBigDecimal(2, row.price().amount());
                    statement.setString(3, row.price().currency().getCurrencyCode());
                    statement.setBoolean(4, row.onSale());
                    statement.setLong(5, id);
                    statement.setObject(6, row.at());
                    added += statement.executeUpdate();
                }
            }
            if (added > 0) {
                judge(connection, List.copyOf(ids.values()), now);
            }
            return added;
        });
    }

    private static Map<String, Long> ids(Connection connection, List<String> skus) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select sku, id from product where sku in (" + Sql.marks(skus.size()) + ")")) {
            Sql.bind(statement, skus);
            var ids = new HashMap<String, Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getString(1), row.getLong(2));
                }
            }
            return ids;
        }
    }

    /** By product_sku; the last price is the end of a range of the primary key. */
    private static List<Long> changed(Connection connection, Collection<String> skus) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select p.id
                from product p
                left join product_price l on l.product_id = p.id
                      and l.since = (select max(x.since) from product_price x where x.product_id = p.id)
                where p.sku in (%s) and not p.article
                  and not (l.price <=> p.price and l.currency <=> p.currency and l.on_sale <=> (p.list_price is not null))
                """.formatted(Sql.marks(skus.size())))) {
            Sql.bind(statement, skus);
            var changed = new ArrayList<Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    changed.add(row.getLong(1));
                }
            }
            return changed;
        }
    }

    /** Never before the price that it follows, whatever the clocks of two nodes say. */
    private static void append(Connection connection, List<Long> products, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into product_price (product_id, since, price, currency, on_sale, told)
                select p.id, greatest(?, coalesce((select max(x.since) from product_price x where x.product_id = p.id)
                                                    + interval 1 microsecond, ?)),
                       p.price, p.currency, p.list_price is not null, true
                from product p where p.id in (%s)""".formatted(Sql.marks(products.size())))) {
            statement.setObject(1, now);
            statement.setObject(2, now);
            Sql.bind(statement, 3, products);
            statement.executeUpdate();
        }
    }

    /** Finds for each of them which old price may be struck through; by primary keys. */
    void judge(Connection connection, List<Long> products, Instant now) throws SQLException {
        var histories = histories(connection, products, now);
        try (var statement = connection.prepareStatement("""
                update product set old_price = ?, old_price_beside = ?, old_price_until = ?, reduced_at = ?
                where id = ?""")) {
            for (var it : histories.entrySet()) {
                var reduction = PriceHistory.reduction(it.getValue(), now);
                statement.setObject(
                        1, reduction.map(PriceHistory.Reduction::oldPrice).orElse(null));
                statement.setObject(
                        2, reduction.isPresent() ? it.getValue().getLast().price() : null);
                statement.setObject(
                        3, reduction.map(PriceHistory.Reduction::until).orElse(null));
                statement.setObject(
                        4, reduction.map(PriceHistory.Reduction::since).orElse(null));
                statement.setLong(5, it.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Of each product the last months and the price before; ranges of the primary key. */
    private static Map<Long, List<PriceHistory.Entry>> histories(
            Connection connection, List<Long> products, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select h.product_id, h.since, h.price, h.currency, h.on_sale
                from product_price h
                where h.product_id in (%s)
                  and h.since >= coalesce((select max(x.since) from product_price x
                                           where x.product_id = h.product_id and x.since <= ?), '1970-01-01')
                order by h.product_id, h.since""".formatted(Sql.marks(products.size())))) {
            Sql.bind(statement, products);
            statement.setObject(products.size() + 1, now.minus(PriceHistory.MEMORY));
            var histories = new LinkedHashMap<Long, List<PriceHistory.Entry>>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    histories
                            .computeIfAbsent(row.getLong("product_id"), _ -> new ArrayList<>())
                            .add(new PriceHistory.Entry(
                                    Sql.instant(row, "since"),
                                    row.getBigDecimal("price"),
                                    row.getString("currency"),
                                    row.getBoolean("on_sale")));
                }
            }
            return histories;
        }
    }
}
