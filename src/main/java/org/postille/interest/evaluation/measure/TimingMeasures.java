package org.postille.interest.evaluation.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.evaluation.measure.Timed.Line;
import org.postille.interest.timing.Hours;
import org.postille.interest.timing.OrderDays;
import org.postille.interest.timing.Purchases;
import org.postille.interest.timing.Timing;

/**
 * Measures task D: what the training part tells of each customer's orders, against the orders of the test part. Order days count,
 * as the model counts them; what is of the last day of the training part is not part of the test.
 */
public final class TimingMeasures {

    private static final int PARTS = 4;

    private final int present;
    private final int horizon;
    private final Purchases everything;
    private final OrderDays past;
    private final OrderDays whole;
    private final OrderDays periodBefore;
    private final Timing timing;
    private final List<Line> lines = new ArrayList<>();
    private final int[] customers;

    public TimingMeasures(DataSet data) {
        var train = data.purchases(false);
        present = train.present();
        everything = data.purchases(true);
        horizon = Math.max(1, everything.present() - present);
        past = new OrderDays(train, present);
        whole = new OrderDays(everything, present + horizon);
        periodBefore = new OrderDays(train, present - horizon);
        timing = new Timing(train, present, categories(data));
        customers = IntStream.range(0, past.customers())
                .filter(it -> past.count(it) > 0)
                .toArray();
    }

    private static int[] categories(DataSet data) {
        var names = new ArrayList<String>();
        var category = new int[data.products()];
        Arrays.fill(category, -1);
        data.facts().forEach(it -> {
            if (it.category() != null) {
                if (!names.contains(it.category())) {
                    names.add(it.category());
                }
                category[(int) it.id()] = names.indexOf(it.category());
            }
        });
        return category;
    }

    public Timed timed(Progress progress) {
        var order = anyOrder();
        progress.at(1, PARTS);
        volume();
        nextOrder();
        progress.at(2, PARTS);
        var needs = new NeedMeasures(everything, present, timing.restock()).measured(customers, lines);
        progress.at(3, PARTS);
        hours();
        progress.at(PARTS, PARTS);
        return new Timed(horizon, order, needs, List.copyOf(lines), timing.notes());
    }

    private int came(int customer) {
        return whole.count(customer) - past.count(customer);
    }

    private Calibration anyOrder() {
        var told = new double[customers.length];
        var recency = new double[customers.length];
        var frequency = new double[customers.length];
        var came = new boolean[customers.length];
        var reliability = new Reliability();
        for (var i = 0; i < customers.length; i++) {
            told[i] = timing.outlook(customers[i], horizon).order();
            recency[i] = past.last(customers[i]);
            frequency[i] = past.count(customers[i]);
            came[i] = came(customers[i]) > 0;
            reliability.add((float) told[i], came[i]);
        }
        var calibration = reliability.calibration("any order");
        lines.add(new Line(
                "any order, AUC (by recency, by frequency)",
                customers.length,
                null,
                Ranks.auc(told, came),
                Ranks.auc(recency, came),
                Ranks.auc(frequency, came)));
        lines.add(new Line("any order, ECE", customers.length, null, calibration.error(), null, null));
        lines.add(new Line(
                "customers who order",
                customers.length,
                (double) calibration.buyers(),
                calibration.expected(),
                null,
                null));
        return calibration;
    }

    /** Orders, and what is spent on them. */
    private void volume() {
        var orders = new Errors();
        var value = new Errors();
        var worth = 0.0;
        for (var customer : customers) {
            var outlook = timing.outlook(customer, horizon);
            orders.add(came(customer), outlook.orders(), past.count(customer) - periodBefore.count(customer));
            value.add(
                    spent(whole, customer) - spent(past, customer),
                    outlook.value(),
                    spent(past, customer) - spent(periodBefore, customer));
            worth += spent(past, customer);
        }
        orders.tell("orders", lines);
        if (worth > 0) {
            value.tell("value", lines);
        }
    }

    private static double spent(OrderDays orders, int customer) {
        return orders.paid(customer) * orders.meanValue(customer);
    }

    private void nextOrder() {
        var gaps = new double[everything.size()];
        var count = 0;
        for (var customer : customers) {
            for (var i = 1; i < past.count(customer); i++) {
                gaps[count++] = past.day(customer, i) - past.day(customer, i - 1);
            }
        }
        var usual = Ranks.median(Arrays.copyOf(gaps, count));
        var returned = Arrays.stream(customers).filter(it -> came(it) > 0).toArray();
        lines.add(new Line(
                "next order, median days off (own mean, everybody's)",
                returned.length,
                null,
                off(returned, it -> timing.outlook(it, horizon).next()),
                off(returned, it -> past.count(it) < 2 ? past.last(it) + usual : past.last(it) + ownMean(it)),
                off(returned, it -> past.last(it) + usual)));
    }

    private double ownMean(int customer) {
        return (double) (past.last(customer) - past.first(customer)) / (past.count(customer) - 1);
    }

    private double off(int[] returned, IntToDoubleFunction told) {
        return Ranks.median(Arrays.stream(returned)
                .mapToDouble(it -> Math.abs(Math.max(present, told.applyAsDouble(it)) - whole.day(it, past.count(it))))
                .toArray());
    }

    /** The share of orders that came within an hour of the best hour; clocks are those of the data. */
    private void hours() {
        var hours = new Hours(past.customers());
        eachVisit((customer, day, hour) -> {
            if (day < present) {
                hours.add(customer, hour);
            }
        });
        hours.learned();
        var counts = new int[3];
        eachVisit((customer, day, hour) -> {
            if (day >= present && past.count(customer) > 0) {
                counts[0]++;
                counts[1] += near(hour, hours.best(customer)) ? 1 : 0;
                counts[2] += near(hour, hours.best()) ? 1 : 0;
            }
        });
        lines.add(new Line(
                "orders within an hour of the best hour (everybody's)",
                counts[0],
                null,
                (double) counts[1] / Math.max(1, counts[0]),
                (double) counts[2] / Math.max(1, counts[0]),
                null));
    }

    private interface Visit {
        void at(int customer, int day, int hour);
    }

    private void eachVisit(Visit visit) {
        for (var customer : customers) {
            var last = Integer.MIN_VALUE;
            for (var line = everything.start(customer); line < everything.start(customer + 1); line++) {
                var hour = Math.floorDiv(everything.minute(line), 60);
                if (hour != last) {
                    visit.at(customer, everything.day(line), Math.floorMod(hour, 24));
                }
                last = hour;
            }
        }
    }

    private static boolean near(int hour, int other) {
        var apart = Math.abs(hour - other);
        return Math.min(apart, 24 - apart) <= 1;
    }
}
