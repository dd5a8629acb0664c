package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The time that is left, as a GIF that counts for a minute and stops. Its first frame is right by itself, since some mail clients
 * show no other; each further one holds only the numbers that changed. When the time has come it says so. Safe for any number of
 * threads.
 */
public final class Countdowns {

    /** In CSS pixels; the picture has twice as many. */
    public static final int WIDTH = 480;

    public static final int HEIGHT = 120;

    private static final int FRAMES = 60;
    private static final int SCALE = 2;
    private static final int CARDS = 4;
    private static final int MARGIN = 20;
    private static final int GAP = 20;
    private static final int ARC = 24;
    private static final int CARD_WIDTH = (WIDTH * SCALE - 2 * MARGIN - (CARDS - 1) * GAP) / CARDS;
    private static final int CARD_HEIGHT = HEIGHT * SCALE - 2 * MARGIN;
    private static final long MOST_DAYS = 9_999;
    private static final Color PAPER = new Color(0xF7F5F2);
    private static final Color INK = new Color(0x26282B);
    /** Steps between two colours, for smooth edges. */
    private static final int STEPS = 20;

    private final Color brand;
    private final Color ground;
    private final IndexColorModel palette;
    private final Lru<Key, byte[]> finished;
    private final Lru<Card, BufferedImage> cards;

    private record Key(long seconds, String language) {}

    /** @param unit from 0: days, hours, minutes, seconds */
    private record Card(int unit, long number, String language) {}

    /**
     * @param brand {@code 0xRRGGBB}
     * @param memory bytes for finished pictures, and as many again for their parts
     */
    public Countdowns(int brand, long memory) {
        this.brand = new Color(brand);
        ground = mixed(this.brand, PAPER, 0.12f);
        palette = palette();
        finished = new Lru<>(memory, it -> it.length);
        cards = new Lru<>(memory, it -> it.getWidth() * it.getHeight());
    }

    /** Everything on the picture is one of three colours on paper or card, or between them. */
    private IndexColorModel palette() {
        var colours = new Color[5 * STEPS];
        for (var step = 0; step < STEPS; step++) {
            var share = step / (STEPS - 1f);
            colours[step] = mixed(brand, ground, share);
            colours[STEPS + step] = mixed(INK, PAPER, share);
            colours[2 * STEPS + step] = mixed(ground, PAPER, share);
            colours[3 * STEPS + step] = mixed(INK, ground, share);
            colours[4 * STEPS + step] = mixed(brand, PAPER, share);
        }
        var red = new byte[colours.length];
        var green = new byte[colours.length];
        var blue = new byte[colours.length];
        for (var i = 0; i < colours.length; i++) {
            red[i] = (byte) colours[i].getRed();
            green[i] = (byte) colours[i].getGreen();
            blue[i] = (byte) colours[i].getBlue();
        }
        return new IndexColorModel(7, colours.length, red, green, blue);
    }

    /**
     * The GIF of what is left from now on.
     *
     * @param language of the reader, as in BCP 47
     */
    public byte[] gif(Instant end, Instant now, String language) {
        // A begun second counts: at half a second before the end there is one left.
        var left = Math.max(0, Duration.between(now, end).plusNanos(999_999_999).toSeconds());
        var key = new Key(Math.min(left, (MOST_DAYS + 1) * 86_400 - 1), language);
        var known = finished.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        var made = draw(key);
        finished.put(key, made);
        return made;
    }

    private byte[] draw(Key key) {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        var screen = indexed(blank());
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (var frame = 0; frame <= Math.min(FRAMES, key.seconds); frame++) {
                var left = key.seconds - frame;
                write(
                        writer,
                        screen,
                        left == 0 ? over(screen, key.language) : show(screen, left, frame == 0, key.language));
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a picture into memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void write(ImageWriter writer, BufferedImage screen, Rectangle part) throws IOException {
        var piece = screen.getSubimage(part.x, part.y, part.width, part.height);
        var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(piece), null);
        place(metadata, part);
        writer.writeToSequence(new IIOImage(piece, null, metadata), null);
    }

    /** Puts the cards onto the screen whose numbers are others than a second before. @return what has changed */
    private Rectangle show(BufferedImage screen, long left, boolean first, String language) {
        var now = numbers(left);
        var before = numbers(left + 1);
        var from = 0;
        while (!first && now[from] == before[from]) {
            from++;
        }
        for (var i = from; i < CARDS; i++) {
            paste(card(new Card(i, now[i], language)), screen, MARGIN + i * (CARD_WIDTH + GAP));
        }
        var x = MARGIN + from * (CARD_WIDTH + GAP);
        return first
                ? new Rectangle(screen.getWidth(), screen.getHeight())
                : new Rectangle(x, MARGIN, screen.getWidth() - MARGIN - x, CARD_HEIGHT);
    }

    private static long[] numbers(long left) {
        return new long[] {left / 86_400, left / 3_600 % 24, left / 60 % 60, left % 60};
    }

    private static void paste(BufferedImage card, BufferedImage screen, int x) {
        var from = pixels(card);
        var to = pixels(screen);
        for (var y = 0; y < card.getHeight(); y++) {
            System.arraycopy(from, y * card.getWidth(), to, (MARGIN + y) * screen.getWidth() + x, card.getWidth());
        }
    }

    private static byte[] pixels(BufferedImage indexed) {
        return ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    }

    /** Shown for a second, over what was there; nothing says that it begins again. */
    private static void place(IIOMetadata metadata, Rectangle part) throws IOException {
        var format = metadata.getNativeMetadataFormatName();
        var root = (IIOMetadataNode) metadata.getAsTree(format);
        var descriptor = node(root, "ImageDescriptor");
        descriptor.setAttribute("imageLeftPosition", String.valueOf(part.x));
        descriptor.setAttribute("imageTopPosition", String.valueOf(part.y));
        var control = node(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", "100");
        metadata.setFromTree(format, root);
    }

    private static IIOMetadataNode node(IIOMetadataNode root, String name) {
        for (var child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name) && child instanceof IIOMetadataNode found) {
                return found;
            }
        }
        var made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }

