package org.postille.render;

import java.util.Map;
import org.postille.base.Invalid;

/** How large the picture of one slot is in a mail, in CSS pixels; the picture itself has twice as many each way. */
public record TileSize(int width, int height) {

    private static final Map<Integer, TileSize> BY_COLUMNS =
            Map.of(2, new TileSize(260, 340), 3, new TileSize(170, 240));

    /**
     * The size of tiles that stand side by side.
     *
     * @param columns 2 or 3
     * @throws Invalid for any other number
     */
    public static TileSize of(int columns) {
        var size = BY_COLUMNS.get(columns);
        if (size == null) {
            throw new Invalid("a block has 2 or 3 columns, not " + columns);
        }
        return size;
    }
}
