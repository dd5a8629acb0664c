package org.postille.opentime.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Money;
import org.postille.campaign.definition.Look;
import org.postille.catalog.PictureFile;
import org.postille.render.TileSize;

class TilesTest {

    private static final Look LOOK = Look.STANDARD.branded(0x1F5A4C);
    private static final Letters REGULAR = new Letters(Bundled.OPEN_SANS, Weight.REGULAR, Locale.GERMANY);
    private static final Letters SEMIBOLD = new Letters(Bundled.OPEN_SANS, Weight.SEMIBOLD, Locale.GERMANY);

    private final Tiles tiles = new Tiles("Nordlys", 1 << 20);

    private static Tile tile(String title, @Nullable String photo) {
        return tile(title, "19,95 €", photo, null, TileSize.of(2));
    }

    private static Tile tile(
            String title, String price, @Nullable String photo, @Nullable String reason, TileSize size) {
        return new Tile(title, price, null, List.of(), photo, reason, Locale.GERMANY, LOOK, size);
    }

    private static byte[] photo(int width, int height, Color colour) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                picture.setRGB(x, y, colour.getRGB());
            }
        }
        return jpeg(picture);
    }

    private static byte[] jpeg(BufferedImage picture) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BufferedImage seen(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    @Test
    void no_line_begins_with_a_closing_quotation_mark() {
        var title = "Schlanker Kerzenständer „Bela“ aus Messing";
        for (var width = 120; width < 600; width += 3) {
            var at = 0;
            for (var line : REGULAR.lines(REGULAR.text(title), 22, width, 9)) {
                assertThat(title.charAt(at)).as("at width " + width).isNotEqualTo('“');
                at += line.getCharacterCount();
                while (at < title.length() && title.charAt(at) == ' ') {
                    at++;
                }
            }
            assertThat(at).as("all of it, at width " + width).isEqualTo(title.length());
        }
    }

    @Test
    void the_photo_is_in_the_upper_part_on_light_paper_with_a_margin_and_ink_below() throws IOException {
        var drawn = seen(tiles.draw(tile("Mug", "red"), () -> Optional.of(photo(520, 520, new Color(0xC02020)))));
        assertThat(drawn.getWidth()).isEqualTo(520);
        assertThat(drawn.getHeight()).isEqualTo(680);
        assertThat(new Color(drawn.getRGB(260, 240)).getRed()).isBetween(0xB0, 0xD0);
        assertThat(new Color(drawn.getRGB(260, 240)).getGreen()).isLessThan(0x40);
        for (var corner : new int[][] {{3, 3}, {516, 3}, {3, 676}, {516, 676}}) {
            assertThat(new Color(drawn.getRGB(corner[0], corner[1])).getGreen()).isGreaterThan(0xE8);
        }
        assertThat(darkPixels(drawn, 520, 680)).isGreaterThan(400);
    }

    @Test
    void a_reason_stands_in_small_letters_between_name_and_price_and_the_prices_of_a_row_stay_on_one_line()
            throws IOException {
        var silent = drawn(tile("Mug", "19,95 €", "red", "", TileSize.of(2)));
        var telling = drawn(tile("Mug", "19,95 €", "red", "because you bought Enamel Mug", TileSize.of(2)));
        var name = 680 - 2 * 12 - 160;
        assertThat(differing(silent, telling, 0, name)).as("photo and name").isZero();
        assertThat(differing(silent, telling, name, 610)).as("reason").isGreaterThan(300);
        assertThat(differing(silent, telling, 620, 680)).as("price").isZero();
    }

    private BufferedImage drawn(Tile tile) throws IOException {
        return seen(tiles.draw(tile, () -> Optional.of(photo(520, 520, new Color(0xC02020)))));
    }

    private static long differing(BufferedImage one, BufferedImage other, int from, int to) {
        return IntStream.range(from, to)
                .flatMap(y -> IntStream.range(0, one.getWidth())
                        .filter(x -> Math.abs(new Color(one.getRGB(x, y)).getGreen()
                                        - new Color(other.getRGB(x, y)).getGreen())
                                > 24))
                .count();
    }

    private static long darkPixels(BufferedImage picture, int from, int to) {
        return IntStream.range(from, to)
                .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
                .filter(it -> new Color(it).getRed() < 0x60)
                .count();
    }

    @Test
    void a_tile_of_letters_is_a_png_of_few_colours_without_metadata_that_keeps_its_areas_to_the_bit()
            throws IOException {
        var png = tiles.draw(tile("Leinentischdecke", null), Optional::empty);
        assertThat(PictureFile.mediaType(png)).isEqualTo("image/png");
        assertThat(new String(png, StandardCharsets.ISO_8859_1))
                .contains("PLTE")
                .doesNotContain("tEXt", "iTXt", "eXIf", "iCCP", "tIME", "tRNS");
        assertThat(png.length).isLessThan(30_000);
        var seen = seen(png);
        assertThat(seen.getRGB(2, 2) & 0xFFFFFF).isEqualTo(LOOK.colours().background());
        assertThat(seen.getRGB(40, 60) & 0xFFFFFF).isEqualTo(0x1F5A4C);
    }

    @Test
    void the_file_is_baseline_without_exif() {
        var jpeg = tiles.draw(tile("Mug", "red"), () -> Optional.of(photo(520, 520, Color.RED)));
        assertThat(marker(jpeg, 0xC0)).as("baseline frame").isTrue();
        assertThat(marker(jpeg, 0xC2)).as("progressive frame").isFalse();
        assertThat(marker(jpeg, 0xE1)).as("Exif").isFalse();
    }

    /** Walks the segments before the scan. */
    private static boolean marker(byte[] jpeg, int wanted) {
        var at = 2;
        while ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) != 0xDA) {
            if ((jpeg[at + 1] & 0xFF) == wanted) {
                return true;
            }
            at += 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
        }
        return false;
    }

    @Test
    void even_noise_stays_within_what_a_slot_may_weigh() {
        var noise = new BufferedImage(520, 520, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (var i = 0; i < 520 * 520; i++) {
            noise.setRGB(i % 520, i / 520, random.nextInt(0x1000000));
        }
        var bytes = jpeg(noise);
        assertThat(tiles.draw(tile("Noise", "noise"), () -> Optional.of(bytes)).length)
                .isLessThanOrEqualTo(Tiles.MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "漢字",
                "👩‍👩‍👧",
                "\u0000\r\n",
                "W",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatever_a_feed_brings_as_a_title_there_is_a_picture(String title) throws IOException {
        assertThat(seen(tiles.draw(tile(title, "", null, null, TileSize.of(3)), Optional::empty))
                        .getWidth())
                .isEqualTo(340);
    }

    @Test
    void a_photo_that_is_none_is_replaced_by_letters() {
        var broken = tiles.draw(tile("Mug", "broken"), () -> Optional.of(new byte[] {1, 2, 3}));
        var missing = tiles.draw(tile("Mug", "missing"), Optional::empty);
        assertThat(broken).isEqualTo(missing);
    }

    @Test
    void a_photo_cut_off_in_the_middle_is_replaced_or_shown_but_never_an_error() {
        var whole = photo(520, 520, Color.BLUE);
        for (var length = 0; length < whole.length; length += 97) {
            var part = Arrays.copyOf(whole, length);
            assertThat(tiles.draw(tile("Mug", "part" + length), () -> Optional.of(part)))
                    .isNotEmpty();
        }
    }

    @Test
    void a_photo_is_read_once_for_many_tiles_and_a_finished_tile_is_kept() {
        var reads = new AtomicInteger();
        var first = tile("Mug", "counted");
        assertThat(tiles.kept(first)).isEmpty();
        for (var price = 0; price < 5; price++) {
            tiles.draw(tile("Mug", price + " €", "counted", null, TileSize.of(2)), () -> {
                reads.incrementAndGet();
                return Optional.of(photo(520, 520, Color.RED));
            });
        }
        var drawn = tiles.draw(first, () -> {
            throw new AssertionError("the photo is in memory");
        });
        assertThat(reads).hasValue(1);
        assertThat(tiles.kept(first)).contains(drawn);
        assertThat(tiles.kept(tile("Cup", "counted"))).isEmpty();
    }

    @Test
    void memory_is_bounded_and_the_oldest_go_first() {
        var lru = new Lru<Integer, byte[]>(1000, it -> it.length);
        for (var i = 0; i < 20; i++) {
            lru.put(i, new byte[100]);
            lru.get(0);
        }
        assertThat(IntStream.range(0, 20).filter(it -> lru.get(it).isPresent()).count())
                .isEqualTo(10);
        assertThat(lru.get(0)).isPresent();
        assertThat(lru.get(19)).isPresent();
        assertThat(lru.get(5)).isEmpty();
    }

    @Test
    void many_threads_draw_the_same_as_one() throws Exception {
        var photo = photo(520, 390, Color.ORANGE);
        var alone = IntStream.range(0, 8)
                .mapToObj(it -> tiles.draw(tile("Tile " + it, "p" + it % 2), () -> Optional.of(photo)))
                .toList();
        var fresh = new Tiles("Nordlys", 1 << 20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var drawing = IntStream.range(0, 32)
                    .<Callable<byte[]>>mapToObj(it ->
                            () -> fresh.draw(tile("Tile " + it % 8, "p" + it % 2), () -> Optional.of(photo)))
                    .toList();
            var drawn = threads.invokeAll(drawing);
            for (var i = 0; i < drawn.size(); i++) {
                assertThat(drawn.get(i).get()).isEqualTo(alone.get(i % 8));
            }
        }
    }

    @Test
    void a_product_on_a_plain_ground_is_shown_whole_and_the_ground_goes_on() throws IOException {
        var tall = new BufferedImage(260, 520, BufferedImage.TYPE_INT_RGB);
        var g = tall.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 260, 520);
        g.setColor(Color.BLUE);
        g.fillRect(60, 20, 140, 480);
        g.dispose();
        var drawn = seen(tiles.draw(tile("Vase", "tall"), () -> Optional.of(jpeg(tall))));
        assertThat(new Color(drawn.getRGB(40, 240)).getRed())
                .as("ground at the left")
                .isGreaterThan(0xF8);
        assertThat(new Color(drawn.getRGB(260, 60)).getBlue())
                .as("top of the vase")
                .isGreaterThan(0xC0);
        assertThat(new Color(drawn.getRGB(260, 60)).getRed()).isLessThan(0x40);
    }

    @Test
    void prices_are_written_as_the_reader_does_and_by_code_where_the_sign_is_missing() {
        assertThat(Tiles.price(Money.of("19.95", "EUR"), Locale.GERMANY)).isEqualTo("19,95\u00a0€");
        assertThat(Tiles.price(Money.of("19.95", "GBP"), Locale.UK)).isEqualTo("£19.95");
        assertThat(Tiles.price(Money.of("1299", "RUB"), Locale.of("ru", "RU"))).contains("₽");
        assertThat(Tiles.price(Money.of("590", "THB"), Locale.of("th", "TH"))).contains("฿");
        assertThat(Tiles.price(Money.of("1299", "KHR"), Locale.of("km", "KH")))
                .contains("KHR")
                .doesNotContain("៛");
    }

    @Test
    void a_slot_with_nothing_in_it_is_a_white_line() throws IOException {
        var line = seen(tiles.line(260));
        assertThat(line.getWidth()).isEqualTo(520);
        assertThat(line.getHeight()).isEqualTo(2);
        assertThat(line.getRGB(100, 1) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void one_picture_of_a_block_shows_its_tiles_row_by_row_and_is_kept() throws IOException {
        var five = IntStream.range(0, 5).mapToObj(it -> tile("Mug " + it, null)).toList();
        var together = tiles.draw(five, 2, _ -> Optional.empty());
        var seen = seen(together);
        assertThat(seen.getWidth()).isEqualTo(2 * 520 + 32);
        assertThat(seen.getHeight()).isEqualTo(3 * 680 + 2 * 32);
        assertThat(together.length).isLessThanOrEqualTo(Tiles.MOST_BYTES_TOGETHER);
        assertThat(tiles.kept(five, 2)).contains(together);
        assertThat(tiles.kept(five, 3)).isEmpty();
        var alone = seen(tiles.draw(five.get(1), Optional::empty));
        assertThat(seen.getRGB(552 + 40, 60)).isEqualTo(alone.getRGB(40, 60));
    }

    @Test
    void whatever_the_size_noise_stays_within_what_a_slot_may_weigh() {
        var noise = new BufferedImage(520, 520, BufferedImage.TYPE_INT_RGB);
        var random = new Random(4);
        for (var i = 0; i < 520 * 520; i++) {
            noise.setRGB(i % 520, i / 520, random.nextInt(0x1000000));
        }
        var bytes = jpeg(noise);
        for (var size : List.of(
                TileSize.of(1),
                TileSize.of(TileSize.Layout.ROW, 1),
                TileSize.of(TileSize.Layout.ROW, 2),
                new TileSize(TileSize.Layout.CARD, 800, 1_000))) {
            assertThat(tiles.draw(tile("Noise", "1 €", "noise", null, size), () -> Optional.of(bytes)).length)
                    .isLessThanOrEqualTo(Tiles.MOST_BYTES);
        }
    }

    @Test
    void a_look_a_badge_or_an_old_price_makes_another_picture() {
        var mug = tile("Mug", "red");
        var all = List.of(
                mug,
                new Tile(mug.title(), mug.price(), "24,95 €", List.of(), "red", null, Locale.GERMANY, LOOK, mug.size()),
                new Tile(mug.title(), mug.price(), null, List.of("Neu"), "red", null, Locale.GERMANY, LOOK, mug.size()),
                TileSamples.with(mug, mug.size(), Look.STANDARD.branded(0x123456)),
                TileSamples.with(mug, TileSize.of(TileSize.Layout.ROW, 1)));
        var photo = photo(520, 520, Color.RED);
        assertThat(all.stream()
                        .map(it -> tiles.draw(it, () -> Optional.of(photo)))
                        .map(Arrays::hashCode)
                        .distinct())
                .hasSize(all.size());
    }

    @Test
    void the_typeface_has_latin_greek_and_cyrillic() {
        for (var text : new String[] {"Größe Ångström Łódź ğış", "Κεραμικό φλιτζάνι", "Ваза й ґ ї", "„“ – … € £"}) {
            assertThat(REGULAR.has(text)).as(text).isTrue();
            assertThat(SEMIBOLD.has(text)).as(text).isTrue();
        }
    }

    @Test
    void long_names_end_with_an_ellipsis_within_the_second_line() {
        var lines = REGULAR.lines(
                REGULAR.text("Hand-thrown stoneware teapot with a bamboo handle and infuser"), 32, 460, 2);
        assertThat(lines).hasSize(2).allMatch(it -> it.getAdvance() <= 461);
        assertThat(REGULAR.lines(REGULAR.text("Mug"), 32, 460, 2)).hasSize(1);
        assertThat(REGULAR.lines(REGULAR.text("Donaudampfschifffahrtsgesellschaftskapitän"), 32, 200, 2))
                .hasSize(2)
                .allMatch(it -> it.getAdvance() <= 201);
    }
}
