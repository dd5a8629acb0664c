package org.postille.demo.shop;

/** What a stream of random numbers is for. A new purpose takes a new number, so that the others stay as they are. */
final class Draws {
    static final int PRODUCT = 1;
    static final int POPULARITY = 2;
    static final int PERSON = 3;
    static final int TASTE = 4;
    static final int NAME = 5;
    static final int CONSENT = 6;
    static final int LEAF_TASTE = 7;
    static final int BRAND_TASTE = 8;
    static final int MATERIAL_TASTE = 9;
    static final int REGULAR = 10;
    static final int PARTNER = 11;
    static final int TRACKING = 12;
    static final int OPINION = 13;
    /** Three from here: orders, visits, replenishments. */
    static final int NEXT_DAY = 20;
    /** Three from here. */
    static final int SESSION = 30;

    private Draws() {}
}
