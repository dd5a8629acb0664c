package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Money;
import org.postille.base.PostilleConfig;
import org.postille.campaign.definition.Source;
import org.postille.campaign.definition.Strategy;
import org.postille.interest.InterestModel;
import org.postille.interest.Person;
import org.postille.interest.Recommendation;
import org.postille.interest.Wishes;
import org.postille.interest.reason.Reasons;
import org.postille.opentime.OpenTimeSql.Sellable;

/**
 * What each strategy finds, best first. Those that are about taste are answered by the interest model; those about the shop narrow
 * the assortment to what they are about, and leave the order to the model as well: what the customer touched comes first.
 *
 * <p>Nothing here asks the database, and nothing looks at other customers.
 */
@ApplicationScoped
class Strategies {

    /** By how much what the customer touched comes before what they might like. */
    private static final double TOUCHED = 20;

    /** Of so many values of a property that the customer likes most. */
    private static final int FAVOURITES = 3;

    /** By how much the favourite of favourites comes forward. */
    private static final double DEAREST = 5;

    /** What fills a gap costs so many times as much as it at most, or a share of the limit more. */
    private static final BigDecimal TWICE = BigDecimal.valueOf(2);

    private static final BigDecimal A_FIFTH = new BigDecimal("0.2");

    /** Of a set one part more that the customer has counts so much. */
    private static final double PART = 2;

    private static final double MOST_PARTS = 16;

    private final OpenTimeConfig config;
    private final List<Money> freeShipping;

    Strategies(OpenTimeConfig config, PostilleConfig shop) {
        this.config = config;
        freeShipping = shop.shop().freeShipping().orElse(List.of()).stream()
                .map(Strategies::limit)
                .toList();
    }

    private static Money limit(String text) {
        try {
            return Money.parse(text);
        } catch (Invalid e) {
            throw new Invalid("postille.shop.free-shipping is '" + text + "', expected for example '49 EUR'", e);
        }
    }

    /**
     * Who asks, of what.
     *
     * @param anchors ids of the products of the event that the mail is about
     * @param cart value of the cart; null where there is none
     * @param readable articles that may be shown
     * @param wishes of whatever is found; what they exclude, no strategy finds
     */
    record Question(
            InterestModel model,
            Assortment.State shelves,
            Person person,
            long[] anchors,
            @Nullable Money cart,
            List<Sellable> readable,
            Wishes wishes,
            Instant now) {

        Question only(java.util.function.LongPredicate these) {
            return new Question(model, shelves, person, anchors, cart, readable, wishes.only(these), now);
        }

        Question boosted(java.util.function.LongToDoubleFunction factor, double most) {
            var boost = wishes.boost();
            return new Question(
                    model,
                    shelves,
                    person,
                    anchors,
                    cart,
                    readable,
                    wishes.boosted(it -> boost.applyAsDouble(it) * factor.applyAsDouble(it), wishes.mostBoost() * most),
                    now);
        }

        Reasons words() {
            return Reasons.toCustomer(person.locale());
        }
    }

    List<Recommendation> find(Source source, Question question) {
        var from = source.products().isEmpty() ? question.anchors : question.shelves.ids(source.products());
        var model = question.model;
        var person = question.person;
        var wishes = question.wishes;
        return switch (source.strategy()) {
            case PERSONAL -> model.personal(person, wishes);
            case COMPLEMENTARY -> model.complementary(person, from, wishes);
            case ALTERNATIVES -> model.alternatives(person, from, wishes);
            case TOPSELLERS -> model.topSellers(person, wishes);
            case TRENDING -> model.trending(person, wishes);
            case SIMILAR -> model.similar(person, starting(source, from, person), wishes);
            case LAST_VIEWED -> lastViewed(question);
            case NEW_ARRIVALS ->
                told(
                        model.personal(person, narrowed(source.strategy(), question).wishes),
                        _ -> question.words().fresh());
            case BACK_IN_STOCK ->
                cared(
                        source.strategy(),
                        question,
                        (_, touched) -> question.words().back(touched));
            case LOW_STOCK ->
                cared(
                        source.strategy(),
                        question,
                        (it, touched) -> question.words()
                                .few(Objects.requireNonNullElse(it.shelf().stock(), 1), touched));
            case PRICE_DROP ->
                cared(
                        source.strategy(),
                        question,
                        (_, touched) -> question.words().reduced(touched));
            case FAVOURITES -> favourites(Objects.requireNonNullElse(source.by(), "category"), question);
            case FREE_SHIPPING -> freeShipping(question);
            case COMPLETE_THE_SET ->
                completeTheSet(
                        Objects.requireNonNullElse(source.by(), Source.COLLECTION),
                        from,
                        isToldWhich(source),
                        question);
            case ARTICLES -> articles(from, isToldWhich(source), question);
        };
    }

