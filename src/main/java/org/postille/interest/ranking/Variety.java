package org.postille.interest.ranking;

/**
 * How much products chosen together should differ.
 *
 * @param ofBrand at most so many of one brand, at least 1
 * @param ofCategory at most so many of one category, at least 1
 * @param dulling how much less each further one of a brand or category counts, in standard deviations of the scores; after the
 *     maximal marginal relevance of Carbonell and Goldstein (1998)
 */
public record Variety(int ofBrand, int ofCategory, double dulling) {

    /** The best ones, however alike. */
    public static final Variety ANY = new Variety(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);

    boolean isAsked() {
        return dulling > 0 || ofBrand < Integer.MAX_VALUE || ofCategory < Integer.MAX_VALUE;
    }
}
