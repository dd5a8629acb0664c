package org.postille.interest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.interest.history.History;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.Neighbours;
import org.postille.interest.method.Popularity;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.method.Scores;

/**
 * Neighbours of what a customer touched: products that the same customers have, were bought together, or looked at in one
 * visit; recent sales where little is known of the customer, content where little is known of the product.
 *
 * <p>After the item-based method of Sarwar, Karypis, Konstan and Riedl (2001), in the form that Dacrema, Cremonesi and Jannach
 * (2019) found hard to beat.
 */
final class CoOccurrence implements InterestModel {

    private final String version;
    private final Tuning tuning;
    private final Ids customers;
    private final Ids products;
    private final Profiles profiles;
    private final Popularity popularity;
    private final Content content;
    private final Neighbours likedTogether;
    private final Neighbours boughtTogether;
    private final Neighbours viewedTogether;
    private final double[] fading;
    private final ConcurrentLinkedQueue<Scores> scratch = new ConcurrentLinkedQueue<>();

    CoOccurrence(String version, Material material, Companions companions, Tuning tuning) {
        this.version = version;
        this.tuning = tuning;
        customers = material.history().customers;
        products = material.history().products;
        profiles = material.profiles();
        content = material.content();
        popularity = companions.popularity();
        likedTogether = companions.likedTogether();
        boughtTogether = companions.boughtTogether();
        viewedTogether = companions.viewedTogether();
        fading = new double[Short.MAX_VALUE + 1];
        for (var day = 0; day < fading.length; day++) {
            fading[day] = Math.pow(2, -day / tuning.tasteHalfLife());
        }
    }

    /**
     * @param history is taken over; nobody else may use it afterwards
     * @param facts of the products on offer
     * @param at when, for the version
     */
    static CoOccurrence train(History history, List<ProductFacts> facts, Tuning tuning, Instant at) {
        facts.forEach(it -> history.products.add(it.id()));
        var material = Material.of(history.sorted(), new Content(facts, history.products));
        return new CoOccurrence("co-occurrence " + at, material, Companions.of(material, tuning), tuning);
    }

    int customerCount() {
        return customers.size();
    }

    int productCount() {
        return products.size();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Recommendation> personal(long customerId, LongPredicate eligible, int n) {
        var customer = customers.find(customerId);
        return customer < 0 ? topSellers(eligible, n) : scored(scores -> personal(customer, eligible, n, scores));
    }

    private List<Recommendation> personal(int customer, LongPredicate eligible, int n, Scores scores) {
        var known = addTaste(customer, scores);
        var own = known / (known + tuning.blend()) / Math.max(1e-9, scores.max());
        var common = tuning.blend() / (known + tuning.blend());
        for (var i = 0; i < scores.count(); i++) {
            var product = scores.touched(i);
            scores.set(product, (float) (own * scores.of(product) + common * popularity.share(product)));
        }
        var bought = bought(customer);
        IntPredicate wanted = it -> !bought.contains(it) && eligible.test(products.id(it));
        var added = 0;
        for (var product : popularity.ranking()) {
            if (added == n) {
                break;
            }
            if (!scores.has(product) && wanted.test(product)) {
                scores.add(product, (float) common * popularity.share(product), -1);
                added++;
            }
        }
        return told(scores, n, wanted, "liked by customers who like", "a bestseller");
    }

    /** Adds what goes with each product of the customer's profile. The answer is how much is known, in orders. */
    private double addTaste(int customer, Scores scores) {
        var known = 0.0;
        for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
            var weight = (float) (profiles.rows.weight(i) * fading[profiles.age(i)]);
            known += Math.abs(weight);
            addNeighbours(likedTogether, profiles.rows.product(i), weight, scores);
        }
        return known;
    }

