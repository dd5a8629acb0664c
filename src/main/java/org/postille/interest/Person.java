package org.postille.interest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.crowd.Traits;

/**
 * A customer at the moment of a question: what is known of them, and what they did last.
 *
 * @param locale in which reasons are told to them
 * @param latest in the order of time; may be empty where the model knows the customer
 * @param isAll whether they did nothing before that
 * @param earlier products that they bought before that, as far as no training knows of it
 */
public record Person(
        long id, Locale locale, Traits traits, List<Interaction> latest, boolean isAll, Set<Long> earlier) {

    private static final double HALF_LIFE_DAYS = 180;

    public Person {
        latest = List.copyOf(latest);
        earlier = Set.copyOf(earlier);
    }

    /** Of somebody of whom the latest and the training tell all that they bought. */
    public Person(long id, Locale locale, Traits traits, List<Interaction> latest, boolean isAll) {
        this(id, locale, traits, latest, isAll, Set.of());
    }

    /** Products that they bought, beside those that the training knows of. */
    public Set<Long> bought() {
        var bought = new HashSet<>(earlier);
        latest.stream()
                .filter(it -> it.kind() == EventKind.ORDERED)
                .map(Interaction::productId)
                .forEach(bought::add);
        return bought;
    }

    /** Products that they looked at, put into the cart or like, and did not order, send back or dislike since. */
    public Set<Long> touched() {
        var touched = new HashSet<Long>();
        for (var it : latest) {
            switch (it.kind()) {
                case VIEWED, CLICKED, CART_UPDATED, LIKED -> touched.add(it.productId());
                case ORDERED, RETURNED, DISLIKED -> touched.remove(it.productId());
                case CART_EMPTIED -> {
                    // is about no product
                }
            }
        }
        return touched;
    }

    /** Products that they looked at, in the shop or from a mail, the last first. */
    public List<Long> lookedAt() {
        return latest.reversed().stream()
                .filter(it -> it.kind() == EventKind.VIEWED || it.kind() == EventKind.CLICKED)
                .map(Interaction::productId)
                .distinct()
                .toList();
    }

    /**
     * How much one deed says about what they like.
     *
     * @param weight 1 for an order of now, below 0 for what was sent back or disliked
     */
    public record Liking(long product, double weight) {}

    /** What all of the latest says about what they like; half a year takes half of it away. */
    public List<Liking> likings(Instant now) {
        return latest.stream()
                .map(it -> {
                    var days = Math.max(0, Duration.between(it.at(), now).toHours() / 24.0);
                    return new Liking(it.productId(), weight(it.kind()) * Math.pow(2, -days / HALF_LIFE_DAYS));
                })
                .toList();
    }

    private static double weight(EventKind kind) {
        return switch (kind) {
            case ORDERED -> 1;
            case LIKED -> 0.8;
            case CART_UPDATED -> 0.4;
            case VIEWED, CLICKED -> 0.2;
            case RETURNED, DISLIKED -> -1;
            case CART_EMPTIED -> 0;
        };
    }

    /** As the model knows them. */
    public static Person of(long id) {
        return new Person(id, Locale.ENGLISH, Traits.NONE, List.of(), false);
    }

    /** Products that they never want to see again. */
    public Set<Long> disliked() {
        var disliked = new HashSet<Long>();
        for (var it : latest) {
            if (it.kind() == EventKind.DISLIKED) {
                disliked.add(it.productId());
            } else if (it.kind() == EventKind.LIKED) {
                disliked.remove(it.productId());
            }
        }
        return disliked;
    }

    /** The same, who reads another language. */
    public Person reading(Locale other) {
        return new Person(id, other, traits, latest, isAll, earlier);
    }
}
