package org.postille.opentime.tile;

import io.quarkus.logging.Log;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.catalog.PictureFile;

/** Finished pictures: each is drawn once, and kept as long as it is asked for. Safe for any number of threads. */
public final class Tiles {

    /** What a slot may weigh in a mail. */
    static final int MOST_BYTES = 60_000;

    private static final float[] QUALITIES = {0.88f, 0.8f, 0.7f, 0.55f, 0.35f, 0.15f};
    private static final int BYTES_A_PIXEL = 4;
    /** Pixels; lower than any tile. */
    private static final int LINE = 2;
    /** Sizes come from signed addresses; still nothing grows without a bound. */
    private static final int MOST_SIZES = 32;

    private record PhotoKey(String photo, int width, int height, boolean reason) {}

    private record Size(int width, int height) {}

    private final String shop;
    private final Painter painter;
    private final Lru<Tile, byte[]> finished;
    private final Lru<PhotoKey, BufferedImage> photos;
    private final ConcurrentHashMap<Size, byte[]> neutral = new ConcurrentHashMap<>();

    /**
     * @param shop whose name stands on the neutral picture
     * @param brand of the price, {@code 0xRRGGBB}
     * @param memory bytes for finished pictures, and as many again for photos
     */
    public Tiles(String shop, int brand, long memory) {
        this.shop = shop;
        painter = new Painter(new Color(brand));
        finished = new Lru<>(memory, it -> it.length);
        photos = new Lru<>(memory, it -> it.getWidth() * it.getHeight() * BYTES_A_PIXEL);
    }

    /** The price as a reader there expects it, with the code of a currency whose sign the typeface does not have. */
    public static String price(Money price, Locale locale) {
        var text = price.format(locale);
        var sign = price.currency().getSymbol(locale);
        return Letters.SEMIBOLD.has(sign)
                ? text
                : text.replace(sign, price.currency().getCurrencyCode());
    }

    /** This picture, if it is still there. */
    public Optional<byte[]> kept(Tile tile) {
        return finished.get(tile);
    }

    /**
     * This picture.
     *
     * @param photo asked for only when the photo is not in memory; may have none, or what turns out to be no picture
     */
    public byte[] draw(Tile tile, Supplier<Optional<byte[]>> photo) {
        var drawn = PictureFile.jpeg(painter.tile(tile, scaled(tile, photo)), MOST_BYTES, QUALITIES);
        finished.put(tile, drawn);
        return drawn;
    }

    private @Nullable BufferedImage scaled(Tile tile, Supplier<Optional<byte[]>> photo) {
        if (tile.photo() == null) {
            return null;
        }
        var key = new PhotoKey(tile.photo(), tile.width(), tile.height(), tile.reason() != null);
        var known = photos.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        var bytes = photo.get();
        if (bytes.isEmpty()) {
            return null;
        }
        try {
            var scaled = painter.photo(PictureFile.read(bytes.get()), tile);
            photos.put(key, scaled);
            return scaled;
        } catch (IOException | RuntimeException e) {
            // A decoder meets bytes from outside: whatever it stumbles over, the slot has a picture.
            Log.warnf("The photo %s cannot be read; its tiles have none: %s", tile.photo(), e);
            return null;
        }
    }

    /** A white line as wide as a tile: a slot with nothing in it is as good as not there. */
    public byte[] line(int width) {
        var size = new Size(width, LINE);
        var made = neutral.get(size);
        if (made == null) {
            var image = new BufferedImage(Painter.SCALE * width, LINE, BufferedImage.TYPE_INT_RGB);
            var graphics = image.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.dispose();
            made = PictureFile.jpeg(image, MOST_BYTES, QUALITIES);
            if (neutral.size() < MOST_SIZES) {
                neutral.put(size, made);
            }
        }
        return made;
    }

    /** The picture that stands in for any other, the same for everybody. Never fails once it has been asked for in this size. */
    public byte[] neutral(int width, int height) {
        var size = new Size(width, height);
        var made = neutral.get(size);
        if (made == null) {
            made = PictureFile.jpeg(painter.neutral(shop, width, height), MOST_BYTES, QUALITIES);
            if (neutral.size() < MOST_SIZES) {
                neutral.put(size, made);
            }
        }
        return made;
    }
}
