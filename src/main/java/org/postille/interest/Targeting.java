package org.postille.interest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Spread;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;
import org.postille.interest.ranking.Best;
import org.postille.interest.reason.Reasons;

/** Finds the customers for products, and where one of them stands. */
final class Targeting {

    private final Material material;
    private final Choice.Trained trained;
    private final Asked asked = new Asked();
    private final Pool pool;

    Targeting(Material material, Choice.Trained trained) {
        this.material = material;
        this.trained = trained;
        pool = new Pool(material.customers());
    }

    /** Kept for a while: each step of a journey asks for one customer of the same theme. */
    private Recipients recipients(long[] wanted, Newcomers latest) {
        var kept = asked.get(wanted, latest);
        if (kept == null) {
            var numbers = Arrays.stream(wanted)
                    .mapToInt(material.history().products::find)
                    .filter(it -> it >= 0)
                    .distinct()
                    .toArray();
            kept = new Recipients(material, trained, numbers, latest.features(wanted), pool);
            asked.put(wanted, latest, kept);
        }
        return kept;
    }

    Prospects customersFor(long[] wanted, Newcomers latest, int top, double atLeast) {
        var ranked = recipients(wanted, latest);
        var best = Best.of(ranked.scores, ranked.left, top, Math.max(0, Math.nextDown((float) atLeast)));
        var ids = new long[best.length];
        var scores = new double[best.length];
        for (var i = 0; i < best.length; i++) {
            ids[i] = material.history().customers.id(best[i]);
            scores[i] = ranked.scores[best[i]];
        }
        return new Prospects(ids, scores);
    }

    Spread.Likely likely(long[] wanted, double told) {
        return trained.odds().spread(wanted.length > 1).around(told);
    }

    Optional<Placement> standing(long customerId, long[] wanted, Newcomers latest) {
        var customer = material.history().customers.find(customerId);
        if (customer < 0) {
            return Optional.empty();
        }
        var ranked = recipients(wanted, latest);
        if (ranked.left.get(customer) || !(ranked.scores[customer] > 0)) {
            return Optional.empty();
        }
        var rank = Best.before(ranked.scores, ranked.left, customer) + 1;
        return Optional.of(new Placement(ranked.scores[customer], rank, reason(ranked, customer)));
    }

    String absence(long customerId, long[] wanted, Newcomers latest) {
        var customer = material.history().customers.find(customerId);
        if (customer < 0) {
            return "has looked at and bought nothing that the latest training knows of, and of such customers none is in a list of"
                    + " interest";
        }
        var ranked = recipients(wanted, latest);
        if (ranked.isOfUnknown) {
            return "of these products neither buyers are known nor anything that they share with others";
        }
        return ranked.left.get(customer) ? "has all of it already" : "nothing speaks for an interest";
    }

    /** In the language of marketers, whatever the customer's is. */
    private String reason(Recipients ranked, int customer) {
        var taste = Taste.of(material.profiles(), customer);
        var words = Reasons.aboutCustomer(Locale.ENGLISH);
        var found = ranked.forCustomer(customer, taste);
        if (found.active()) {
            return words.active();
        }
        return found.anchors().isEmpty() ? "" : new Grounds(material.content(), taste, words).did(found.anchors());
    }
}
