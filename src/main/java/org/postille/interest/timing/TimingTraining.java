package org.postille.interest.timing;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.postille.base.Sql;
import org.postille.event.EventKind;
import org.postille.interest.history.Ids;

/** Learns when customers order again from everything that happened, and keeps what is expected of each for segments and mails. */
@ApplicationScoped
public class TimingTraining {

    private static final int CUSTOMERS_AT_ONCE = 500;
    private static final int ATTEMPTS = 10;

    /** Less likely needs are not kept. */
    private static final double SMALLEST_CHANCE = 0.03;

    private final TimingSql sql;
    private final Clock clock;

    TimingTraining(TimingSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Learns from what is in the database now, and replaces what was expected, some hundred customers at a time. */
    public void learn() {
        var now = clock.instant();
        var people = new People();
        sql.eachCustomer(people::add);
        var purchases = new Purchases();
        var hours = new Hours(people.ids.size());
        var lastHour = new int[people.ids.size()];
        Arrays.fill(lastHour, Integer.MIN_VALUE);
        sql.eachAct(act -> {
            var person = people.ids.find(act.customer());
            if (person < 0 || act.second() > now.getEpochSecond()) {
                return;
            }
            if (act.kind().equals(EventKind.ORDERED.code())) {
                purchases.add(
                        act.customer(), act.product(), act.second(), act.quantity(), act.quantity() * act.price());
            }
            // All that somebody does within an hour counts once.
            var hour = people.localHour(person, act.second());
            if (lastHour[person] != hour) {
                lastHour[person] = hour;
                hours.add(person, Math.floorMod(hour, 24));
            }
        });
        purchases.sorted();
        hours.learned();
        var timing = new Timing(purchases, purchases.present(), categories(purchases.products));
        keep(people, purchases, timing, hours, now);
        Log.infof("timing learned from %d lines of orders: %s", purchases.size(), String.join("; ", timing.notes()));
    }

    /** Customers by ascending id, with their clocks. */
    private static final class People {
        private final Ids ids = new Ids();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<ZoneId> zones = new ArrayList<>();
        private short[] zone = new short[1024];

        void add(long customer, String zoneName) {
            var number = ids.add(customer);
            if (number == zone.length) {
                zone = Arrays.copyOf(zone, number * 2);
            }
            zone[number] = numbers.computeIfAbsent(zoneName, it -> {
                        zones.add(zone(it));
                        return zones.size() - 1;
                    })
                    .shortValue();
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                return ZoneOffset.UTC;
            }
        }

        /** Hours since 1970 on the customer's clock. */
        int localHour(int person, long second) {
            var offset = zones.get(zone[person]).getRules().getOffset(Instant.ofEpochSecond(second));
            return (int) Math.floorDiv(second + offset.getTotalSeconds(), 3600);
        }
    }

    private int[] categories(Ids products) {
        var category = new int[products.size()];
        Arrays.fill(category, -1);
        var numbers = new HashMap<String, Integer>();
        sql.eachProduct((product, name) -> {
            var number = products.find(product);
            if (number >= 0 && name != null) {
                category[number] = numbers.computeIfAbsent(name, _ -> numbers.size());
            }
        });
        return category;
    }

    private void keep(People people, Purchases purchases, Timing timing, Hours hours, Instant now) {
        var waiting = new ArrayList<TimingSql.Expected>();
        var above = Long.MIN_VALUE;
        for (var person = 0; person < people.ids.size(); person++) {
            var id = people.ids.id(person);
            var customer = purchases.customers.find(id);
            var orders = customer >= 0 && timing.knows(customer);
            if (orders || hours.knows(person)) {
                waiting.add(new TimingSql.Expected(
                        id,
                        orders ? Optional.of(timing.outlook(customer, Timing.HORIZON)) : Optional.empty(),
                        hours.knows(person) ? OptionalInt.of(hours.best(person)) : OptionalInt.empty(),
                        orders ? needs(purchases, timing, customer) : List.of()));
            }
            if (waiting.size() == CUSTOMERS_AT_ONCE) {
                replace(above, id, waiting, now);
                waiting.clear();
                above = id;
            }
        }
        replace(above, Long.MAX_VALUE, waiting, now);
    }

    /** Where two nodes train at once, the database may end one's transaction for the other's sake. */
    private void replace(long above, long upTo, List<TimingSql.Expected> expected, Instant now) {
        for (var attempt = 1; ; attempt++) {
            try {
                sql.replace(above, upTo, expected, now);
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Sql.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static List<TimingSql.Needed> needs(Purchases purchases, Timing timing, int customer) {
        var needs = new ArrayList<TimingSql.Needed>();
        timing.restock().each(customer, need -> {
            var product = purchases.products.id(need.product());
            if (product > 0 && need.chance() >= SMALLEST_CHANCE) {
                needs.add(new TimingSql.Needed(
                        product,
                        LocalDate.ofEpochDay(need.bought()),
                        need.interval(),
                        LocalDate.ofEpochDay(need.due()),
                        need.chance()));
            }
        });
        return needs;
    }
}
