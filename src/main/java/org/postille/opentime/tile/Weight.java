package org.postille.opentime.tile;

/** How strong letters are. */
enum Weight {
    REGULAR,
    SEMIBOLD
}
