package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Invalid;

class JpegRowsTest {

    private static final float QUALITY = 0.88f;

    private static BufferedImage scene(int width, int height) {
        var scene = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = scene.createGraphics();
        g.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        g.fillRect(0, 0, width, height);
        g.setColor(Color.WHITE);
        for (var i = 0; i < height; i += 7) {
            g.drawLine(0, i, width, height - i);
        }
        g.dispose();
        return scene;
    }

    private static BufferedImage part(BufferedImage of, int from, int height) {
        var part = new BufferedImage(of.getWidth(), height, BufferedImage.TYPE_INT_RGB);
        part.createGraphics().drawImage(of, 0, -from, null);
        return part;
    }

    @ParameterizedTest(name = "{0} x {1}, cut at {2}")
    @CsvSource({"520, 680, 496", "520, 680, 16", "33, 300, 272", "16, 40, 32", "341, 1000, 720"})
    void two_parts_of_a_picture_make_the_picture_that_was_written_at_once(int width, int height, int cut)
            throws IOException {
        var scene = scene(width, height);
        var whole = JpegRows.stacked(
                PictureFile.jpegRows(part(scene, 0, cut), QUALITY),
                PictureFile.jpegRows(part(scene, cut, height - cut), QUALITY));
        assertThat(PlainJpeg.is(whole)).isTrue();
        assertThat(whole).isEqualTo(PictureFile.jpegRows(scene, QUALITY));
    }

    @Test
    void restarts_change_no_pixel() throws IOException {
        var scene = scene(200, 120);
        var plain = PictureFile.read(PictureFile.jpeg(scene, QUALITY));
        var rows = PictureFile.read(PictureFile.jpegRows(scene, QUALITY));
        for (var y = 0; y < 120; y++) {
            for (var x = 0; x < 200; x++) {
                assertThat(rows.getRGB(x, y)).isEqualTo(plain.getRGB(x, y));
            }
        }
    }

    @Test
    void what_does_not_go_together_is_refused() {
        var above = PictureFile.jpegRows(scene(64, 32), QUALITY);
        assertThatThrownBy(() -> JpegRows.stacked(above, PictureFile.jpegRows(scene(80, 32), QUALITY)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("width or quality");
        assertThatThrownBy(() -> JpegRows.stacked(above, PictureFile.jpegRows(scene(64, 32), 0.5f)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> JpegRows.stacked(PictureFile.jpegRows(scene(64, 30), QUALITY), above))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("30 pixels");
    }
}