    private static boolean isToldWhich(Source source) {
        return source.anchors() != null || !source.products().isEmpty();
    }

    /** Whether what the strategy promises still holds of a product: a price may have risen since the assortment was read. */
    boolean holds(Strategy strategy, Sellable product, Instant now) {
        var shelf = product.shelf();
        return switch (strategy) {
            case BACK_IN_STOCK -> isLately(shelf.backAt(), config.backFor(), now);
            case LOW_STOCK -> {
                var stock = shelf.stock();
                yield stock != null && stock > 0 && stock <= config.lowStock();
            }
            case PRICE_DROP -> shelf.oldPrice(now).isPresent();
            case PERSONAL,
                    COMPLEMENTARY,
                    ALTERNATIVES,
                    TOPSELLERS,
                    TRENDING,
                    NEW_ARRIVALS,
                    LAST_VIEWED,
                    SIMILAR,
                    FAVOURITES,
                    FREE_SHIPPING,
                    COMPLETE_THE_SET,
                    ARTICLES -> true;
        };
    }

    private static boolean isLately(@Nullable Instant at, Duration within, Instant now) {
        return at != null && at.plus(within).isAfter(now) && !at.isAfter(now);
    }

    private boolean isNew(Assortment.State shelves, Sellable product, Instant now) {
        var released = product.shelf().releasedOn();
        if (released != null) {
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return !released.isAfter(today)
                    && released.plusDays(config.newFor().toDays()).isAfter(today);
        }
        return shelves.arrival(product)
                .filter(it -> isLately(it, config.newFor(), now))
                .isPresent();
    }

    private Question narrowed(Strategy strategy, Question question) {
        return question.only(it -> question.shelves
                .product(it)
                .filter(product -> strategy == Strategy.NEW_ARRIVALS
                        ? isNew(question.shelves, product, question.now)
                        : holds(strategy, product, question.now))
                .isPresent());
    }

    private interface Words {
        String about(Sellable product, boolean touched);
    }

    /** What the strategy is about: first what the customer touched and did not buy, then what they will want. */
    private List<Recommendation> cared(Strategy strategy, Question question, Words words) {
        var touched = question.person.touched();
        var asked = narrowed(strategy, question).boosted(it -> touched.contains(it) ? TOUCHED : 1, TOUCHED);
        return told(
                question.model.personal(question.person, asked.wishes),
                it -> question.shelves
                        .product(it.productId())
                        .map(product -> words.about(product, touched.contains(it.productId())))
                        .orElse(it.reason()));
    }

    /** The reasons are the strategy's, where anybody asked for reasons. */
    private static List<Recommendation> told(List<Recommendation> found, Function<Recommendation, String> reason) {
        return found.stream()
                .map(it ->
                        it.reason().isEmpty() ? it : new Recommendation(it.productId(), it.score(), reason.apply(it)))
                .toList();
    }

    /** What a block does not say: the product that the customer looked at last. */
    private static long[] starting(Source source, long[] from, Person person) {
        if (from.length > 0 && isToldWhich(source)) {
            return from;
        }
        return person.lookedAt().stream().mapToLong(it -> it).limit(1).toArray();
    }

    private static List<Recommendation> lastViewed(Question question) {
        var person = question.person;
        var wishes = question.wishes.without(person.bought()).without(person.disliked());
        var viewed = new LinkedHashMap<Long, Recommendation>();
        for (var it : person.lookedAt()) {
            if (viewed.size() < wishes.n() && wishes.eligible().test(it)) {
                viewed.put(
                        it,
                        new Recommendation(
                                it,
                                -viewed.size(),
                                wishes.reasons() ? question.words().lookedAt() : ""));
            }
        }
        return List.copyOf(viewed.values());
    }

    private static List<Recommendation> favourites(String by, Question question) {
        var liked = liked(by, question);
        if (liked.isEmpty()) {
            return List.of();
        }
        var most = liked.values().stream().max(Double::compare).orElse(1.0);
        Function<Long, @Nullable String> value = it ->
                question.shelves.product(it).map(product -> product.level(by)).orElse(null);
        var asked = question.only(it -> {
                    var own = value.apply(it);
                    return own != null && liked.containsKey(own);
                })
                .boosted(
                        it -> {
                            var own = value.apply(it);
                            return own == null ? 1 : Math.pow(DEAREST, liked.getOrDefault(own, 0.0) / most);
                        },
                        DEAREST);
        return told(question.model.personal(question.person, asked.wishes), it -> {
            var own = value.apply(it.productId());
            return own == null ? it.reason() : question.words().likes(by + " " + own);
        });
    }

