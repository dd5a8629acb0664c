package org.postille.interest;

import java.util.List;
import java.util.Locale;
import org.postille.event.Interaction;
import org.postille.interest.crowd.Traits;

/**
 * A customer at the moment of a question: what is known of them, and what they did last.
 *
 * @param locale in which reasons are told to them
 * @param latest in the order of time; may be empty where the model knows the customer
 * @param isAll whether they did nothing before that
 */
public record Person(long id, Locale locale, Traits traits, List<Interaction> latest, boolean isAll) {

    public Person {
        latest = List.copyOf(latest);
    }

    /** As the model knows them. */
    public static Person of(long id) {
        return new Person(id, Locale.ENGLISH, Traits.NONE, List.of(), false);
    }

    /** The same, who reads another language. */
    public Person reading(Locale other) {
        return new Person(id, other, traits, latest, isAll);
    }
}
