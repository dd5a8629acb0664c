package org.postille.interest.evaluation;

import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;

/** A way of learning what customers want, to be measured. */
public interface Contender {

    /** As the report shows it. */
    String name();

    /**
     * Learns from the training part alone.
     *
     * @param data its test part may not be looked at; cuts of it may
     * @param seed of all that is left to chance
     */
    Answers train(DataSet data, long seed, Progress progress);
}
