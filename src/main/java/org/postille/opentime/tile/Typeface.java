package org.postille.opentime.tile;

import java.awt.Font;

/** Letters of one design in two weights. */
sealed interface Typeface permits Bundled, OwnTypeface {

    /** Its letters, one pixel high; read when they are first asked for. */
    Font font(Weight weight);
}
