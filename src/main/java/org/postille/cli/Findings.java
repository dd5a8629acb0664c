package org.postille.cli;

import java.util.function.Consumer;
import org.postille.base.Finding;

/** Prints findings as they come, the first ones; counts them all. */
final class Findings implements Consumer<Finding> {

    private static final int MOST_PRINTED = 100;

    private long count;

    @Override
    public void accept(Finding finding) {
        if (count < MOST_PRINTED) {
            System.err.println(finding);
        } else if (count == MOST_PRINTED) {
            System.err.println("… further errors are counted, not printed");
        }
        count++;
    }

    long count() {
        return count;
    }
}
