package org.postille.interest.timing;

/**
 * How long customers take from one order to the next: log-normal, each at a pace of their own, drawn towards everybody's by how
 * few orders they have.
 */
public final class Rhythm {

    /** Without any customer who came back: a month or so. */
    private static final double USUAL = Math.log(30);

    private final Spread spread = new Spread();
    private final OrderDays orders;

    public Rhythm(OrderDays orders) {
        this.orders = orders;
        for (var customer = 0; customer < orders.customers(); customer++) {
            var squares = 0.0;
            for (var i = 1; i < orders.count(customer); i++) {
                var log = gap(customer, i);
                squares += log * log;
            }
            spread.add(Math.max(0, orders.count(customer) - 1), total(customer), squares);
        }
    }

    private double gap(int customer, int number) {
        return Math.log(orders.day(customer, number) - orders.day(customer, number - 1));
    }

    private double total(int customer) {
        var total = 0.0;
        for (var i = 1; i < orders.count(customer); i++) {
            total += gap(customer, i);
        }
        return total;
    }

    /** Mean of the logarithm of this customer's intervals. */
    private double mean(int customer) {
        return spread.values() == 0 ? USUAL : spread.mean(Math.max(0, orders.count(customer) - 1), total(customer));
    }

    /** Days that this customer takes from one order to the next, as often more as less. */
    public double interval(int customer) {
        return Math.exp(mean(customer));
    }

    /**
     * Probability that an interval of this customer's is shorter than the time since the last order.
     *
     * @param present days since 1970, after the last order
     */
    public double overdue(int customer, int present) {
        return Normal.below(place(customer, present - orders.last(customer)));
    }

    private double place(int customer, double days) {
        return (Math.log(Math.max(0.5, days)) - mean(customer)) / Math.sqrt(spread.variance());
    }

    /**
     * Days from now until the next order, as often more as less, given that there was none since the last, and that there is one
     * within the horizon.
     */
    public double wait(int customer, int present, double horizon) {
        var waited = present - orders.last(customer);
        var from = Normal.below(place(customer, waited));
        var to = Normal.below(place(customer, waited + horizon));
        if (to - from < 1e-6) {
            return horizon / 2;
        }
        var days = Math.exp(mean(customer) + Math.sqrt(spread.variance()) * Normal.quantile((from + to) / 2)) - waited;
        return Math.clamp(days, 0, horizon);
    }
}
