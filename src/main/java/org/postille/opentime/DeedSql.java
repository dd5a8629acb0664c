package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** What a customer did that speaks against showing them a product. */
@ApplicationScoped
class DeedSql {

    private final DataSource database;

    DeedSql(DataSource database) {
        this.database = database;
    }

    /**
     * When each product was bought or sent back last, and what is in the cart now with the time it got its content.
     *
     * @param bought by product
     */
    record Deeds(Map<Long, Instant> bought, Map<Long, Instant> returned, Map<Long, Instant> cart) {}

    /** From when on each counts; null where it does not at all. */
    record Since(
            @Nullable Instant bought,
            @Nullable Instant returned,
            @Nullable Instant cart) {

        Since orEarlier(Since other) {
            return new Since(
                    earlier(bought, other.bought), earlier(returned, other.returned), earlier(cart, other.cart));
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            return one == null || (other != null && other.isBefore(one)) ? other : one;
        }
    }

    /**
     * One statement, which reads what this customer did since then by the index event_customer; the content of the cart is that of
     * the last event that changed it, by the index event_once. An order empties the cart.
     */
    Deeds of(long customer, Since since, Instant now) {
        var deeds = new Deeds(new HashMap<>(), new HashMap<>(), new HashMap<>());
        if (since.equals(new Since(null, null, null))) {
            return deeds;
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select kind, product_id, max(at) as at from event
                    where customer_id = ? and at >= ? and kind in ('order.placed', 'order.returned')
                      and product_id is not null
                    group by kind, product_id
                    union all
                    select e.kind, e.product_id, e.at
                    from (select source, event_key, kind from event
                          where customer_id = ? and at >= ? and kind in ('cart.updated', 'cart.emptied', 'order.placed')
                          order by at desc, id desc limit 1) l
                    join event e on e.source = l.source and e.event_key = l.event_key
                    where l.kind = 'cart.updated' and e.product_id is not null""")) {
                var ordered = Since.earlier(since.bought, since.returned);
                Sql.bind(
                        statement,
                        List.of(
                                customer,
                                ordered == null ? now : ordered,
                                customer,
                                since.cart == null ? now : since.cart));
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        var by = switch (row.getString("kind")) {
                            case "order.placed" -> deeds.bought;
                            case "order.returned" -> deeds.returned;
                            default -> deeds.cart;
                        };
                        by.put(row.getLong("product_id"), Sql.instant(row, "at"));
                    }
                    return deeds;
                }
            }
        });
    }
}
