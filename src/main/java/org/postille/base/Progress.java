package org.postille.base;

/** Hears how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {

    /** For work that nobody watches. */
    Progress UNSEEN = (done, total) -> {};

    /**
     * @param done so far, from 0 to total
     * @param total in the same unit (bytes, rows); 0 where it is not known
     */
    void at(long done, long total);
}
