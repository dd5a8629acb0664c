package org.postille.opentime.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountdownsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final Countdowns countdowns = new Countdowns(0x1F5A4C, 4_000_000);

    /** What the metadata of each frame says of itself: where it lies, and how long it is shown. */
    private static List<String> frames(byte[] gif) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(in);
            var frames = new ArrayList<String>();
            for (var i = 0; i < reader.getNumImages(true); i++) {
                var tree = (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                var control = (IIOMetadataNode)
                        tree.getElementsByTagName("GraphicControlExtension").item(0);
                var extensions =
                        tree.getElementsByTagName("ApplicationExtension").getLength();
                frames.add(reader.getWidth(i) + "x" + reader.getHeight(i) + " " + control.getAttribute("delayTime")
                        + " " + extensions);
            }
            return frames;
        } finally {
            reader.dispose();
        }
    }

    @Test
    void the_first_frame_is_whole_and_after_a_minute_it_stops() throws IOException {
        var gif = countdowns.gif(NOW.plus(Duration.ofDays(3)), NOW, "de");
        var frames = frames(gif);
        assertThat(frames).hasSize(61);
        assertThat(frames.getFirst())
                .as("in full, a second, no word of beginning again")
                .isEqualTo("960x240 100 0");
        assertThat(frames).filteredOn(it -> it.startsWith("960x240")).hasSize(1);
        assertThat(gif.length).isLessThan(200_000);
    }

    @Test
    void a_minute_that_holds_the_end_ends_with_it() throws IOException {
        assertThat(frames(countdowns.gif(NOW.plusSeconds(5), NOW, "de")))
                .hasSize(6)
                .last()
                .isEqualTo("960x240 100 0");
        assertThat(frames(countdowns.gif(NOW, NOW, "de"))).hasSize(1);
        assertThat(countdowns.gif(NOW.minusSeconds(9), NOW, "de")).isEqualTo(countdowns.gif(NOW, NOW, "de"));
        assertThat(frames(countdowns.gif(NOW.plusMillis(1), NOW, "de")))
                .as("a begun second is one")
                .hasSize(2);
    }

    @Test
    void what_is_far_away_is_still_a_picture() throws IOException {
        assertThat(frames(countdowns.gif(Instant.parse("9999-01-01T00:00:00Z"), NOW, "xx")))
                .hasSize(61);
    }

    @ParameterizedTest
    @CsvSource({
        "de,0,1,Tag",
        "de,0,2,Tage",
        "de,0,0,Tage",
        "de,2,21,Minuten",
        "en,1,1,hour",
        "en,1,0,hours",
        "fr,0,0,jour",
        "fr,0,2,jours",
        "pl,3,1,sekunda",
        "pl,3,3,sekundy",
        "pl,3,13,sekund",
        "pl,3,22,sekundy",
        "pl,3,5,sekund",
        "xx,3,1,second"
    })
    void units_have_the_form_that_their_number_asks_for(String language, int unit, long number, String word) {
        assertThat(CountdownWords.in(language).unit(unit, number, language)).isEqualTo(word);
    }
}
