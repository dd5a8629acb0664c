package org.postille.opentime.tile;

import org.jspecify.annotations.Nullable;

/**
 * Everything that one picture of a product shows. Equal tiles are the same picture.
 *
 * @param title in the reader's language
 * @param price as the reader's country writes it
 * @param photo names one state of the product's photo; null where it has none
 * @param reason why the reader is shown it; null where the picture does not say so
 * @param width in CSS pixels; the picture has twice as many
 * @param height in CSS pixels
 */
public record Tile(
        String title,
        String price,
        @Nullable String photo,
        @Nullable String reason,
        int width,
        int height) {}
