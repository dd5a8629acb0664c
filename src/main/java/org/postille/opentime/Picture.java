package org.postille.opentime;

import java.util.Optional;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.render.TileSize;

/**
 * What the address of a picture says. Size and layout are part of it, so that an old mail keeps its own when a template changes;
 * nobody but us can ask for another.
 *
 * @param columns of a picture that shows the whole block of the slot, which is its first; 0: it shows the slot alone
 */
record Picture(Slot slot, TileSize size, int columns) {

    private static final int SIDE_BITS = 16;
    private static final int FORM_AT = 2 * SIDE_BITS;
    private static final int LAYOUT_BITS = 4;
    private static final int MOST_COLUMNS = 3;

    Picture(Slot slot, TileSize size) {
        this(slot, size, 0);
    }

    boolean isWhole() {
        return columns > 0;
    }

    /** What stands in for it is as wide, and as high as one row. */
    TileSize outline() {
        return isWhole() ? new TileSize(size.layout(), size.width(columns), size.height()) : size;
    }

    String token(Tokens tokens) {
        var form = ((long) columns << LAYOUT_BITS) | size.layout().number();
        return tokens.issue(
                Purpose.PICTURE,
                slot.message(),
                slot.block(),
                slot.index(),
                (form << FORM_AT) | ((long) size.width() << SIDE_BITS) | size.height());
    }

    /** Nothing, if the token is not one of ours, or says what only a newer version of ours knows. */
    static Optional<Picture> of(String token, Tokens tokens) {
        return tokens.open(Purpose.PICTURE, token)
                .filter(it -> it.size() == 4)
                .flatMap(it ->
                        of(new Slot(it.get(0), it.get(1).intValue(), it.get(2).intValue()), it.get(3)));
    }

    private static Optional<Picture> of(Slot slot, long packed) {
        var side = (1 << SIDE_BITS) - 1;
        var form = packed >> FORM_AT;
        var columns = (int) (form >> LAYOUT_BITS);
        return TileSize.Layout.of((int) form & ((1 << LAYOUT_BITS) - 1))
                .filter(_ -> columns >= 0 && columns <= MOST_COLUMNS)
                .map(it -> new TileSize(it, (int) (packed >> SIDE_BITS) & side, (int) packed & side))
                .map(it -> new Picture(slot, it, columns));
    }
}
