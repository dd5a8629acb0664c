package org.postille.opentime.tile;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.definition.Look;
import org.postille.render.TileSize;

/**
 * Everything that one picture of a product shows. Equal tiles are the same picture.
 *
 * @param title in the reader's language
 * @param price as the reader's country writes it; empty for what has none, such as an article
 * @param oldPrice to be struck through beside it; null where there is none, or none that may be shown
 * @param badges few words each, the most important first
 * @param photo names one state of the product's photo; null where it has none
 * @param reason why the reader is shown it; null where the picture does not say so
 * @param reader whose language decides where a line begins, and which forms Chinese characters have
 * @param size in CSS pixels; the picture has twice as many
 */
public record Tile(
        String title,
        String price,
        @Nullable String oldPrice,
        List<String> badges,
        @Nullable String photo,
        @Nullable String reason,
        Locale reader,
        Look look,
        TileSize size) {

    public Tile {
        badges = List.copyOf(badges);
    }
}
