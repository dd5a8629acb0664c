package org.postille.demo.shop.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Invalid;
import org.postille.demo.shop.Dice;
import org.postille.demo.shop.Progress;
import org.postille.demo.shop.SampleShop;

class SamplePhotosTest {
    private static final int PRODUCTS = 300;
    private static final int SMALL = 16;

    @TempDir
    static Path dir;

    /** By category: the photos of its products. */
    static final LinkedHashMap<String, List<byte[]>> PHOTOS = new LinkedHashMap<>();

    @BeforeAll
    static void draw() throws IOException {
        SampleShop.write(dir, new SampleShop.Size(PRODUCTS, 1, 0), LocalDate.of(2026, 3, 14), 3, Progress.NONE);
        assertThat(SamplePhotos.draw(dir, Progress.NONE)).isEqualTo(PRODUCTS);
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var rows = format.parse(Files.newBufferedReader(dir.resolve("products.csv")))) {
            for (var row : rows) {
                PHOTOS.computeIfAbsent(row.get("category"), _ -> new ArrayList<>())
                        .add(Files.readAllBytes(dir.resolve(row.get("image_link"))));
            }
        }
    }

    @Test
    void every_photo_can_be_read_and_is_small_enough() throws IOException {
        for (var photos : PHOTOS.values()) {
            for (var jpeg : photos) {
                assertThat(jpeg.length).isBetween(5_000, 40_000);
                var image = ImageIO.read(new ByteArrayInputStream(jpeg));
                assertThat(image.getWidth()).isEqualTo(SamplePhotos.SIDE);
                assertThat(image.getHeight()).isEqualTo(SamplePhotos.SIDE);
            }
        }
    }

    @Test
    void photos_are_baseline() {
        // The marker of the frame: FFC0 is baseline, FFC2 progressive.
        var jpeg = PHOTOS.values().iterator().next().getFirst();
        var frames = new ArrayList<Integer>();
        for (var i = 2; i < jpeg.length - 3; ) {
            var marker = jpeg[i + 1] & 0xFF;
            if (marker == 0xDA) {
                break;
            }
            if (marker >= 0xC0 && marker <= 0xC2) {
                frames.add(marker);
            }
            i += 2 + (((jpeg[i + 2] & 0xFF) << 8) | (jpeg[i + 3] & 0xFF));
        }
        assertThat(frames).containsExactly(0xC0);
    }

    @Test
    void no_two_photos_of_a_category_look_the_same() throws IOException {
        for (var photos : PHOTOS.entrySet()) {
            var small = new ArrayList<int[]>();
            for (var jpeg : photos.getValue()) {
                small.add(shrunk(ImageIO.read(new ByteArrayInputStream(jpeg))));
            }
            for (var i = 0; i < small.size(); i++) {
                for (var j = 0; j < i; j++) {
                    assertThat(difference(small.get(i), small.get(j)))
                            .as("%s: %d and %d", photos.getKey(), i, j)
                            .isGreaterThan(2.0);
                }
            }
        }
    }

    @Test
    void something_stands_on_the_table() throws IOException {
        for (var photos : PHOTOS.entrySet()) {
            for (var jpeg : photos.getValue()) {
                var image = ImageIO.read(new ByteArrayInputStream(jpeg));
                assertThat(contrast(image)).as(photos.getKey()).isGreaterThan(25);
            }
        }
    }

    @Test
    void the_same_photos_are_not_drawn_again_and_others_are(@TempDir Path other) throws IOException {
        SampleShop.write(other, new SampleShop.Size(5, 1, 0), LocalDate.of(2026, 3, 14), 3, Progress.NONE);
        assertThat(SamplePhotos.draw(other, Progress.NONE)).isEqualTo(5);
        var before = Files.readAllBytes(other.resolve("photos/sku-3.jpg"));

        assertThat(SamplePhotos.draw(other, Progress.NONE)).isZero();
        SampleShop.write(other, new SampleShop.Size(5, 1, 0), LocalDate.of(2026, 3, 15), 3, Progress.NONE);
        assertThat(SamplePhotos.draw(other, Progress.NONE)).as("the next day").isZero();
        SampleShop.write(other, new SampleShop.Size(5, 1, 0), LocalDate.of(2026, 3, 14), 4, Progress.NONE);
        assertThat(SamplePhotos.draw(other, Progress.NONE)).as("another shop").isEqualTo(5);

        assertThat(Files.readAllBytes(other.resolve("photos/sku-3.jpg"))).isNotEqualTo(before);
    }

    @Test
    void photos_are_the_same_each_time() throws IOException {
        var motif = new Motif(
                "sku-1", "Ribbed Stoneware Mug “Alva” in Rust", "Kitchen > Mugs", "Nordlys", "Stoneware", "Rust");
        var one = new SamplePhotos.Camera();
        var other = new SamplePhotos.Camera();
        other.photo(new Motif("sku-2", "Vase", "Living > Vases", "", "", ""));
        assertThat(one.photo(motif)).isEqualTo(other.photo(motif));
    }

    @Test
    void a_photo_is_never_written_outside_the_folder(@TempDir Path other) throws IOException {
        Files.writeString(
                other.resolve("products.csv"),
                "id,title,image_link\r\n1,Mug,../outside.jpg\r\n2,Mug,https://example.com/a.jpg\r\n3,Mug,photos/in.jpg\r\n");

        assertThat(SamplePhotos.draw(other, Progress.NONE)).isEqualTo(1);

        assertThat(other.resolve("photos/in.jpg")).exists();
        assertThat(other.resolveSibling("outside.jpg")).doesNotExist();
    }

    @Test
    void a_folder_without_products_is_told(@TempDir Path other) {
        assertThatThrownBy(() -> SamplePhotos.draw(other, Progress.NONE))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("products.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "Striped Linen Tea Towel “Vase” in Rust, Kitchen > Kitchen Textiles, Towel, Bath > Towels",
        "White Hanging Heart T-Light Holder, Home > Candles & Lights, Tealight Holder, Living > Candles",
        "Regency Teacup And Saucer, Home > Kitchen, Espresso Cup, Kitchen > Mugs",
        "The Lost Key (novel), Books > Novels, Short Stories, Books > Novels"
    })
    void a_thing_is_known_by_its_name(String title, String category, String sameAs, String itsCategory) {
        assertThat(picture(title, category)).isEqualTo(picture(sameAs, itsCategory));
        assertThat(picture(title, category)).isNotEqualTo(picture("Teddy Bear", "Toys"));
    }

    /** What is drawn, in one colour and with one dice, so that only the thing counts. */
    private static List<Integer> picture(String title, String category) {
        var image = new BufferedImage(130, 130, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.scale(0.25, 0.25);
        var dice = new Dice(1);
        Things.of(title, category).accept(new Stage(g, Color.ORANGE, Color.BLUE, Pattern.PLAIN, dice));
        g.dispose();
        var pixels = new ArrayList<Integer>();
        for (var pixel : image.getRGB(0, 0, 130, 130, null, 0, 130)) {
            pixels.add(pixel);
        }
        return pixels;
    }

    private static int[] shrunk(BufferedImage image) {
        var values = new int[SMALL * SMALL * 3];
        var step = SamplePhotos.SIDE / SMALL;
        for (var y = 0; y < SMALL; y++) {
            for (var x = 0; x < SMALL; x++) {
                var sum = new int[3];
                var count = 0;
                for (var dy = 0; dy < step; dy += 4) {
                    for (var dx = 0; dx < step; dx += 4) {
                        var colour = new Color(image.getRGB(x * step + dx, y * step + dy));
                        sum[0] += colour.getRed();
                        sum[1] += colour.getGreen();
                        sum[2] += colour.getBlue();
                        count++;
                    }
                }
                for (var i = 0; i < 3; i++) {
                    values[(y * SMALL + x) * 3 + i] = sum[i] / count;
                }
            }
        }
        return values;
    }

    private static double difference(int[] one, int[] other) {
        var sum = 0L;
        for (var i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum / (double) one.length;
    }

    /** The greatest difference of lightness between two neighbouring fields of the shrunk picture. */
    private static int contrast(BufferedImage image) {
        var small = shrunk(image);
        var most = 0;
        for (var y = 2; y < SMALL - 2; y++) {
            for (var x = 2; x < SMALL - 3; x++) {
                var at = (y * SMALL + x) * 3;
                var sum = 0;
                for (var i = 0; i < 3; i++) {
                    sum += Math.abs(small[at + i] - small[at + 3 + i]);
                }
                most = Math.max(most, sum);
            }
        }
        return most;
    }
}
