package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.catalog.PictureFile;

/** Marketers' own pictures, each drawn once for every size that a mail shows it in. Safe for any number of threads. */
public final class Banners {

    private static final float[] QUALITIES = {0.88f, 0.8f, 0.7f, 0.55f, 0.35f, 0.15f};
    /** Campaigns have a few. */
    private static final int MOST = 64;

    private record Key(int content, String file, int width, int height) {}

    private final ConcurrentHashMap<Key, byte[]> drawn = new ConcurrentHashMap<>();

    /**
     * The picture as large as it fits into a tile, in the middle of white.
     *
     * @param width in CSS pixels; the picture has twice as many
     * @param height in CSS pixels
     * @throws IOException if it is no picture
     */
    public byte[] draw(String file, byte[] content, int width, int height) throws IOException {
        var key = new Key(java.util.Arrays.hashCode(content), file, width, height);
        var known = drawn.get(key);
        if (known != null) {
            return known;
        }
        var picture = PictureFile.read(content);
        var wide = Measures.SCALE * width;
        var high = Measures.SCALE * height;
        var scale = Math.min((double) wide / picture.getWidth(), (double) high / picture.getHeight());
        var own = Scaling.to(picture, Math.max(1, (int) Math.round(scale * picture.getWidth())), Math.max(1, (int)
                Math.round(scale * picture.getHeight())));
        var tile = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        var graphics = tile.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, wide, high);
        graphics.drawImage(own, (wide - own.getWidth()) / 2, (high - own.getHeight()) / 2, null);
        graphics.dispose();
        var made = PictureFile.jpeg(tile, Tiles.MOST_BYTES, QUALITIES);
        if (drawn.size() >= MOST) {
            drawn.clear();
        }
        drawn.put(key, made);
        return made;
    }
}
