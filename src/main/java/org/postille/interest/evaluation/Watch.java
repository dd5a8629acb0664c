package org.postille.interest.evaluation;

import org.postille.base.Progress;

/** Sees how long work goes on, step by step. */
public interface Watch {

    /** For work that nobody watches. */
    Watch UNSEEN = _ -> Progress.UNSEEN;

    /** The step before is over, and the next begins. */
    Progress step(String what);
}
