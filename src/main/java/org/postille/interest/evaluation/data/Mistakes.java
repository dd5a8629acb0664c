package org.postille.interest.evaluation.data;

import java.util.ArrayList;
import java.util.List;
import org.postille.base.Invalid;

/** What is wrong in the files of a data set: the first ones in words, the others counted. */
final class Mistakes {

    private static final int MOST_TOLD = 20;

    private final List<String> told = new ArrayList<>();
    private long more;

    void add(String mistake) {
        if (told.size() < MOST_TOLD) {
            told.add(mistake);
        } else {
            more++;
        }
    }

    boolean none() {
        return told.isEmpty();
    }

    /** @throws Invalid with all of them, a line each, if there are any */
    void tell() {
        if (!told.isEmpty()) {
            throw new Invalid(String.join("\n", told) + (more > 0 ? "\nand %,d more".formatted(more) : ""));
        }
    }
}
