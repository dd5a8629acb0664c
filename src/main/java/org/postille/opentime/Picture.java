package org.postille.opentime;

import java.util.Optional;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/**
 * What the address of a picture says. The size is part of it, so that an old mail keeps its own when a template changes; nobody
 * but us can ask for another.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Picture(Slot slot, int width, int height) {

    private static final int SIDE_BITS = 16;

    String token(Tokens tokens) {
        return tokens.issue(
                Purpose.PICTURE, slot.message(), slot.block(), slot.index(), ((long) width << SIDE_BITS) | height);
    }

    /** Nothing, if the token is not one of ours. */
    static Optional<Picture> of(String token, Tokens tokens) {
        return tokens.open(Purpose.PICTURE, token)
                .filter(it -> it.size() == 4)
                .map(it -> new Picture(
                        new Slot(it.get(0), it.get(1).intValue(), it.get(2).intValue()),
                        (int) (it.get(3) >> SIDE_BITS),
                        (int) (it.get(3) & ((1 << SIDE_BITS) - 1))));
    }
}
