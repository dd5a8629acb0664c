package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** One page of all tiles, on white and on black as mails are. */
final class TilePage {

    private static final int WIDTH = 1640;
    private static final int GAP = 14;
    private static final int HEADING = 44;
    private static final double SCALE = 0.75;

    private TilePage() {}

    record Piece(String heading, List<BufferedImage> tiles) {}

    /** @param drawn by the name of the sample */
    static BufferedImage of(Map<String, byte[]> drawn) {
        var pieces = new ArrayList<Piece>();
        TileSamples.all()
                .forEach((heading, samples) -> pieces.add(new Piece(
                        heading,
                        samples.stream().map(it -> small(drawn.get(it.name()))).toList())));
        var page = new BufferedImage(WIDTH, laid(pieces, null), BufferedImage.TYPE_INT_RGB);
        laid(pieces, page);
        return page;
    }

    /** Height of the page; drawn if there is one. */
    private static int laid(List<Piece> pieces, @Nullable BufferedImage page) {
        var letters = new Letters(Bundled.OPEN_SANS, Weight.SEMIBOLD, Locale.ENGLISH);
        var y = 0;
        var dark = false;
        for (var piece : pieces) {
            var height = height(piece);
            if (page != null) {
                var g = Painter.graphics(page);
                g.setColor(dark ? Color.BLACK : Color.WHITE);
                g.fillRect(0, y, WIDTH, height);
                g.setColor(dark ? Color.WHITE : Color.BLACK);
                letters.line(letters.text(piece.heading), 18).draw(g, GAP, y + 29);
                var x = GAP;
                var top = y + HEADING;
                var high = 0;
                for (var tile : piece.tiles) {
                    if (x + tile.getWidth() + GAP > WIDTH) {
                        x = GAP;
                        top += high + GAP;
                        high = 0;
                    }
                    g.drawImage(tile, x, top, null);
                    x += tile.getWidth() + GAP;
                    high = Math.max(high, tile.getHeight());
                }
                g.dispose();
            }
            y += height;
            dark = !dark;
        }
        return y;
    }

    private static int height(Piece piece) {
        var x = GAP;
        var y = HEADING;
        var high = 0;
        for (var tile : piece.tiles) {
            if (x + tile.getWidth() + GAP > WIDTH) {
                x = GAP;
                y += high + GAP;
                high = 0;
            }
            x += tile.getWidth() + GAP;
            high = Math.max(high, tile.getHeight());
        }
        return y + high + GAP;
    }

    private static BufferedImage small(byte @Nullable [] file) {
        var tile = read(file == null ? new byte[0] : file);
        return Scaling.to(tile, (int) Math.round(tile.getWidth() / 2.0 * SCALE), (int)
                Math.round(tile.getHeight() / 2.0 * SCALE));
    }

    static BufferedImage read(byte[] file) {
        try {
            var read = ImageIO.read(new ByteArrayInputStream(file));
            var opaque = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
            var g = opaque.createGraphics();
            g.drawImage(read, 0, 0, null);
            g.dispose();
            return opaque;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