    /** The values of that property that the customer likes most, and how much. */
    private static Map<String, Double> liked(String by, Question question) {
        var weights = new HashMap<String, Double>();
        for (var it : question.person.likings(question.now)) {
            question.shelves
                    .product(it.product())
                    .map(product -> product.level(by))
                    .ifPresent(value -> weights.merge(value, it.weight(), Double::sum));
        }
        var liked = new HashMap<String, Double>();
        weights.entrySet().stream()
                .filter(it -> it.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FAVOURITES)
                .forEach(it -> liked.put(it.getKey(), it.getValue()));
        return liked;
    }

    /** First what goes with the cart, then what the customer likes, of what costs about as much as the cart lacks. */
    private List<Recommendation> freeShipping(Question question) {
        var cart = question.cart;
        if (cart == null) {
            return List.of();
        }
        var limit = freeShipping.stream()
                .filter(it -> it.currency().equals(cart.currency()))
                .findFirst();
        var gap = limit.map(it -> it.amount().subtract(cart.amount())).orElse(BigDecimal.ZERO);
        if (gap.signum() <= 0) {
            return List.of();
        }
        var most = gap.multiply(TWICE).max(gap.add(limit.orElseThrow().amount().multiply(A_FIFTH)));
        var asked = question.only(it -> question.shelves
                .product(it)
                .map(Sellable::price)
                .filter(price -> price.currency().equals(cart.currency())
                        && price.amount().compareTo(gap) >= 0
                        && price.amount().compareTo(most) <= 0)
                .isPresent());
        var found = new LinkedHashMap<Long, Recommendation>();
        question.model
                .complementary(question.person, question.anchors, asked.wishes)
                .forEach(it -> found.put(it.productId(), it));
        question.model.personal(question.person, asked.wishes).forEach(it -> found.putIfAbsent(it.productId(), it));
        return told(
                found.values().stream().limit(question.wishes.n()).toList(),
                _ -> question.words().freeShipping());
    }

    /** What the customer lacks of collections of which they have something; no other size or colour of what they have. */
    private static List<Recommendation> completeTheSet(String by, long[] from, boolean fromThese, Question question) {
        var owned = new HashSet<>(question.person.bought());
        if (fromThese) {
            owned.clear();
            Arrays.stream(from).forEach(owned::add);
        }
        var parts = new HashMap<String, List<Sellable>>();
        var groups = new HashSet<String>();
        for (var id : owned) {
            question.shelves.product(id).ifPresent(it -> {
                var value = it.level(by);
                if (value != null) {
                    parts.computeIfAbsent(value, _ -> new ArrayList<>()).add(it);
                }
                if (it.shelf().itemGroup() != null) {
                    groups.add(it.shelf().itemGroup());
                }
            });
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        Function<Long, List<Sellable>> partsOf = it -> question.shelves
                .product(it)
                .filter(product -> product.shelf().itemGroup() == null
                        || !groups.contains(product.shelf().itemGroup()))
                .map(product -> product.level(by))
                .map(parts::get)
                .orElse(List.of());
        var asked = question.only(
                        it -> !owned.contains(it) && !partsOf.apply(it).isEmpty())
                .boosted(
                        it -> Math.min(
                                MOST_PARTS, Math.pow(PART, partsOf.apply(it).size())),
                        MOST_PARTS);
        return told(
                question.model.personal(question.person, asked.wishes),
                it -> partsOf.apply(it.productId()).stream()
                        .min(Comparator.comparingLong(Sellable::id))
                        .map(part -> question.words().ofTheSet(part.title()))
                        .orElse(it.reason()));
    }

    /** By the categories, brands and words of what the customer touched, or of these products; the newest where nothing is known. */
    private static List<Recommendation> articles(long[] from, boolean fromThese, Question question) {
        var interest = new HashMap<String, Double>();
        if (fromThese) {
            for (var id : from) {
                question.shelves
                        .product(id)
                        .ifPresent(it -> Topics.of(it).forEach(topic -> interest.merge(topic, 1.0, Double::sum)));
            }
        } else {
            for (var it : question.person.likings(question.now)) {
                question.shelves
                        .product(it.product())
                        .ifPresent(product ->
                                Topics.of(product).forEach(topic -> interest.merge(topic, it.weight(), Double::sum)));
            }
        }
        var disliked = question.person.disliked();
        var about = new Topics(question.readable.stream()
                .filter(it -> !disliked.contains(it.id()))
                .toList());
        return about.best(interest, question.wishes.n()).stream()
                .map(it -> new Recommendation(it.article().id(), it.score(), why(it, fromThese, question)))
                .toList();
    }

    private static String why(Topics.Chosen chosen, boolean fromThese, Question question) {
        if (!question.wishes.reasons()) {
            return "";
        }
        return fromThese || chosen.topic().isEmpty() || chosen.topic().startsWith("word ")
                ? question.words().worthReading()
                : question.words().likes(chosen.topic());
    }
}
