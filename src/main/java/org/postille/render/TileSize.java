package org.postille.render;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.postille.base.Invalid;

/**
 * How large the picture of one slot is in a mail, in CSS pixels, and what stands where in it; the picture itself has twice as
 * many pixels each way.
 */
public record TileSize(Layout layout, int width, int height) {

    /** What stands where. */
    public enum Layout {
        /** The photo above, the text below. */
        CARD("card", 0),
        /** The photo beside the text: large enough to read where a phone shows it as wide as its screen. */
        ROW("row", 1);

        private final String code;
        private final int number;

        Layout(String code, int number) {
            this.code = code;
            this.number = number;
        }

        /** By which the addresses of mails that were sent name it: never changed. */
        public int number() {
            return number;
        }

        public static Optional<Layout> of(int number) {
            return Arrays.stream(values()).filter(it -> it.number == number).findFirst();
        }

        public String code() {
            return code;
        }

        static Optional<Layout> of(String code) {
            return switch (code) {
                case "", "card" -> Optional.of(CARD);
                case "row" -> Optional.of(ROW);
                default -> Optional.empty();
            };
        }
    }

    /** Between tiles of one picture, in CSS pixels; as mails leave it between pictures. */
    public static final int GAP = 16;

    private static final Map<Integer, TileSize> CARDS = Map.of(
            1, new TileSize(Layout.CARD, 360, 460),
            2, new TileSize(Layout.CARD, 260, 340),
            3, new TileSize(Layout.CARD, 170, 240));

    private static final Map<Integer, TileSize> ROWS =
            Map.of(1, new TileSize(Layout.ROW, 520, 176), 2, new TileSize(Layout.ROW, 260, 112));

    /** How wide so many of them are side by side in one picture. */
    public int width(int columns) {
        return columns * (width + GAP) - GAP;
    }

    /**
     * The size of cards that stand side by side.
     *
     * @param columns 1 to 3
     * @throws Invalid for any other number
     */
    public static TileSize of(int columns) {
        return of(Layout.CARD, columns);
    }

    /**
     * The size of tiles that stand side by side.
     *
     * @param columns 1 to 3; of rows 1 or 2
     * @throws Invalid for any other number
     */
    public static TileSize of(Layout layout, int columns) {
        var size = (layout == Layout.CARD ? CARDS : ROWS).get(columns);
        if (size == null) {
            throw new Invalid(
                    layout == Layout.CARD
                            ? "a block of cards has 1, 2 or 3 columns, not " + columns
                            : "a block of rows has 1 or 2 columns, not " + columns);
        }
        return size;
    }
}
