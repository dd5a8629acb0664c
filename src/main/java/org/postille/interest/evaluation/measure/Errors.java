package org.postille.interest.evaluation.measure;

import java.util.List;

/** What came, beside what was told and what the period before would tell. */
final class Errors {

    private int count;
    private double came;
    private double told;
    private double before;
    private double absolute;
    private double absoluteBefore;
    private double squared;
    private double squaredBefore;

    void add(double came, double told, double before) {
        count++;
        this.came += came;
        this.told += told;
        this.before += before;
        absolute += Math.abs(told - came);
        absoluteBefore += Math.abs(before - came);
        squared += (told - came) * (told - came);
        squaredBefore += (before - came) * (before - came);
    }

    void tell(String what, List<Timed.Line> lines) {
        var n = Math.max(1, count);
        lines.add(new Timed.Line(what + " in all (as in the period before)", count, came, told, before, null));
        lines.add(new Timed.Line(
                what + ", mean absolute error (the same)", count, null, absolute / n, absoluteBefore / n, null));
        lines.add(new Timed.Line(
                what + ", root mean square error (the same)",
                count,
                null,
                Math.sqrt(squared / n),
                Math.sqrt(squaredBefore / n),
                null));
    }
}
