package org.postille.opentime.tile;

import io.quarkus.logging.Log;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.campaign.definition.Look;
import org.postille.catalog.JpegRows;
import org.postille.catalog.PictureFile;
import org.postille.render.TileSize;

/** Finished pictures: each is drawn once, and kept as long as it is asked for. Safe for any number of threads. */
public final class Tiles {

    /** What a slot may weigh in a mail. */
    public static final int MOST_BYTES = 60_000;

    /** What one picture of several slots may weigh. */
    public static final int MOST_BYTES_TOGETHER = 240_000;

    private static final int BYTES_A_PIXEL = 4;
    /** Pixels; lower than any tile. */
    private static final int LINE = 2;
    /** Sizes come from signed addresses; still nothing grows without a bound. */
    private static final int MOST_SIZES = 64;

    /** All of a look and a size that a photo depends on. */
    private record PhotoKey(String photo, TileSize size, boolean reason, int padding, Look.Fit fit, int background) {}

    /** All that the part of a tile down to its cut shows. */
    private record Upper(PhotoKey photo, Look look, List<String> badges, Locale reader) {}

    private record Together(List<Tile> tiles, int columns) {}

    private record Size(TileSize size, @Nullable Look look) {}

    private final String shop;
    private final Painter painter = new Painter();
    private final Lru<Object, byte[]> finished;
    private final Lru<PhotoKey, BufferedImage> photos;
    /** Prices and reasons differ and change more often than photos: what is above them need not be written with them. */
    private final Lru<Upper, byte[]> uppers;

    private final ConcurrentHashMap<Size, byte[]> neutral = new ConcurrentHashMap<>();

    /**
     * @param shop whose name stands on the neutral picture
     * @param memory bytes for finished pictures, and as many again for photos and parts of pictures
     */
    public Tiles(String shop, long memory) {
        this.shop = shop;
        finished = new Lru<>(memory, it -> it.length);
        photos = new Lru<>(memory / 4, it -> it.getWidth() * it.getHeight() * BYTES_A_PIXEL);
        uppers = new Lru<>(memory - memory / 4, it -> it.length);
    }

    /** The price as a reader there expects it, with the code of a currency whose sign no typeface has. */
    public static String price(Money price, Locale locale) {
        var text = price.format(locale);
        var sign = price.currency().getSymbol(locale);
        return new Letters(Bundled.OPEN_SANS, Weight.SEMIBOLD, locale).has(sign)
                ? text
                : text.replace(sign, price.currency().getCurrencyCode());
    }

    /** This picture, if it is still there. */
    public Optional<byte[]> kept(Tile tile) {
        return finished.get(tile);
    }

    /** One picture of all these, if it is still there. */
    public Optional<byte[]> kept(List<Tile> tiles, int columns) {
        return finished.get(new Together(tiles, columns));
    }

    /**
     * This picture.
     *
     * @param photo asked for only when the photo is not in memory; may have none, or what turns out to be no picture
     */
    public byte[] draw(Tile tile, Supplier<Optional<byte[]>> photo) {
        var drawn = stacked(tile, photo).orElseGet(() -> whole(tile, photo));
        finished.put(tile, drawn);
        return drawn;
    }

    private byte[] whole(Tile tile, Supplier<Optional<byte[]>> photo) {
        var scaled = scaled(tile, photo);
        var picture = painter.tile(tile, scaled);
        return scaled == null ? FileForm.flat(picture, MOST_BYTES) : FileForm.photo(picture, MOST_BYTES);
    }

    /** The same picture of two parts, of which the one with the photo is mostly there. Not where that cannot be, or is too heavy. */
    private Optional<byte[]> stacked(Tile tile, Supplier<Optional<byte[]>> photo) {
        var cut = Measures.of(tile).cut();
        var name = tile.photo();
        if (name == null || cut.isEmpty()) {
            return Optional.empty();
        }
        return upper(tile, name, cut.getAsInt(), photo)
                .map(it -> JpegRows.stacked(it, FileForm.part(painter.lower(tile, cut.getAsInt()))))
                .filter(it -> it.length <= MOST_BYTES);
    }

