package org.postille.interest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
import org.postille.interest.method.Neighbours;
import org.postille.interest.method.Popularity;
import org.postille.interest.method.Scores;

/**
 * Scores all customers for some products: neighbours of what they bought, likeness by content (all there is for a new
 * product), and how active they are, each measured in its own standard deviation.
 */
final class Recipients {

    /** So many interactions of a product make behaviour weigh as much as content. */
    private static final double TRUSTED_AFTER = 5;

    private final Ids customers;
    private final Profiles profiles;
    private final Popularity popularity;
    private final Content content;
    private final Neighbours neighbours;
    private final Tuning tuning;

    Recipients(
            Ids customers,
            Profiles profiles,
            Popularity popularity,
            Content content,
            Neighbours neighbours,
            Tuning tuning) {
        this.customers = customers;
        this.profiles = profiles;
        this.popularity = popularity;
        this.content = content;
        this.neighbours = neighbours;
        this.tuning = tuning;
    }

    /** Leaves out who has bought all of these products, and those for whom nothing speaks. */
    List<Prospect> of(int[] products, int top) {
        var known = popularity.size();
        var behaviour = new float[known];
        var likeness = new Scores(known);
        var wanted = new boolean[known];
        var trust = 0.0;
        for (var product : products) {
            wanted[product] = true;
            addBehaviour(product, behaviour);
            content.addLikeness(product, 1, likeness);
            var events = popularity.events(product);
            trust += events / (events + TRUSTED_AFTER) / products.length;
        }
        var byBehaviour = new float[customers.size()];
        var byContent = new float[customers.size()];
        var byActivity = new float[customers.size()];
        var owner = new boolean[customers.size()];
        IntStream.range(0, customers.size()).parallel().forEach(customer -> {
            var owned = 0;
            var touched = 0.0;
            for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
                var product = profiles.rows.product(i);
                var strength = profiles.rows.weight(i);
                touched += Math.max(0, strength);
                byBehaviour[customer] += strength * behaviour[product];
                byContent[customer] += strength * likeness.of(product);
                if (wanted[product] && profiles.bought(i)) {
                    owned++;
                }
            }
            byActivity[customer] = (float) Math.log1p(touched);
            owner[customer] = owned == products.length;
        });
        return ranked(
                new float[][] {byBehaviour, byContent, byActivity},
                new double[] {trust, 1 - trust + trust * tuning.contentShare(), tuning.activityShare()},
                owner,
                top);
    }

    private void addBehaviour(int product, float[] behaviour) {
        for (var i = neighbours.start(product); i < neighbours.end(product); i++) {
            behaviour[neighbours.product(i)] += neighbours.likeness(i);
        }
        // Whoever wants one of several products has shown it by buying another of them.
        behaviour[product] += 1;
    }

    private List<Prospect> ranked(float[][] parts, double[] weights, boolean[] owner, int top) {
        var total = new double[customers.size()];
        for (var part = 0; part < parts.length; part++) {
            var scale = weights[part] / deviation(parts[part]);
            for (var customer = 0; customer < total.length; customer++) {
                total[customer] += scale * parts[part][customer];
            }
        }
        var order = IntStream.range(0, total.length)
                .filter(it -> !owner[it] && (parts[0][it] > 0 || parts[1][it] > 0))
                .mapToObj(it -> new Prospect(customers.id(it), total[it]))
                .sorted((a, b) -> a.score() != b.score()
                        ? Double.compare(b.score(), a.score())
                        : Long.compare(a.customerId(), b.customerId()))
                .toArray(Prospect[]::new);
        if (order.length == 0) {
            return List.of();
        }
        // One half is the interest of the last among the first twentieth; it cannot be 1 however large an outlier is.
        var half = Math.max(1e-9, order[order.length / 20].score());
        return Arrays.stream(order)
                .limit(top)
                .map(it -> new Prospect(it.customerId(), Math.max(0, it.score()) / (Math.max(0, it.score()) + half)))
                .toList();
    }

    private static double deviation(float[] values) {
        var sum = 0.0;
        var squares = 0.0;
        for (var value : values) {
            sum += value;
            squares += (double) value * value;
        }
        var mean = sum / Math.max(1, values.length);
        return Math.max(1e-9, Math.sqrt(Math.max(0, squares / Math.max(1, values.length) - mean * mean)));
    }
}
