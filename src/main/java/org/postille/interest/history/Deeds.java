package org.postille.interest.history;

import org.postille.event.EventKind;

/** What one customer did with one product, and how much they want it by that. */
public final class Deeds {

    private static final float CART = 0.5f;
    private static final double MOST_BY_VIEWS = 0.4;
    private static final double FIRST_VIEW = 0.15;
    private static final float SENT_BACK = -0.5f;

    private int viewed;
    private boolean inCart;
    private int ordered;
    private int returned;
    private int last;

    /**
     * To be told in the order of time.
     *
     * @param minute since 1970
     */
    public void count(EventKind kind, int minute) {
        switch (kind) {
            case VIEWED -> viewed++;
            case CART_UPDATED -> inCart = true;
            case CART_EMPTIED -> inCart = false;
            case ORDERED -> ordered++;
            case RETURNED -> returned++;
        }
        last = minute;
    }

    /** 1 for an order, less for what only came near one, negative for what came back; 0: nothing is known. */
    public float strength() {
        if (returned > 0 && returned >= ordered) {
            return SENT_BACK;
        }
        if (ordered > 0) {
            return 1;
        }
        return inCart ? CART : (float) Math.min(MOST_BY_VIEWS, FIRST_VIEW * Math.log1p(viewed) / Math.log(2));
    }

    public boolean bought() {
        return ordered > 0;
    }

    /** The minute of the last of them, since 1970. */
    public int last() {
        return last;
    }

    void clear() {
        viewed = 0;
        inCart = false;
        ordered = 0;
        returned = 0;
        last = 0;
    }
}
