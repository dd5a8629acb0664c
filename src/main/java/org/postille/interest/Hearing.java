package org.postille.interest;

import java.util.function.Consumer;
import org.postille.base.Progress;

/** Hears what a selection tells, as progress too. */
final class Hearing implements Consumer<String> {

    /** Settings of five methods for two questions, weights for three, new customers, probabilities. */
    private static final int STEPS = 15;

    private final Progress progress;
    private final Consumer<String> told;
    private int heard;

    Hearing(Progress progress, Consumer<String> told) {
        this.progress = progress;
        this.told = told;
    }

    @Override
    public void accept(String text) {
        progress.at(Math.min(STEPS, ++heard), STEPS);
        told.accept(text);
    }
}
