package org.postille.interest.evaluation.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.postille.base.Invalid;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.timing.Purchases;

/**
 * What a shop knew up to some moment, to train with, and what its customers did afterwards, to measure with. Customers and
 * products are numbered from 0; the numbers hold for every cut that is made of it. Read-only.
 *
 * <p>A cut is made of the training part alone, so that whoever tunes with cuts never sees the test part.
 */
public final class DataSet {

    private final String name;
    private final Numbering customers;
    private final Numbering products;
    private final List<ProductFacts> facts;
    private final List<List<String>> attributes;
    private final Events past;
    private final Events future;
    private final int[][] train;
    private final int[][] test;
    private final boolean[] known;
    private final Duration horizon;

    DataSet(
            String name,
            Numbering customers,
            Numbering products,
            List<ProductFacts> facts,
            List<List<String>> attributes,
            Events past,
            Events future,
            Duration horizon) {
        this.name = name;
        this.customers = customers;
        this.products = products;
        this.facts = facts;
        this.attributes = attributes;
        this.past = past;
        this.future = future;
        train = past.byCustomer(customers.size());
        Arrays.setAll(train, it -> Arrays.stream(train[it]).sorted().distinct().toArray());
        test = future.byCustomer(customers.size());
        known = new boolean[products.size()];
        for (var row = 0; row < past.size(); row++) {
            known[past.product(row)] = true;
        }
        this.horizon = horizon;
    }

    static Duration horizon(Events past, Events future) {
        return Duration.ofSeconds(Math.max(0, future.last() - past.last()));
    }

    /** The same without its test part, for whoever must not see it; the horizon stays. */
    public DataSet untested() {
        return new DataSet(name, customers, products, facts, attributes, past, new Events(), horizon);
    }

    /** Of the folder, and of what was cut from it. */
    public String name() {
        return name;
    }

    /** How many there are, those without any event included. */
    public int customers() {
        return customers.size();
    }

    /** How many there are, those without any event included. */
    public int products() {
        return products.size();
    }

    /** As the files name this customer. */
    public String customer(int customer) {
        return customers.name(customer);
    }

    /** As the files name this product. */
    public String product(int product) {
        return products.name(product);
    }

    /** How many rows there are to train with. */
    public int events() {
        return past.size();
    }

    /**
     * The training part, every row an order. Ids and numbers are the same here and those of this data set.
     *
     * @return a new one each time, not yet sorted; belongs to the caller
     */
    public History history() {
        var history = new History();
        for (var customer = 0; customer < customers(); customer++) {
            history.customers.add(customer);
        }
        for (var product = 0; product < products(); product++) {
            history.products.add(product);
        }
        for (var row = 0; row < past.size(); row++) {
            history.add(new Interaction(
                    past.customer(row),
                    past.product(row),
                    EventKind.ORDERED,
                    past.quantity(row),
                    Instant.ofEpochSecond(past.second(row))));
        }
        return history;
    }

    /**
     * The training part as purchases, with the prices of {@code items.csv}. Ids and numbers are the same here and those of this data
     * set.
     *
     * @param tested whether with the test part, which only whoever measures may see
     * @return sorted; belongs to the caller
     */
    public Purchases purchases(boolean tested) {
        var purchases = new Purchases();
        for (var customer = 0; customer < customers(); customer++) {
            purchases.customers.add(customer);
        }
        for (var product = 0; product < products(); product++) {
            purchases.products.add(product);
        }
        var prices = new double[products()];
        facts.forEach(it -> prices[(int) it.id()] = it.price());
        add(past, prices, purchases);
        if (tested) {
            add(future, prices, purchases);
        }
        return purchases.sorted();
    }

    private static void add(Events events, double[] prices, Purchases purchases) {
        for (var row = 0; row < events.size(); row++) {
            var quantity = events.quantity(row);
            purchases.add(
                    events.customer(row),
                    events.product(row),
                    events.second(row),
                    quantity,
                    quantity * prices[events.product(row)]);
        }
    }

