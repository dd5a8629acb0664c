package org.postille.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.catalog.Product;
import org.postille.catalog.ProductSql;
import org.postille.customer.Customer;
import org.postille.customer.CustomerSql;

/** What has happened in the shop, each event once. */
@ApplicationScoped
public class EventLog {

    /** A missing date often arrives as the year 1 or 1970, and a single order of then would look like a customer of half a century. */
    private static final Instant FIRST_SHOPS = Instant.parse("1990-01-01T00:00:00Z");

    private final EventSql sql;
    private final CustomerSql customers;
    private final ProductSql products;
    private final Event<Recorded> announcements;
    private final Clock clock;

    EventLog(EventSql sql, CustomerSql customers, ProductSql products, Event<Recorded> announcements, Clock clock) {
        this.sql = sql;
        this.customers = customers;
        this.products = products;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** An event of which every customer and product is known: ready to be written. */
    record Known(String source, ShopEvent event, List<EventSql.Line> lines) {}

    /** @throws Invalid if its customer or a product is not known */
    Known known(String source, ShopEvent event) {
        hasHappened(event);
        var customerIds = customers.ids(List.of(event.customer()));
        var productIds = products.ids(skus(List.of(event)));
        return new Known(source, event, lines(source, event, customerIds, productIds));
    }

    /**
     * Writes an event that has just happened and announces it, in the caller's transaction. Writing it again changes nothing
     * and announces nothing.
     *
     * @return whether it was new
     */
    boolean record(Known known) {
        var event = known.event;
        var lines = known.lines;
        if (!sql.appendNew(lines, clock.instant())) {
            return false;
        }
        announcements.fire(new Recorded(
                known.source + ":" + event.key(),
                event.kind(),
                event.at(),
                lines.getFirst().customerId(),
                event.currency(),
                announced(event, lines)));
        return true;
    }

    /**
     * What a customer says of a product somewhere else than in the shop, now: it teaches and sets off campaigns as what the shop tells
     * does.
     *
     * @param source where it was said
     * @return whether both are known
     */
    public boolean opined(String source, long customer, long product, boolean likes) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            var person = Customer.ofId(customer);
            var thing = Product.ofId(product);
            if (person.isEmpty() || thing.isEmpty()) {
                return false;
            }
            var now = clock.instant();
            record(known(
                    source,
                    new ShopEvent(
                            customer + "-" + product + "-" + now.toEpochMilli() + (likes ? "-likes" : "-dislikes"),
                            likes ? EventKind.LIKED : EventKind.DISLIKED,
                            now,
                            person.get().key,
                            null,
                            List.of(new ShopEvent.Item(thing.get().sku, 1, null)))));
            return true;
        });
    }

    private static List<Recorded.Line> announced(ShopEvent event, List<EventSql.Line> lines) {
        var announced = new ArrayList<Recorded.Line>();
        for (var line : lines) {
            if (line.productId() != null) {
                announced.add(new Recorded.Line(
                        line.productId(), event.items().get(line.line()).product(), line.quantity(), line.amount()));
            }
        }
        return announced;
    }

    /** What of a batch of history was written. */
    record Appended(int events, Map<ShopEvent, String> refused) {}

    /** Writes history, without announcing it. Events of unknown customers or products are refused, each with the reason. */
    Appended append(String source, List<ShopEvent> events) {
        var customerIds = customers.ids(
                events.stream().map(ShopEvent::customer).distinct().toList());
        var productIds = products.ids(skus(events));
        var refused = new java.util.IdentityHashMap<ShopEvent, String>();
        var lines = new ArrayList<EventSql.Line>();
        for (var event : events) {
            try {
                hasHappened(event);
                lines.addAll(lines(source, event, customerIds, productIds));
            } catch (Invalid e) {
                refused.put(event, e.getMessage());
            }
        }
        sql.append(lines, clock.instant());
        return new Appended(events.size() - refused.size(), refused);
    }

    private void hasHappened(ShopEvent event) {
        if (event.at().isAfter(clock.instant().plus(Bounds.CLOCKS_APART))) {
            throw new Invalid("its time is " + event.at() + ", which is still to come");
        }
        if (event.at().isBefore(FIRST_SHOPS)) {
            throw new Invalid(
                    "its time is " + event.at() + ", before there were web shops: is 0 sent where no time is known?");
        }
    }

    private static List<String> skus(List<ShopEvent> events) {
        return events.stream()
                .flatMap(it -> it.items().stream())
                .map(ShopEvent.Item::product)
                .distinct()
                .toList();
    }

    private static List<EventSql.Line> lines(
            String source, ShopEvent event, Map<String, Long> customers, Map<String, Long> products) {
        var customer = Optional.ofNullable(customers.get(event.customer()))
                .orElseThrow(
                        () -> new Invalid("customer '" + event.customer() + "' is not known; import customers first"));
        if (event.items().isEmpty()) {
            return List.of(
                    new EventSql.Line(source, event.key(), 0, event.kind(), customer, null, 0, null, null, event.at()));
        }
        var lines = new ArrayList<EventSql.Line>();
        for (var item : event.items()) {
            var product = Optional.ofNullable(products.get(item.product()))
                    .orElseThrow(
                            () -> new Invalid("product '" + item.product() + "' is not known; import products first"));
            lines.add(new EventSql.Line(
                    source,
                    event.key(),
                    lines.size(),
                    event.kind(),
                    customer,
                    product,
                    item.quantity(),
                    item.price(),
                    event.currency(),
                    event.at()));
        }
        return lines;
    }
}
