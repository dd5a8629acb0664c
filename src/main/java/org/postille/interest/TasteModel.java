package org.postille.interest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.interest.blend.Blend;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Spread;
import org.postille.interest.blend.Welcome;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.history.Ids;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.method.Scores;
import org.postille.interest.method.Taste;
import org.postille.interest.ranking.ShopWindow;
import org.postille.interest.reason.Reasons;

/**
 * The blend that the shop's history has chosen, asked about the taste that a customer has now; what people of a kind and a place
 * want where little is known of somebody, what is alike where little is known of a product.
 */
public final class TasteModel implements InterestModel {

    private static final int BESTSELLERS = 50;
    /** Standard deviations of chance above which more is bought than before. */
    private static final float RISES = 0.5f;

    private static final float TASTE_IN_TRENDS = 0.1f;

    private final String version;
    private final Material material;
    private final Choice.Trained trained;
    private final Welcome welcome;
    private final Crowd crowd;
    private final Ids customers;
    private final Ids products;
    private final Anchored anchored;
    private final Kindreds kindreds;
    private final Pool pool;
    private final Targeting targeting;
    private final FirstOrders firstOrders;
    private final BitSet bestsellers = new BitSet();
    private volatile Newcomers newcomers;
    private volatile long newest;

    /**
     * @param material its history need not hold anything but the numbers of customers and products
     * @param trained on that material
     * @param welcome of customers of whom little is known
     * @param crowd learned from the same history
     * @param firstOrders of those who did nothing in it
     */
    TasteModel(
            Material material,
            Choice.Trained trained,
            Welcome welcome,
            Crowd crowd,
            FirstOrders firstOrders,
            String version) {
        this.material = material;
        this.trained = trained;
        this.welcome = welcome;
        this.crowd = crowd;
        this.version = version;
        customers = material.history().customers;
        products = material.history().products;
        pool = new Pool(material.products());
        var popularity = new float[material.products()];
        crowd.sales().popularity(List.of(), popularity);
        anchored = new Anchored(material, crowd, popularity);
        kindreds = new Kindreds(crowd);
        targeting = new Targeting(material, trained, crowd, firstOrders);
        this.firstOrders = firstOrders;
        newcomers = Newcomers.of(material);
        for (var product = 0; product < products.size(); product++) {
            newest = Math.max(newest, products.id(product));
        }
        Arrays.stream(crowd.sales().bestsellers(BESTSELLERS)).forEach(bestsellers::set);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Instant learnedUntil() {
        return Instant.ofEpochSecond(60L * crowd.end());
    }

    @Override
    public long newest() {
        return newest;
    }

    /** Products that came into the catalog after the training: from now on they are recommended, too. */
    synchronized void arrived(List<ProductFacts> facts) {
        newcomers = newcomers.with(facts);
        facts.forEach(it -> newest = Math.max(newest, it.id()));
    }

    /**
     * Lets customers in of whom the training knows nothing that they did, if it was learned how likely such buy.
     *
     * @param source gives those that are not of the training and newer than that id, by ascending id
     */
    void join(Joining source) {
        if (firstOrders.isKnown()) {
            targeting.joined(source.after(targeting.newestStranger(), customers));
        }
    }

    /** Where customers come from. */
    interface Joining {
        List<Strangers.Stranger> after(long id, Ids known);
    }

    /** What this person did, up to now. */
    private Taste taste(Person person) {
        var now = person.latest().isEmpty()
                ? crowd.end()
                : Math.max(crowd.end(), (int) (person.latest().getLast().at().getEpochSecond() / 60));
        var latest = Taste.of(person.latest(), products, now);
        var customer = customers.find(person.id());
        return person.isAll() || customer < 0
                ? latest
                : Taste.of(material.profiles(), customer).later(now - crowd.end(), latest);
    }

    @Override
    public List<Recommendation> personal(Person person, Wishes wishes) {
        var taste = taste(person);
        var scores = pool.borrow();
        var common = pool.borrow();
        var scratch = pool.borrow();
        try {
            var known = welcome.own(taste.known());
            Arrays.fill(scores, 0);
            var scales = taste.size() == 0 ? new double[0] : trained.products().scaled(taste, scratch);
            var own = taste.size() == 0 ? 0 : Blend.addStandardised(scratch, known, scores);
            var kindred = kindreds.of(person.traits());
            for (var i = 0; i < scores.length; i++) {
                common[i] = (float) (1 - known) * kindred[i];
                scores[i] += common[i];
            }
            var range = new Range(material, newcomers);
            var arrived = range.newcomers().settle(scores, taste);
            var window =
                    range.window(wanted(person, wishes), wishes.again() ? Set.of() : bought(taste), wishes.atLeast());
            for (var product = 0; product < scores.length; product++) {
                window.offer(product, scores[product]);
            }
            offer(scores.length, arrived, window);
            var chosen = window.best(wishes.n());
            var why = wishes.reasons() ? why(person, taste, scales, own, common, chosen, range) : List.<String>of();
            return range.told(chosen, why);
        } finally {
            pool.giveBack(scores, common, scratch);
        }
    }

    private static Wishes wanted(Person person, Wishes wishes) {
        return wishes.without(wishes.again() ? Set.of() : person.bought()).without(person.disliked());
    }

    private static Set<Integer> bought(Taste taste) {
        var bought = new HashSet<Integer>();
        for (var i = 0; i < taste.size(); i++) {
            if (taste.bought(i)) {
                bought.add(taste.products()[i]);
            }
        }
        return bought;
    }

    private List<String> why(
            Person person,
            Taste taste,
            double[] scales,
            double own,
            float[] common,
            List<ShopWindow.Chosen> chosen,
            Range range) {
        var words = Reasons.toCustomer(person.locale());
        var known = chosen.stream()
                .mapToInt(ShopWindow.Chosen::product)
                .filter(range::isKnown)
                .toArray();
        var because = taste.size() == 0
                ? Blend.Because.nothing(known.length)
                : trained.products().because(taste, scales, known);
        var grounds = new Grounds(material.content(), taste, words);
        var parts =
                taste.size() == 0 ? List.<Blend.Part>of() : trained.products().parts();
        var why = new ArrayList<String>();
        var place = 0;
        for (var it : chosen) {
            if (range.isKnown(it.product())) {
                var popular = popular(person, it.product(), words);
                why.add(grounds.of(it.product(), because, place++, parts, own, common[it.product()], popular));
            } else {
                var like = range.likened(it.product(), words.language());
                why.add(like == null ? words.fresh() : words.newLike(like));
            }
        }
        return why;
    }

    private String popular(Person person, int product, Reasons words) {
        if (bestsellers.get(product)) {
            return words.bestseller();
        }
        var places = person.traits().places();
        return !places.isEmpty() && crowd.sales().isPopular(places.getFirst(), product)
                ? words.popular(places.getFirst())
                : words.kindred();
    }

    @Override
    public List<Recommendation> complementary(Person person, long[] anchors, Wishes wishes) {
        var from = anchored.numbers(anchors);
        var words = Reasons.toCustomer(person.locale());
        var wanted = wishes.without(person.disliked());
        return chosen(anchored.complementary(from), from, wanted, source -> words.together(source), words);
    }

    @Override
    public List<Recommendation> alternatives(Person person, long[] anchors, Wishes wishes) {
        var from = anchored.numbers(anchors);
        var taste = taste(person);
        var wanted = wanted(person, wishes);
        var left = new HashSet<>(from);
        if (!wishes.again()) {
            left.addAll(bought(taste));
        }
        IntPredicate counted = it -> !left.contains(it) && wanted.eligible().test(products.id(it));
        var words = Reasons.toCustomer(person.locale());
        if (taste.size() == 0) {
            var scores = anchored.alternatives(from, wishes.n(), null, counted);
            return chosen(scores, left, wanted, source -> words.instead(source), words);
        }
        var liked = pool.borrow();
        var scratch = pool.borrow();
        try {
            Arrays.fill(liked, 0);
            trained.products().products(taste, scratch);
            Blend.addStandardised(scratch, 1, liked);
            var scores = anchored.alternatives(from, wishes.n(), liked, counted);
            return chosen(scores, left, wanted, source -> words.instead(source), words);
        } finally {
            pool.giveBack(liked, scratch);
        }
    }

    /** Those that came after the training. */
    private static void offer(int from, float[] arrived, ShopWindow window) {
        for (var i = 0; i < arrived.length; i++) {
            window.offer(from + i, arrived[i]);
        }
    }

    private interface Words {
        String about(String anchor);
    }

    private List<Recommendation> chosen(Scores scores, Set<Integer> left, Wishes wishes, Words because, Reasons words) {
        try {
            var window = new Range(material, newcomers).window(wishes, left);
            for (var i = 0; i < scores.count(); i++) {
                var product = scores.touched(i);
                if (scores.of(product) > 0) {
                    window.offer(product, (float) Math.log(scores.of(product)));
                }
            }
            var told = new ArrayList<Recommendation>();
            for (var it : window.best(wishes.n())) {
                var title = title(scores.source(it.product()), words.language());
                var reason = title == null ? words.ofTheKind() : because.about(title);
                told.add(new Recommendation(products.id(it.product()), it.score(), reason));
            }
            return List.copyOf(told);
        } finally {
            anchored.giveBack(scores);
        }
    }

    private @Nullable String title(int product, String language) {
        return product < 0 ? null : material.content().title(product, language);
    }

    @Override
    public List<Recommendation> topSellers(Person person, Wishes wishes) {
        var popularity = pool.borrow();
        try {
            crowd.sales().popularity(person.traits().places(), popularity);
            var range = new Range(material, newcomers);
            var window = range.window(wishes.without(person.disliked()), Set.of());
            for (var product = 0; product < popularity.length; product++) {
                if (popularity[product] > 0) {
                    window.offer(product, (float) Math.log(popularity[product]));
                }
            }
            offer(popularity.length, range.newcomers().last(), window);
            var words = Reasons.toCustomer(person.locale());
            var chosen = window.best(wishes.n());
            return range.told(
                    chosen,
                    chosen.stream()
                            .map(it ->
                                    range.isKnown(it.product()) ? popular(person, it.product(), words) : words.fresh())
                            .toList());
        } finally {
            pool.giveBack(popularity);
        }
    }

    @Override
    public List<Recommendation> trending(Person person, Wishes wishes) {
        var rising = crowd.sales().rising();
        var kindred = kindreds.of(person.traits());
        var range = new Range(material, newcomers);
        var window = range.window(wishes.without(person.bought()).without(person.disliked()), bought(taste(person)));
        for (var product = 0; product < rising.length; product++) {
            if (rising[product] > RISES) {
                window.offer(product, rising[product] + TASTE_IN_TRENDS * kindred[product]);
            }
        }
        var chosen = window.best(wishes.n());
        var why = Reasons.toCustomer(person.locale()).rising();
        return range.told(chosen, chosen.stream().map(_ -> why).toList());
    }

    @Override
    public List<Recommendation> similar(Person person, long[] anchors, Wishes wishes) {
        var from = anchored.numbers(anchors);
        var left = new HashSet<>(from);
        left.addAll(bought(taste(person)));
        var wanted = wishes.without(person.bought())
                .without(person.disliked())
                .without(Arrays.stream(anchors).boxed().collect(Collectors.toSet()));
        var words = Reasons.toCustomer(person.locale());
        var scores = anchored.similar(from, newcomers.features(anchors));
        return chosen(scores, left, wanted, words::similar, words);
    }

    @Override
    public Prospects customersFor(long[] wanted, int top, double atLeast) {
        return targeting.customersFor(wanted, newcomers, top, atLeast);
    }

    @Override
    public Spread.Likely likely(long[] wanted, double told) {
        return targeting.likely(wanted, told);
    }

    @Override
    public Optional<Placement> standing(long customerId, long[] wanted) {
        return targeting.standing(customerId, wanted, newcomers);
    }

    @Override
    public String absence(long customerId, long[] wanted) {
        return targeting.absence(customerId, wanted, newcomers);
    }
}
