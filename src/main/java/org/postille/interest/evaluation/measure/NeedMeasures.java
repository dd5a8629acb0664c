package org.postille.interest.evaluation.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postille.interest.evaluation.measure.Timed.Line;
import org.postille.interest.timing.Purchases;
import org.postille.interest.timing.Restock;

/** Whether customers buy again what they were told to need again. */
final class NeedMeasures {

    /** A marketer would write about a need that is at least so likely. */
    private static final double LIKELY = 0.2;

    private final Purchases everything;
    private final int present;
    private final Restock restock;
    private final List<Owned> owned = new ArrayList<>();
    private final Reliability reliability = new Reliability();
    private int likely;
    private int likelyBought;
    private final List<double[]> off = new ArrayList<>();

    NeedMeasures(Purchases everything, int present, Restock restock) {
        this.everything = everything;
        this.present = present;
        this.restock = restock;
    }

    /** A product that a customer has bought: how often, when, and when again (0: never). */
    private record Owned(int product, int times, int first, int last, int next) {

        boolean boughtAgainBy(int day) {
            return next > 0 && next < day;
        }
    }

    Calibration measured(int[] customers, List<Line> lines) {
        for (var customer : customers) {
            var own = owned(customer);
            owned.addAll(own.values());
            restock.each(customer, need -> {
                var it = own.get(need.product());
                if (it != null) {
                    measure(need, it);
                }
            });
        }
        owned.sort(Comparator.comparingInt(Owned::times)
                .thenComparingInt(Owned::last)
                .reversed());
        var often = owned.stream()
                .limit(likely)
                .filter(it -> it.boughtAgainBy(present + Restock.WINDOW))
                .count();
        var all = (double) Math.max(1, likely);
        var calibration = reliability.calibration("products needed again");
        lines.add(new Line(
                "told at 20 %: bought in 28 days (as often bought before)",
                likely, null, likelyBought / all, often / all, null));
        lines.add(new Line(
                "products bought again in 28 days",
                (int) calibration.pairs(),
                (double) calibration.buyers(),
                calibration.expected(),
                null,
                null));
        lines.add(new Line(
                "due date, median days off (product's interval, own mean)",
                off.size(),
                null,
                median(0),
                median(1),
                median(2)));
        return calibration;
    }

    private double median(int which) {
        return Ranks.median(off.stream().mapToDouble(it -> it[which]).toArray());
    }

    private void measure(Restock.Need need, Owned it) {
        var soon = it.boughtAgainBy(present + Restock.WINDOW);
        reliability.add((float) need.chance(), soon);
        if (need.chance() >= LIKELY) {
            likely++;
            likelyBought += soon ? 1 : 0;
        }
        if (it.next > 0) {
            var usual = restock.interval(need.product());
            var mean = it.times < 2 ? usual : (double) (it.last - it.first) / (it.times - 1);
            off.add(new double[] {off(need.due(), it), off(it.last + usual, it), off(it.last + mean, it)});
        }
    }

    private double off(double day, Owned it) {
        return Math.abs(Math.max(present, day) - it.next);
    }

    private Map<Integer, Owned> owned(int customer) {
        var own = new HashMap<Integer, Owned>();
        for (var line = everything.start(customer); line < everything.start(customer + 1); line++) {
            var day = everything.day(line);
            own.merge(
                    everything.product(line),
                    new Owned(everything.product(line), 1, day, day, 0),
                    (before, _) -> day < present
                            ? new Owned(
                                    before.product, before.times + (day > before.last ? 1 : 0), before.first, day, 0)
                            : new Owned(
                                    before.product,
                                    before.times,
                                    before.first,
                                    before.last,
                                    before.next == 0 ? day : before.next));
        }
        own.values().removeIf(it -> it.last >= present);
        return own;
    }
}
