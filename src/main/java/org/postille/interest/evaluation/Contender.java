package org.postille.interest.evaluation;

import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;

/** A way of learning what customers want, to be measured. */
public interface Contender {

    /** As the report shows it. */
    String name();

    /**
     * Learns from what the shop knows.
     *
     * @param data without its test part; whoever tunes makes cuts of it
     * @param seed of all that is left to chance
     */
    Answers train(DataSet data, long seed, Progress progress);
}