    private Optional<byte[]> upper(Tile tile, String name, int cut, Supplier<Optional<byte[]>> photo) {
        var key = new Upper(key(tile, name), tile.look(), tile.badges(), tile.reader());
        var known = uppers.get(key);
        if (known.isPresent()) {
            return known;
        }
        var scaled = scaled(tile, photo);
        if (scaled == null) {
            return Optional.empty();
        }
        var written = FileForm.part(painter.upper(tile, scaled, cut));
        uppers.put(key, written);
        return Optional.of(written);
    }

    private static PhotoKey key(Tile tile, String photo) {
        var look = tile.look();
        return new PhotoKey(
                photo,
                tile.size(),
                tile.reason() != null,
                look.padding(),
                look.fit(),
                look.colours().background());
    }

    /**
     * One picture of several tiles of one size and look, row by row.
     *
     * @param photos as in {@link #draw(Tile, Supplier)}, of each tile
     */
    public byte[] draw(List<Tile> tiles, int columns, Function<Tile, Optional<byte[]>> photos) {
        var size = tiles.getFirst().size();
        var wide = Math.min(columns, tiles.size());
        var rows = (tiles.size() + columns - 1) / columns;
        var gap = TileSize.GAP * Measures.SCALE;
        var stepX = size.width() * Measures.SCALE + gap;
        var stepY = size.height() * Measures.SCALE + gap;
        var all = new BufferedImage(columns * stepX - gap, rows * stepY - gap, BufferedImage.TYPE_INT_RGB);
        var g = Painter.graphics(all);
        var flat = true;
        try {
            g.setColor(new Color(tiles.getFirst().look().colours().background()));
            g.fillRect(0, 0, all.getWidth(), all.getHeight());
            for (var i = 0; i < tiles.size(); i++) {
                var tile = tiles.get(i);
                var scaled = scaled(tile, () -> photos.apply(tile));
                flat &= scaled == null;
                // A last row that is not full stands in the middle.
                var alone = i / columns == rows - 1 ? tiles.size() - (rows - 1) * columns : wide;
                var left = (columns - alone) * stepX / 2;
                var place =
                        Direction.of(tile.reader()) == Direction.RIGHT_TO_LEFT ? alone - 1 - i % columns : i % columns;
                g.drawImage(painter.tile(tile, scaled), left + place * stepX, i / columns * stepY, null);
            }
        } finally {
            g.dispose();
        }
        var most = Math.min(MOST_BYTES_TOGETHER, MOST_BYTES * tiles.size());
        var drawn = flat ? FileForm.flat(all, most) : FileForm.photo(all, most);
        finished.put(new Together(List.copyOf(tiles), columns), drawn);
        return drawn;
    }

    private @Nullable BufferedImage scaled(Tile tile, Supplier<Optional<byte[]>> photo) {
        if (tile.photo() == null) {
            return null;
        }
        var key = key(tile, tile.photo());
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
        return made(new Size(new TileSize(TileSize.Layout.CARD, width, LINE), null), () -> {
            var image = new BufferedImage(Measures.SCALE * width, LINE, BufferedImage.TYPE_INT_RGB);
            var graphics = image.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.dispose();
            return image;
        });
    }

    /** The picture that stands in for any other, the same for everybody. Never fails once it has been asked for in this size. */
    public byte[] neutral(TileSize size, Look look) {
        return made(new Size(size, look), () -> painter.neutral(shop, size, look));
    }

    private byte[] made(Size size, Supplier<BufferedImage> drawing) {
        var known = neutral.get(size);
        if (known != null) {
            return known;
        }
        var made = FileForm.flat(drawing.get(), MOST_BYTES);
        if (neutral.size() < MOST_SIZES) {
            neutral.put(size, made);
        }
        return made;
    }
}
