package org.postille.demo.shop;

/** Told how far a long piece of work has come. May be called from several threads, one at a time. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what is being made, one plural noun: {@code products}, {@code photos}
     * @param done of total, counted in that noun
     */
    void at(String what, long done, long total);
}
