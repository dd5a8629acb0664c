package org.postille.interest;

import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.postille.base.Progress;
import org.postille.interest.snapshot.Figures;

/** Hears what a selection tells, as progress and as figures. */
final class Hearing implements Consumer<String> {

    /** Best settings of three methods, weights for three questions. */
    private static final int STEPS = 6;
    /** The other questions are told relative to what was tried, which says nothing of two trainings. */
    private static final Pattern FIGURE =
            Pattern.compile("(products for a customer): [\\d.,]+ alone, (\\d+)[.,](\\d+) together.*", Pattern.DOTALL);

    private final Progress progress;
    private final Consumer<String> told;
    private final TreeMap<String, Double> figures = new TreeMap<>();
    private int heard;

    Hearing(Progress progress, Consumer<String> told) {
        this.progress = progress;
        this.told = told;
    }

    @Override
    public void accept(String text) {
        progress.at(Math.min(STEPS, ++heard), STEPS);
        var figure = FIGURE.matcher(text);
        if (figure.matches()) {
            figures.put(figure.group(1), Double.valueOf(figure.group(2) + '.' + figure.group(3)));
        }
        told.accept(text);
    }

    Figures figures() {
        return new Figures(figures);
    }
}