    private Set<Integer> bought(int customer) {
        var bought = new HashSet<Integer>();
        for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
            if (profiles.bought(i)) {
                bought.add(profiles.rows.product(i));
            }
        }
        return bought;
    }

    @Override
    public List<Recommendation> complementary(long[] anchors, LongPredicate eligible, int n) {
        var from = numbers(anchors);
        return scored(scores -> {
            for (var anchor : from) {
                addNeighbours(boughtTogether, anchor, 1, scores);
            }
            return told(scores, n, except(from, eligible), "bought with", "bought together");
        });
    }

    @Override
    public List<Recommendation> alternatives(long customerId, long[] anchors, LongPredicate eligible, int n) {
        var from = numbers(anchors);
        var customer = customers.find(customerId);
        var left = new HashSet<>(from);
        if (customer >= 0) {
            left.addAll(bought(customer));
        }
        var wanted = except(left, eligible);
        var taste = new Scores(0);
        if (customer >= 0) {
            taste = borrow();
            addTaste(customer, taste);
        }
        try {
            var liked = taste;
            return scored(scores -> {
                for (var anchor : from) {
                    addAlternatives(anchor, n, wanted, liked, scores);
                }
                return told(scores, n, wanted, "instead of", "of the same kind");
            });
        } finally {
            if (customer >= 0) {
                giveBack(taste);
            }
        }
    }

    /** Everything of the same category; of the one above where that is not enough. */
    private void addAlternatives(int anchor, int n, IntPredicate wanted, Scores taste, Scores scores) {
        var seen = borrow();
        try {
            addNeighbours(viewedTogether, anchor, 1, seen);
            addNeighbours(likedTogether, anchor, 0.5f, seen);
            var most = Math.max(1e-9, taste.max());
            var found = 0;
            for (var path = content.category(anchor); path != null && found < n; path = Content.parent(path)) {
                for (var product : content.in(path)) {
                    if ((scores.has(product) && scores.source(product) == anchor) || !wanted.test(product)) {
                        continue;
                    }
                    var alike = content.likeness(anchor, product) + seen.of(product);
                    var fits = tasteOf(product, taste) / most;
                    var keeps = 1 - popularity.returnRate(product);
                    var score = (0.05 + alike + 0.5 * fits + 0.1 * popularity.share(product)) * keeps * keeps;
                    scores.add(product, (float) Math.max(1e-6, score), anchor);
                    found++;
                }
            }
        } finally {
            giveBack(seen);
        }
    }

    private static double tasteOf(int product, Scores taste) {
        return taste.count() == 0 ? 0 : taste.of(product);
    }

    @Override
    public List<Recommendation> topSellers(LongPredicate eligible, int n) {
        var top = new ArrayList<Recommendation>();
        for (var product : popularity.ranking()) {
            if (top.size() >= n) {
                break;
            }
            if (eligible.test(products.id(product))) {
                top.add(new Recommendation(products.id(product), popularity.share(product), "a bestseller"));
            }
        }
        return List.copyOf(top);
    }

    @Override
    public List<Prospect> customersFor(long[] wanted, int top) {
        return new Recipients(customers, profiles, popularity, content, likedTogether, tuning)
                .of(numbers(wanted).stream().mapToInt(Integer::intValue).toArray(), top);
    }

    private static void addNeighbours(Neighbours neighbours, int product, float weight, Scores scores) {
        for (var i = neighbours.start(product); i < neighbours.end(product); i++) {
            scores.add(neighbours.product(i), weight * neighbours.likeness(i), product);
        }
    }

    private Set<Integer> numbers(long[] ids) {
        var numbers = new HashSet<Integer>();
        Arrays.stream(ids).mapToInt(products::find).filter(it -> it >= 0).forEach(numbers::add);
        return numbers;
    }

    private IntPredicate except(Set<Integer> left, LongPredicate eligible) {
        return it -> !left.contains(it) && eligible.test(products.id(it));
    }

    private List<Recommendation> told(Scores scores, int n, IntPredicate wanted, String because, String otherwise) {
        var told = new ArrayList<Recommendation>();
        for (var product : scores.best(n, wanted)) {
            var title = source(product, scores);
            var reason = title == null ? otherwise : because + ' ' + title;
            told.add(new Recommendation(products.id(product), scores.of(product), reason));
        }
        return List.copyOf(told);
    }

    private @Nullable String source(int product, Scores scores) {
        var source = scores.source(product);
        return source < 0 ? null : content.title(source);
    }

    private interface Scoring {
        List<Recommendation> with(Scores scores);
    }

    private List<Recommendation> scored(Scoring scoring) {
        var scores = borrow();
        try {
            return scoring.with(scores);
        } finally {
            giveBack(scores);
        }
    }

    /** Not one a thread: there are as many virtual threads as requests, but seldom more at work than processors. */
    private Scores borrow() {
        var scores = scratch.poll();
        return scores == null ? new Scores(products.size()) : scores;
    }

    private void giveBack(Scores scores) {
        scores.clear();
        scratch.add(scores);
    }
}
