package org.postille.interest.history;

import org.postille.event.EventKind;

/** What one customer did with one product, and how much they want it by that. */
public final class Deeds {

    private static final float LIKED = 0.6f;
    private static final float CART = 0.5f;
    private static final double MOST_BY_VIEWS = 0.4;
    private static final double FIRST_VIEW = 0.15;
    private static final double FIRST_CLICK = 0.3;
    private static final double MOST_WITH_CLICKS = 0.45;
    private static final float NOT_WANTED = -0.5f;

    private int viewed;
    private int clicked;
    private boolean inCart;
    private int ordered;
    private int returned;
    private boolean liked;
    private boolean disliked;
    private int last;

    /**
     * To be told in the order of time.
     *
     * @param minute since 1970
     */
    public void count(EventKind kind, int minute) {
        switch (kind) {
            case VIEWED -> viewed++;
            case CLICKED -> clicked++;
            case CART_UPDATED -> inCart = true;
            case CART_EMPTIED -> inCart = false;
            case ORDERED -> ordered++;
            case RETURNED -> returned++;
            case LIKED -> opine(true);
            case DISLIKED -> opine(false);
        }
        last = minute;
    }

    private void opine(boolean likes) {
        liked = likes;
        disliked = !likes;
    }

    /** 1 for an order, less for what only came near one, negative for what came back or is disliked; 0: nothing is known. */
    public float strength() {
        if (disliked || (returned > 0 && returned >= ordered)) {
            return NOT_WANTED;
        }
        if (ordered > 0) {
            return 1;
        }
        if (liked) {
            return LIKED;
        }
        return inCart ? CART : (float) near();
    }

    private double near() {
        var views = FIRST_VIEW * Math.log1p(viewed) / Math.log(2);
        return clicked == 0
                ? Math.min(MOST_BY_VIEWS, views)
                : Math.min(MOST_WITH_CLICKS, FIRST_CLICK * Math.log1p(clicked) / Math.log(2) + views);
    }

    /** Whether deeds of that strength tell of a purchase, also one that came back, or of a dislike. */
    public static boolean isSettled(float strength) {
        return strength >= 1 || strength < 0;
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
        clicked = 0;
        inCart = false;
        ordered = 0;
        returned = 0;
        liked = false;
        disliked = false;
        last = 0;
    }
}
