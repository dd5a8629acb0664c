package org.postille.opentime.tile;

import java.awt.Font;

/** A shop's own letters, from files beside its theme. */
record OwnTypeface(Font regular, Font semibold) implements Typeface {

    @Override
    public Font font(Weight weight) {
        return switch (weight) {
            case REGULAR -> regular;
            case SEMIBOLD -> semibold;
        };
    }
}