    /** The nearest colour of the palette, without dithering: flat areas stay flat. */
    private BufferedImage indexed(BufferedImage picture) {
        var indexed =
                new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        var raster = indexed.getRaster();
        var rgb = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var to = ((DataBufferByte) raster.getDataBuffer()).getData();
        var lastColour = -1;
        byte lastIndex = 0;
        for (var i = 0; i < rgb.length; i++) {
            if (rgb[i] != lastColour) {
                lastColour = rgb[i];
                lastIndex = nearest(rgb[i]);
            }
            to[i] = lastIndex;
        }
        return indexed;
    }

    private byte nearest(int rgb) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < palette.getMapSize(); i++) {
            var red = palette.getRed(i) - (rgb >> 16 & 0xFF);
            var green = palette.getGreen(i) - (rgb >> 8 & 0xFF);
            var blue = palette.getBlue(i) - (rgb & 0xFF);
            var distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return (byte) best;
    }

    private static BufferedImage blank() {
        var picture = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        var g = graphics(picture);
        g.dispose();
        return picture;
    }

    private static Graphics2D graphics(BufferedImage picture) {
        var g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(PAPER);
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        return g;
    }

    /** Drawn once: the seconds of all countdowns look the same. */
    private BufferedImage card(Card key) {
        return cards.get(key).orElseGet(() -> {
            var picture = new BufferedImage(CARD_WIDTH, CARD_HEIGHT, BufferedImage.TYPE_INT_RGB);
            var g = graphics(picture);
            try {
                g.setColor(ground);
                g.fill(new RoundRectangle2D.Float(0, 0, CARD_WIDTH, CARD_HEIGHT, ARC, ARC));
                g.setColor(brand);
                var number = String.format(Locale.ROOT, key.unit == 0 ? "%d" : "%02d", key.number);
                centred(g, Letters.SEMIBOLD, number, 88, CARD_WIDTH / 2f, CARD_HEIGHT * 0.60f, CARD_WIDTH);
                g.setColor(INK);
                var unit = CountdownWords.in(key.language).unit(key.unit, key.number, key.language);
                centred(g, Letters.REGULAR, unit, 30, CARD_WIDTH / 2f, CARD_HEIGHT * 0.87f, CARD_WIDTH);
            } finally {
                g.dispose();
            }
            var card = indexed(picture);
            cards.put(key, card);
            return card;
        });
    }

    private Rectangle over(BufferedImage screen, String language) {
        var picture = blank();
        var g = graphics(picture);
        try {
            g.setColor(ground);
            g.fill(new RoundRectangle2D.Float(
                    MARGIN, MARGIN, WIDTH * SCALE - 2f * MARGIN, HEIGHT * SCALE - 2f * MARGIN, ARC, ARC));
            g.setColor(INK);
            centred(
                    g,
                    Letters.SEMIBOLD,
                    CountdownWords.in(language).over(),
                    52,
                    WIDTH * SCALE / 2f,
                    HEIGHT * SCALE * 0.58f,
                    WIDTH * SCALE - 4 * MARGIN);
        } finally {
            g.dispose();
        }
        var all = pixels(indexed(picture));
        System.arraycopy(all, 0, pixels(screen), 0, all.length);
        return new Rectangle(screen.getWidth(), screen.getHeight());
    }

    private static void centred(
            Graphics2D g, Letters letters, String text, float size, float x, float baseline, float most) {
        var line = letters.line(text, size);
        if (line.getAdvance() > most * 0.92f) {
            line = letters.line(text, size * most * 0.92f / line.getAdvance());
        }
        line.draw(g, x - line.getAdvance() / 2, baseline);
    }

    private static Color mixed(Color colour, Color ground, float share) {
        return new Color(
                Math.round(colour.getRed() * share + ground.getRed() * (1 - share)),
                Math.round(colour.getGreen() * share + ground.getGreen() * (1 - share)),
                Math.round(colour.getBlue() * share + ground.getBlue() * (1 - share)));
    }
}
