package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Progress;
import org.postille.base.Sql;
import org.postille.testing.Shop;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PhotoIntakeTest {

    @Inject
    ProductImport products;

    @Inject
    Shop shop;

    @Inject
    DataSource database;

    @TempDir
    Path root;

    private final List<String> findings = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void a_folder_within_a_folder() throws IOException {
        findings.clear();
        folder = Files.createDirectories(root.resolve("shop"));
        Files.createDirectories(folder.resolve("photos"));
    }

    @Test
    void a_photo_is_kept_at_the_size_that_tiles_need() throws IOException {
        photo("photos/mug.jpg", picture(1300, 900, Color.RED), "jpg");
        take("photos/mug.jpg");
        var kept = ImageIO.read(new ByteArrayInputStream(jpeg()));
        assertThat(kept.getWidth()).isEqualTo(PhotoIntake.SIDE);
        assertThat(kept.getHeight()).isEqualTo(360);
        assertThat(new Color(kept.getRGB(260, 180)).getRed()).isGreaterThan(245);
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100,80,100,80",
        "520,520,520,520",
        "521,521,520,520",
        "2081,2081,520,520",
        "4163,10,520,1",
        "10,4163,1,520",
        "20000,1,520,1",
        "1,1,1,1"
    })
    void no_photo_is_larger_than_a_side_nor_enlarged(int width, int height, int keptWidth, int keptHeight)
            throws IOException {
        photo("photos/mug.png", picture(width, height, Color.GREEN), "png");
        take("photos/mug.png");
        var kept = ImageIO.read(new ByteArrayInputStream(jpeg()));
        assertThat(kept.getWidth()).isEqualTo(keptWidth);
        assertThat(kept.getHeight()).isEqualTo(keptHeight);
    }

    @Test
    void what_is_transparent_becomes_white() throws IOException {
        photo("photos/mug.png", new BufferedImage(1300, 1300, BufferedImage.TYPE_INT_ARGB), "png");
        take("photos/mug.png");
        var kept = ImageIO.read(new ByteArrayInputStream(jpeg()));
        assertThat(new Color(kept.getRGB(10, 10)).getRed()).isGreaterThan(250);
        assertThat(kept.getColorModel().hasAlpha()).isFalse();
    }

    @Test
    void an_unchanged_photo_is_not_scaled_again() throws IOException {
        photo("photos/mug.jpg", picture(600, 600, Color.RED), "jpg");
        take("photos/mug.jpg");
        // Whoever scaled it again would overwrite this.
        Sql.with(database, it -> {
            try (var statement = it.createStatement()) {
                return statement.executeUpdate("update product_photo set jpeg = 'as it was'");
            }
        });
        take("photos/mug.jpg");
        assertThat(new String(jpeg(), StandardCharsets.UTF_8)).isEqualTo("as it was");

        photo("photos/mug.jpg", picture(600, 600, Color.BLUE), "jpg");
        take("photos/mug.jpg");
        assertThat(new Color(ImageIO.read(new ByteArrayInputStream(jpeg())).getRGB(9, 9)).getBlue())
                .isGreaterThan(245);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.jpg",
                "photos/../../secret.jpg",
                "photos/link.jpg",
                "linked/secret.jpg",
                "/etc/hostname",
                "photos/../../shop2/secret.jpg"
            })
    void no_photo_comes_from_outside_the_folder(String link) throws IOException {
        photo("../secret.jpg", picture(10, 10, Color.RED), "jpg");
        Files.createDirectories(root.resolve("shop2"));
        photo("../shop2/secret.jpg", picture(10, 10, Color.RED), "jpg");
        Files.createSymbolicLink(folder.resolve("photos/link.jpg"), root.resolve("secret.jpg"));
        Files.createSymbolicLink(folder.resolve("linked"), root);

        take(link);
        assertThat(findings)
                .singleElement()
                .asString()
                .endsWith("products.csv:2: photo '" + link + "': it is not below the folder of the product file");
        assertNoPhotoButTheProduct();
    }

    @Test
    void a_link_within_the_folder_is_followed() throws IOException {
        photo("photos/a.jpg", picture(10, 10, Color.RED), "jpg");
        Files.createSymbolicLink(folder.resolve("photos/b.jpg"), folder.resolve("photos/a.jpg"));
        take("photos/b.jpg");
        assertThat(shop.count("product_photo")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"photos/none.jpg", "photos", "", "file:///etc/hostname", "photos/\u0000.jpg", "ftp://x/y.jpg"})
    void what_is_no_file_costs_only_the_picture(String link) throws IOException {
        take(link);
        assertThat(findings).hasSize(link.isEmpty() ? 0 : 1);
        assertNoPhotoButTheProduct();
    }

    @Test
    void a_photo_of_the_web_is_not_fetched() throws IOException {
        take("http://127.0.0.1:1/mug.jpg");
        assertThat(findings).isEmpty();
        assertNoPhotoButTheProduct();
    }

    @Test
    void a_header_that_claims_a_giant_is_enough_to_refuse_it() throws IOException {
        for (var bomb : List.of(png(64_250, 64_250), gif(64_250, 64_250), png(5001, 5000))) {
            Files.write(folder.resolve("photos/bomb"), bomb);
            take("photos/bomb");
        }
        assertThat(findings)
                .hasSize(3)
                .allSatisfy(it ->
                        assertThat(it).contains("photo 'photos/bomb': it has ").contains("pixels, at most"));
        assertNoPhotoButTheProduct();
    }

    @Test
    void a_file_of_more_than_ten_megabytes_is_refused() throws IOException {
        var jpeg = bytes(picture(10, 10, Color.RED), "jpg");
        Files.write(folder.resolve("photos/big.jpg"), Arrays.copyOf(jpeg, 10_000_001));
        take("photos/big.jpg");
        assertThat(findings).singleElement().asString().contains("it has more than 10000000 bytes");
        assertNoPhotoButTheProduct();
    }

    @Test
    void a_broken_photo_costs_only_itself() throws IOException {
        var jpeg = bytes(picture(600, 600, Color.RED), "jpg");
        Files.write(folder.resolve("photos/empty.jpg"), new byte[0]);
        Files.write(folder.resolve("photos/head.jpg"), Arrays.copyOf(jpeg, 20));
        Files.writeString(folder.resolve("photos/text.jpg"), "<svg onload='alert(1)'/>");
        Files.write(folder.resolve("photos/png.png"), Arrays.copyOf(png(10, 10), 40));
        photo("photos/good.jpg", picture(10, 10, Color.RED), "jpg");
        var rows = new StringBuilder();
        for (var name : List.of("empty.jpg", "head.jpg", "text.jpg", "png.png", "good.jpg")) {
            rows.append(row(name, "photos/" + name));
        }
        run(rows.toString());

        assertThat(findings).hasSize(4);
        assertThat(shop.count("product")).isEqualTo(5);
        assertThat(shop.value("select group_concat(sku) from product_photo join product on id = product_id"))
                .isEqualTo("good.jpg");
    }

    @Test
    void jpegs_that_are_damaged_anywhere_never_stop_the_import() throws IOException {
        var jpeg = bytes(picture(60, 60, Color.RED), "jpg");
        var random = new java.util.Random(3);
        var rows = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            var damaged = jpeg.clone();
            for (var hit = 0; hit < 5; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("photos/" + i + ".jpg"), damaged);
            rows.append(row("p" + i, "photos/" + i + ".jpg"));
        }
        assertThat(run(rows.toString())).isEqualTo(200);
        assertThat(findings.size() + shop.count("product_photo")).isEqualTo(200);
    }

    @Test
    void what_hides_in_a_photo_does_not_come_along() throws IOException {
        var jpeg = bytes(picture(60, 60, Color.RED), "jpg");
        var comment = "<?php system('id'); ?>".getBytes(StandardCharsets.US_ASCII);
        var carrier = new ByteArrayOutputStream();
        carrier.write(jpeg, 0, 2);
        carrier.write(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (comment.length + 2)});
        carrier.write(comment);
        carrier.write(jpeg, 2, jpeg.length - 2);
        carrier.write(comment);
        Files.write(folder.resolve("photos/mug.jpg"), carrier.toByteArray());
        take("photos/mug.jpg");
        assertThat(new String(jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("php");
        assertThat(findings).isEmpty();
    }

    private void assertNoPhotoButTheProduct() {
        assertThat(shop.count("product")).isEqualTo(1);
        assertThat(shop.count("product_photo")).isZero();
    }

    private void take(String link) throws IOException {
        run(row("mug", link));
    }

    private static String row(String sku, String link) {
        return sku + ",Mug,https://shop.example/mug,in_stock,5 EUR," + link + "\n";
    }

    private long run(String rows) throws IOException {
        var file = Files.writeString(
                folder.resolve("products.csv"), "id,title,link,availability,price,image_link\n" + rows);
        return products.run(file, finding -> findings.add(finding.toString()), Progress.UNSEEN);
    }

    private byte[] jpeg() {
        return HexFormat.of().parseHex(String.valueOf(shop.value("select hex(jpeg) from product_photo")));
    }

    private void photo(String name, BufferedImage picture, String format) throws IOException {
        Files.write(folder.resolve(name), bytes(picture, format));
    }

    private static byte[] bytes(BufferedImage picture, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage picture(int width, int height, Color colour) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    /** A few bytes that promise a picture of that size. */
    private static byte[] png(int width, int height) throws IOException {
        var header = new ByteArrayOutputStream();
        var chunk = new DataOutputStream(header);
        chunk.writeBytes("IHDR");
        chunk.writeInt(width);
        chunk.writeInt(height);
        chunk.write(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.toByteArray());
        var out = new ByteArrayOutputStream();
        var file = new DataOutputStream(out);
        file.writeLong(0x89504E470D0A1A0AL);
        file.writeInt(13);
        file.write(header.toByteArray());
        file.writeInt((int) crc.getValue());
        file.writeInt(0);
        file.writeBytes("IDAT");
        file.writeInt(0x35AF061E);
        return out.toByteArray();
    }

    private static byte[] gif(int width, int height) {
        var low = (byte) (width & 0xFF);
        var high = (byte) (width >> 8);
        var lowHeight = (byte) (height & 0xFF);
        var highHeight = (byte) (height >> 8);
        return new byte[] {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            low,
            high,
            lowHeight,
            highHeight,
            0,
            0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            low,
            high,
            lowHeight,
            highHeight,
            0,
            2,
            2,
            0x4C,
            1,
            0,
            0x3B
        };
    }
}
