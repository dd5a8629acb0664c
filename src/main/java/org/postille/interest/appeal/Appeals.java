package org.postille.interest.appeal;

import java.util.Map;

/** How much each product appeals to readers of mails, drawn towards the average the less it was looked at. */
public final class Appeals {

    /** Nothing is known: all products appeal alike. */
    public static final Appeals NONE = new Appeals(Map.of());

    /** The least and the largest that {@link #factor} gives. */
    public static final double LEAST = 0.5;

    public static final double MOST = 2;

    /** The average counts like so many looks. */
    private static final double SHRINKAGE = 100;

    /** Before anybody looked at it, a product is believed to be clicked as the average is after so many looks. */
    private static final double TRUST = 20;

    /** At this place of the model's ranking a click is expected half as often as at the first. */
    static final double HALVED = 10;

    private static final double USUAL_RATE = 0.03;

    private final Map<Long, Appeal> byProduct;
    private final double rate;
    private final boolean knowsSales;
    private final boolean isAlike;

    Appeals(Map<Long, Appeal> byProduct) {
        this.byProduct = Map.copyOf(byProduct);
        var exposures = 0.0;
        var clicks = 0.0;
        var sales = 0L;
        for (var it : byProduct.values()) {
            exposures += it.exposures();
            clicks += it.clicks();
            sales += it.sales();
        }
        rate = (clicks + USUAL_RATE * SHRINKAGE) / (exposures + SHRINKAGE);
        knowsSales = sales > 0;
        isAlike = exposures == 0;
    }

    /**
     * How often a product is clicked at a place of the model's ranking, against the first: whoever gets by lot what was not chosen for
     * them has less use for it, and that is not the product's fault.
     *
     * @param place from 0
     * @return above 0, at most 1
     */
    public static double fit(int place) {
        return 1 / (1 + place / HALVED);
    }

    /** Clicks a look over all products, above 0. */
    public double rate() {
        return rate;
    }

    /** Whether there is no product that {@link #factor} knows anything of. */
    public boolean isAlike() {
        return isAlike;
    }

    /** By what the score of a product is multiplied, between {@link #LEAST} and {@link #MOST}. */
    public double factor(long product) {
        var it = byProduct.getOrDefault(product, Appeal.NONE);
        var own = (it.clicks() + SHRINKAGE * rate) / (it.exposures() + SHRINKAGE);
        return Math.clamp(own / rate, LEAST, MOST);
    }

    /** Whether sales of the last four weeks are known at all. */
    public boolean knowsSales() {
        return knowsSales;
    }

    /** Order lines of the last four weeks. */
    public long sales(long product) {
        return byProduct.getOrDefault(product, Appeal.NONE).sales();
    }

    /** What is believed of a product's clicks a look before the next mail, shown to whom it was chosen for. */
    Belief belief(long product) {
        var it = byProduct.getOrDefault(product, Appeal.NONE);
        var expected = Math.min(0.9, rate);
        var missed = Math.max(0, it.exposures() - it.clicks());
        return new Belief(TRUST * expected + it.clicks(), TRUST * (1 - expected) + missed);
    }
}
