package org.postille.opentime.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postille.catalog.PictureFile;
import org.postille.render.TileSize;

/**
 * Every tile looks as somebody saw and approved it. After a wanted change, {@code mvn test -Dtest=GoldenTilesTest -Dapprove} writes
 * the pictures and the page docs/tiles.png anew; look at the page, and at what git says has changed, before it is committed.
 */
class GoldenTilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/org/postille/opentime/tile/golden");
    private static final Path PAGE = Path.of("docs/tiles.png");
    /** JPEG and the edges of letters differ by so much between versions of Java, in levels of 256 and all pixels together. */
    private static final double MOST_MEAN = 0.8;
    /** More than this is not the edge of a letter any more. */
    private static final int VISIBLE = 56;
    /** Side of the fields that are looked at by themselves, in pixels: about one letter. */
    private static final int FIELD = 40;
    /** Of the pixels of one field. Another letter changes more. */
    private static final double MOST_VISIBLE = 0.015;

    private static final Map<String, byte[]> DRAWN = drawn();

    private static Map<String, byte[]> drawn() {
        var tiles = new Tiles("Nordlys", 1 << 24);
        var drawn = new LinkedHashMap<String, byte[]>();
        TileSamples.all()
                .values()
                .forEach(samples -> samples.forEach(it -> drawn.put(it.name(), tiles.draw(it.tile(), it::photo))));
        drawn.put("neutral", tiles.neutral(TileSize.of(2), TileSamples.STANDARD));
        drawn.put("neutral-row", tiles.neutral(TileSamples.WIDE_ROW, TileSamples.STANDARD));
        var together = TileSamples.all().get("States");
        var five = java.util.Objects.requireNonNull(together).subList(0, 5).stream()
                .map(TileSamples.Sample::tile)
                .toList();
        drawn.put("whole-block", tiles.draw(five, 3, it -> new TileSamples.Sample("", it).photo()));
        return drawn;
    }

    @TestFactory
    Stream<DynamicTest> every_tile_looks_as_it_was_approved() {
        return DRAWN.entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> {
                    var type = PictureFile.mediaType(it.getValue());
                    var golden = GOLDEN.resolve(it.getKey() + (type.endsWith("png") ? ".png" : ".jpg"));
                    if (System.getProperty("approve") != null) {
                        Files.createDirectories(GOLDEN);
                        Files.write(golden, it.getValue());
                    }
                    assertThat(golden)
                            .as("nobody approved it yet; see docs/opentime.md")
                            .exists();
                    assertAlike(TilePage.read(Files.readAllBytes(golden)), TilePage.read(it.getValue()));
                }));
    }

    @Test
    void the_page_of_the_documentation_shows_them_all() throws IOException {
        var page = TilePage.of(DRAWN);
        if (System.getProperty("approve") != null) {
            ImageIO.write(page, "png", PAGE.toFile());
        }
        assertAlike(TilePage.read(Files.readAllBytes(PAGE)), page);
    }

    @Test
    void no_approved_picture_is_left_over() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(it -> it.getFileName().toString().replaceFirst("[.](png|jpg)$", "")))
                    .containsExactlyInAnyOrderElementsOf(DRAWN.keySet());
        }
    }

    @Test
    void another_price_word_badge_or_colour_would_be_noticed() {
        var tiles = new Tiles("Nordlys", 1 << 24);
        var was = TileSamples.all().get("States").get(2);
        var it = was.tile();
        var before = TilePage.read(tiles.draw(it, was::photo));
        for (var other : new Tile[] {
            new Tile(
                    it.title(),
                    "15,85 €",
                    it.oldPrice(),
                    it.badges(),
                    it.photo(),
                    null,
                    it.reader(),
                    it.look(),
                    it.size()),
            new Tile(
                    "Emaillebecher Olva",
                    it.price(),
                    it.oldPrice(),
                    it.badges(),
                    it.photo(),
                    null,
                    it.reader(),
                    it.look(),
                    it.size()),
            new Tile(it.title(), it.price(), null, it.badges(), it.photo(), null, it.reader(), it.look(), it.size()),
            new Tile(
                    it.title(),
                    it.price(),
                    it.oldPrice(),
                    java.util.List.of("−30 %"),
                    it.photo(),
                    null,
                    it.reader(),
                    it.look(),
                    it.size()),
            TileSamples.with(it, it.size(), org.postille.campaign.definition.Look.STANDARD.branded(0x7A1F4C))
        }) {
            var after = TilePage.read(tiles.draw(other, was::photo));
            assertThat(difference(before, after)).as(other.toString()).isNotEmpty();
        }
    }

    private static void assertAlike(BufferedImage golden, BufferedImage drawn) {
        assertThat(difference(golden, drawn)).isEmpty();
    }

    /** In words; empty where they are alike. */
    private static String difference(BufferedImage golden, BufferedImage drawn) {
        if (golden.getWidth() != drawn.getWidth() || golden.getHeight() != drawn.getHeight()) {
            return "the size is " + drawn.getWidth() + " x " + drawn.getHeight();
        }
        var sum = 0L;
        var fields = new int[golden.getHeight() / FIELD + 1][golden.getWidth() / FIELD + 1];
        for (var y = 0; y < golden.getHeight(); y++) {
            for (var x = 0; x < golden.getWidth(); x++) {
                var difference = difference(golden.getRGB(x, y), drawn.getRGB(x, y));
                sum += difference;
                fields[y / FIELD][x / FIELD] += difference > VISIBLE ? 1 : 0;
            }
        }
        var mean = sum / ((double) golden.getWidth() * golden.getHeight());
        var most = Arrays.stream(fields).flatMapToInt(Arrays::stream).max().orElse(0) / ((double) FIELD * FIELD);
        return mean <= MOST_MEAN && most <= MOST_VISIBLE
                ? ""
                : "%.3f levels in the mean, %.1f %% of the pixels where it differs most".formatted(mean, 100 * most);
    }

    private static int difference(int one, int other) {
        var most = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
        }
        return most;
    }
}
