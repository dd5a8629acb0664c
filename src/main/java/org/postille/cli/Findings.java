package org.postille.cli;

import java.util.function.Consumer;
import org.postille.base.Finding;

/** Prints findings as they come, the first ones; counts them all. */
final class Findings implements Consumer<Finding> {

    private static final int MOST_PRINTED = 100;

    private long count;
    private long taken;

    @Override
    public void accept(Finding finding) {
        var before = count + taken;
        if (before < MOST_PRINTED) {
            System.err.println(finding);
        } else if (before == MOST_PRINTED) {
            System.err.println("… further errors are counted, not printed");
        }
        if (finding.taken()) {
            taken++;
        } else {
            count++;
        }
    }

    /** Of what cannot be used. */
    long count() {
        return count;
    }

    /** Of what counts all the same. */
    long taken() {
        return taken;
    }
}
