package org.postille.interest.blend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.interest.method.Groups;

/**
 * A group of products in a rehearsal: how many customers were told to come for any of it, how many came, and where those stood.
 *
 * @param usual buyers that there would be for what was bought, were there as many to each purchase as before
 * @param foretold buyers, by a demand that was learned without this rehearsal
 * @param came buyers that there were
 * @param customers who could come
 * @param places how many of the buyers stood in each {@link Uptake#part part} of the ranking
 */
record Gathering(double usual, double foretold, int came, int customers, double[] places) {

    private static final int GROUPS = 120;

    /**
     * Groups of known products by lot, asked as an audience is.
     *
     * @param trained on the earlier part of the cut
     * @param foretold buyers of each product, by a demand that was learned without this cut
     */
    static List<Gathering> of(Choice.Trained trained, float[] foretold, Workshop workshop, Cut cut, long seed) {
        var material = workshop.material();
        var columns = material.columns();
        var bought = Demand.came(cut);
        return Groups.drawn(material.content(), it -> columns.end(it) > columns.start(it), GROUPS, seed).stream()
                .parallel()
                .map(it -> of(
                        new Turnout(material, trained, it.products(), List.of()), it.products(), bought, foretold, cut))
                .toList();
    }

    private static Gathering of(Turnout turnout, int[] products, double[] bought, float[] foretold, Cut cut) {
        var wanted = new BitSet();
        IntStream.of(products).forEach(wanted::set);
        var scores = new float[cut.wanted().length];
        turnout.scores(scores, new float[scores.length], new float[scores.length]);
        var left = turnout.left();
        var open = IntStream.range(0, scores.length).filter(it -> !left.get(it)).toArray();
        var own = new float[open.length];
        for (var i = 0; i < own.length; i++) {
            own[i] = scores[open[i]];
        }
        var ranking = Question.ranking(own);
        var places = new double[Uptake.PARTS];
        var came = 0;
        for (var place = 0; place < ranking.length; place++) {
            if (Arrays.stream(cut.wanted()[open[ranking[place]]]).anyMatch(wanted::get)) {
                places[Uptake.part((place + 0.5) / ranking.length)]++;
                came++;
            }
        }
        var perPurchase = turnout.customersByPurchase();
        return new Gathering(
                perPurchase
                        * IntStream.of(products).mapToDouble(it -> bought[it]).sum(),
                perPurchase
                        * IntStream.of(products).mapToDouble(it -> foretold[it]).sum(),
                came,
                ranking.length,
                places);
    }
}
