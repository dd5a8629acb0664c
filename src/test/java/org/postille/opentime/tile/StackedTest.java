package org.postille.opentime.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postille.catalog.PictureFile;
import org.postille.opentime.tile.TileSamples.Sample;

/** Tiles are written in two parts, of which the one with the photo is kept. */
class StackedTest {

    private static Stream<Sample> stacked() {
        return TileSamples.all().values().stream()
                .flatMap(samples -> samples.stream())
                .filter(it ->
                        it.photo().isPresent() && Measures.of(it.tile()).cut().isPresent());
    }

    private static byte[] atOnce(Sample sample) throws IOException {
        var painter = new Painter();
        var photo = PictureFile.read(sample.photo().orElseThrow());
        return FileForm.part(painter.tile(sample.tile(), painter.photo(photo, sample.tile())));
    }

    @TestFactory
    Stream<DynamicTest> a_tile_of_two_parts_is_the_tile_that_was_drawn_at_once_in_every_script() {
        return stacked()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    var whole = atOnce(sample);
                    if (whole.length <= Tiles.MOST_BYTES) {
                        assertThat(new Tiles("Nordlys", 1 << 24).draw(sample.tile(), sample::photo))
                                .isEqualTo(whole);
                    }
                }));
    }

    @Test
    void another_price_needs_no_photo_again() {
        var sample = stacked().findFirst().orElseThrow();
        var tiles = new Tiles("Nordlys", 1 << 24);
        var first = tiles.draw(sample.tile(), sample::photo);
        var it = sample.tile();
        var dearer = new Tile(
                it.title(),
                "99 €",
                null,
                it.badges(),
                Objects.requireNonNull(it.photo()),
                it.reason(),
                it.reader(),
                it.look(),
                it.size());
        assertThat(tiles.draw(dearer, Optional::empty)).isNotEqualTo(first).hasSizeGreaterThan(first.length / 2);
    }

    @Test
    void most_of_what_a_shop_shows_is_written_so() {
        assertThat(stacked()).hasSizeGreaterThan(20);
    }
}