    /** Of the products that {@code items.csv} describes, by number as id. */
    public List<ProductFacts> facts() {
        return facts;
    }

    /** What {@code users.csv} says of this customer; empty where it says nothing. */
    public List<String> attributes(int customer) {
        return attributes.get(customer);
    }

    /** The products of the training part by customer, ascending, each once. Not to be changed. */
    public int[][] train() {
        return train;
    }

    /** The products of the test part by customer, the oldest first, as often as they occur. Not to be changed. */
    public int[][] test() {
        return test;
    }

    public boolean hasTest() {
        return Arrays.stream(test).anyMatch(it -> it.length > 0);
    }

    /** Whether the product occurs in the training part. */
    public boolean known(int product) {
        return known[product];
    }

    /** Numbers of the products that occur in the training part, ascending. */
    public int[] knownProducts() {
        return IntStream.range(0, products()).filter(it -> known[it]).toArray();
    }

    /** Numbers of the customers who occur in the training part, ascending. */
    public int[] knownCustomers() {
        return IntStream.range(0, customers())
                .filter(it -> train[it].length > 0)
                .toArray();
    }

    /** From the last event of the training part to the last of the test part; zero where times are not known. */
    public Duration horizon() {
        return horizon;
    }

    /** The last event of the training part; 1970 where times are not known. */
    public Instant trainedUntil() {
        return Instant.ofEpochSecond(past.last());
    }

    /** The last event of the test part; 1970 where times are not known, or there is none. */
    public Instant testedUntil() {
        return Instant.ofEpochSecond(future.last());
    }

    /** From the first to the last event of the training part; zero where times are not known. */
    public Duration span() {
        return Duration.ofSeconds(past.last() - past.first());
    }

    /**
     * The latest part of the training part as the test; rows by lot where all are of one time.
     *
     * @param share of the rows, between 0 and 1
     */
    public DataSet latest(double share, long seed) {
        return cut("latest", later(share, seed), _ -> false);
    }

    /**
     * As {@link #latest}, and nothing that happened before with some products is left to train with: whoever wants them afterwards
     * has to be found from what they are.
     *
     * @param productShare of the products, between 0 and 1, chosen by lot
     */
    public DataSet latestWithColdProducts(double share, double productShare, long seed) {
        var cold = Lot.share(knownProducts(), productShare, seed);
        return cut("latest, some products cold", later(share, seed), row -> cold.get(past.product(row)));
    }

    /** Everything that happened with some products as the test. */
    public DataSet withoutProducts(double share, long seed) {
        var cold = Lot.share(knownProducts(), share, seed);
        return cut("cold products", row -> cold.get(past.product(row)), _ -> false);
    }

    /** Everything that some customers did as the test. */
    public DataSet withoutCustomers(double share, long seed) {
        var cold = Lot.share(knownCustomers(), share, seed);
        return cut("cold customers", row -> cold.get(past.customer(row)), _ -> false);
    }

    private IntPredicate later(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new Invalid("the share is " + share + ", expected one between 0 and 1");
        }
        if (past.first() == past.last()) {
            var chosen = new BitSet();
            var rows = Lot.shuffled(past.size(), seed);
            Arrays.stream(rows).limit(Math.round(share * rows.length)).forEach(chosen::set);
            return chosen::get;
        }
        var times = IntStream.range(0, past.size()).mapToLong(past::second).toArray();
        Arrays.parallelSort(times);
        // The earliest rows stay, however many are of one time.
        var at = times[(int) Math.min(times.length - 1, Math.floor((1 - share) * times.length))];
        var from = at > times[0]
                ? at
                : Arrays.stream(times).filter(it -> it > times[0]).findFirst().orElse(at);
        return row -> past.second(row) >= from;
    }

    private DataSet cut(String how, IntPredicate tested, IntPredicate forgotten) {
        var before = past.where(row -> !tested.test(row) && !forgotten.test(row));
        var after = past.where(tested);
        return new DataSet(
                name + ", " + how, customers, products, facts, attributes, before, after, horizon(before, after));
    }
}
