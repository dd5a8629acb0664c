package org.postille.interest.timing;

import java.util.List;
import java.util.Locale;

/** What a shop's own orders tell about when its customers order again. Customers and products by their numbers in the purchases. */
public final class Timing {

    /** Days that expectations are told for where nothing else is asked. */
    public static final int HORIZON = 90;

    private final OrderDays orders;
    private final int present;
    private final LoyaltyFit.Fit fit;
    private final Rhythm rhythm;
    private final Spend spend;
    private final Restock restock;

    /**
     * Learns from what happened before the present.
     *
     * @param purchases sorted
     * @param present days since 1970
     * @param category of each product, from 0; -1 where there is none
     */
    public Timing(Purchases purchases, int present, int[] category) {
        this.present = present;
        orders = new OrderDays(purchases, present);
        fit = LoyaltyFit.of(orders, present);
        rhythm = new Rhythm(orders);
        spend = Spend.of(orders);
        restock = new Restock(purchases, present, category, it -> fit.loyalty().any(past(it), Restock.WINDOW));
    }

    /**
     * What is expected of one customer.
     *
     * @param active probability of not having stayed away for good
     * @param order probability of at least one order within the horizon
     * @param orders expected order days within the horizon
     * @param value expected to be spent within the horizon, in the shop's currency
     * @param interval days from one order to the next, as often more as less
     * @param next day of the next order, since 1970, as often later as sooner, if it comes within the horizon
     */
    public record Outlook(double active, double order, double orders, double value, double interval, int next) {}

    /** Whether this customer has ordered. */
    public boolean knows(int customer) {
        return orders.count(customer) > 0;
    }

    /**
     * Of a customer who {@link #knows has ordered}.
     *
     * @param horizon in days from the present
     */
    public Outlook outlook(int customer, int horizon) {
        var past = past(customer);
        var expected = fit.loyalty().expected(past, horizon);
        return new Outlook(
                fit.loyalty().active(past),
                fit.loyalty().any(past, horizon),
                expected,
                expected * spend.expected(orders.paid(customer), orders.meanValue(customer)),
                rhythm.interval(customer),
                present + (int) Math.round(rhythm.wait(customer, present, horizon)));
    }

    private Loyalty.Past past(int customer) {
        var first = orders.first(customer);
        return new Loyalty.Past(orders.count(customer) - 1, orders.last(customer) - first, present - first);
    }

    public Restock restock() {
        return restock;
    }

    /** What was learned, in words. */
    public List<String> notes() {
        return List.of(
                fit.fitted()
                        ? fit.loyalty().toString()
                        : "too few customers came back to tell who stays away: all are taken to order at the mean rate",
                spend.toString(),
                String.format(
                        Locale.ROOT,
                        "%,d products are bought again%s",
                        restock.productsBoughtAgain(),
                        restock.quantityPower() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "; twice as many last %.2f times as long",
                                        Math.pow(2, restock.quantityPower()))));
    }
}
