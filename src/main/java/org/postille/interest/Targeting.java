package org.postille.interest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Spread;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;
import org.postille.interest.ranking.Best;
import org.postille.interest.reason.Reasons;

/**
 * Finds the customers for products, and where one of them stands: those of the training by what they did, all others among them by
 * how likely such customers buy.
 */
final class Targeting {

    private final Material material;
    private final Choice.Trained trained;
    private final Asked asked = new Asked();
    private final Pool pool;
    private final FirstBaskets baskets;
    private final long newestKnown;
    private volatile Strangers strangers;

    Targeting(Material material, Choice.Trained trained, Crowd crowd, FirstOrders firstOrders) {
        this.material = material;
        this.trained = trained;
        pool = new Pool(material.customers());
        baskets = new FirstBaskets(material, trained, crowd.people());
        strangers = new Strangers(firstOrders, crowd.end());
        var customers = material.history().customers;
        newestKnown = LongStream.range(0, customers.size())
                .map(it -> customers.id((int) it))
                .max()
                .orElse(0);
    }

    /** Up to that id all customers are here of whom the training knows nothing that they did. */
    long newestStranger() {
        return strangers.newest();
    }

    /** All customers after that id of whom the training knows nothing that they did, by ascending id. */
    synchronized void joined(List<Strangers.Stranger> joined) {
        strangers = strangers.with(joined, newestKnown);
    }

    /** Both kinds of customers for some products. */
    static final class Ranked {
        private final Recipients known;
        private final FirstBaskets.Share share;
        private volatile Among among = new Among(null, List.of());

        private record Among(@Nullable Strangers all, List<Strangers.Ranked> groups) {}

        Ranked(Recipients known, FirstBaskets.Share share) {
            this.known = known;
            this.share = share;
        }

        /** Ranked anew only where somebody has joined since the last question. */
        List<Strangers.Ranked> strangers(Strangers all, FirstBaskets baskets) {
            var kept = among;
            if (kept.all != all) {
                kept = new Among(all, known.isOfUnknown ? List.of() : all.ranked(baskets, share));
                among = kept;
            }
            return kept.groups;
        }
    }

    /** Kept for a while: each step of a journey asks for one customer of the same theme. */
    private Ranked ranked(long[] wanted, Newcomers latest) {
        var kept = asked.get(wanted, latest);
        if (kept == null) {
            var numbers = Arrays.stream(wanted)
                    .mapToInt(material.history().products::find)
                    .filter(it -> it >= 0)
                    .distinct()
                    .toArray();
            var features = latest.features(wanted);
            var known = new Recipients(material, trained, numbers, features, pool);
            var share = strangers.areKnown() ? baskets.share(numbers, features.size()) : FirstBaskets.Share.NOTHING;
            kept = new Ranked(known, share);
            asked.put(wanted, latest, kept);
        }
        return kept;
    }

    private List<Strangers.Ranked> strangers(Ranked ranked) {
        return ranked.strangers(strangers, baskets);
    }

    Prospects customersFor(long[] wanted, Newcomers latest, int top, double atLeast) {
        var ranked = ranked(wanted, latest);
        var scores = ranked.known.scores;
        var least = Math.max(0, Math.nextDown((float) atLeast));
        var best = Best.of(scores, ranked.known.left, top, least);
        var others = strangers(ranked).stream()
                .filter(it -> it.chance() > 0 && it.chance() >= atLeast)
                .toList();
        var room =
                best.length + others.stream().mapToLong(it -> it.ids().length).sum();
        var found = new Found((int) Math.min(top, room));
        var next = 0;
        for (var group : others) {
            while (next < best.length && scores[best[next]] >= group.chance()) {
                found.add(material.history().customers.id(best[next]), scores[best[next++]]);
            }
            for (var place = 0; place < group.ids().length && found.hasRoom(); place++) {
                found.add(group.id(place), group.chance());
            }
        }
        while (next < best.length) {
            found.add(material.history().customers.id(best[next]), scores[best[next++]]);
        }
        return new Prospects(found.ids, found.scores);
    }

    /** As many as were asked for. */
    private static final class Found {
        private final long[] ids;
        private final double[] scores;
        private int size;

        Found(int most) {
            ids = new long[most];
            scores = new double[most];
        }

        boolean hasRoom() {
            return size < ids.length;
        }

        void add(long id, double score) {
            if (hasRoom()) {
                ids[size] = id;
                scores[size++] = score;
            }
        }
    }

    Spread.Likely likely(long[] wanted, double told) {
        return trained.odds().spread(wanted.length > 1).around(told);
    }

    Optional<Placement> standing(long customerId, long[] wanted, Newcomers latest) {
        var customer = material.history().customers.find(customerId);
        var ranked = ranked(wanted, latest);
        if (customer < 0) {
            return stranger(customerId, ranked);
        }
        var known = ranked.known;
        if (known.left.get(customer) || !(known.scores[customer] > 0)) {
            return Optional.empty();
        }
        var score = known.scores[customer];
        var before = strangers(ranked).stream()
                .filter(it -> it.chance() > score)
                .mapToInt(it -> it.ids().length)
                .sum();
        var rank = before + Best.before(known.scores, known.left, customer) + 1;
        return Optional.of(new Placement(score, rank, reason(known, customer)));
    }

    /** The largest float that is less: who is known stands before strangers of the same chance. */
    private static float below(double score) {
        var near = (float) score;
        return near < score ? near : Math.nextDown(near);
    }

    private Optional<Placement> stranger(long customerId, Ranked ranked) {
        var before = 0;
        for (var group : strangers(ranked)) {
            var place = group.place(customerId);
            if (place >= 0) {
                var score = group.chance();
                var known = Best.counted(ranked.known.scores, ranked.known.left, below(score));
                return score > 0
                        ? Optional.of(new Placement(
                                score,
                                known + before + place + 1,
                                Reasons.aboutCustomer(Locale.ENGLISH).stranger()))
                        : Optional.empty();
            }
            before += group.ids().length;
        }
        return Optional.empty();
    }

    String absence(long customerId, long[] wanted, Newcomers latest) {
        var customer = material.history().customers.find(customerId);
        var ranked = ranked(wanted, latest).known;
        if (ranked.isOfUnknown) {
            return "of these products neither buyers are known nor anything that they share with others";
        }
        if (customer < 0) {
            return strangers.areKnown()
                    ? "became a customer a moment ago, and is in no list of interest yet"
                    : "has looked at and bought nothing that the latest training knows of, and of such customers none is in a list"
                            + " of interest: too few were there before to learn how many of them buy";
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
