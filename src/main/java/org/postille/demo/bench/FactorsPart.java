package org.postille.demo.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Ials;

/** How long matrix factors take, and how well they tell what was kept back; by us, and by Spark. */
record FactorsPart(Figures figures, @Nullable SparkProcess spark) {

    /** Not searched for, as ours are not: quality of the two can be compared only after an equal search for each. */
    private static final double LAMBDA = 0.1;

    private static final double ALPHA = 10;
    private static final int PERCENT = 100;

    /** @param aim in words, for whoever reads the table */
    void run(PowerLaw law, String aim) throws IOException {
        var rows = law.rows();
        var columns = rows.transposed(law.products());
        var parameters = MadeUpShop.factors();
        figures.once(
                "iALS, " + parameters.factors() + " factors, " + parameters.iterations() + " iterations, "
                        + law.inWords(),
                aim,
                () -> Ials.train(rows, columns, parameters, null, null));
    }

    /** The same purchases, factors and iterations for both. */
    void compare(PowerLaw law) throws IOException {
        var held = HeldOut.of(law.rows(), law.seed());
        var columns = held.kept().transposed(law.products());
        var parameters = MadeUpShop.factors();
        var start = System.nanoTime();
        var ours = figures.once(
                "iALS, " + law.inWords(), "", () -> Ials.train(held.kept(), columns, parameters, null, null));
        var seconds = (System.nanoTime() - start) / 1e9;
        figures.note("  nDCG@10", PERCENT * held.gain(ours, law.products()), "%");
        if (spark != null) {
            var load = Figures.load();
            var other = spark.fit(held.kept(), law.products(), parameters, LAMBDA, ALPHA);
            figures.step("  the same by Spark MLlib, local[2]", other.seconds(), other.processor(), load);
            figures.note("  nDCG@10 of Spark", PERCENT * held.gain(other.factors(), law.products()), "%");
            figures.note("  Spark's time by ours", other.seconds() / seconds, "times (aim 5)");
        }
    }
}
