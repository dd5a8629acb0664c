package org.postille.interest;

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
