package org.postille.opentime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.render.TileSize;

class PictureTest {

    private final Tokens tokens = new Tokens("a secret of at least 32 characters, for this test");
    private final Slot slot = new Slot(123_456_789L, 2, 11);

    @Test
    void an_address_says_size_and_layout_and_reads_back() {
        for (var size : new TileSize[] {
            TileSize.of(1), TileSize.of(3), TileSize.of(TileSize.Layout.ROW, 1), TileSize.of(TileSize.Layout.ROW, 2)
        }) {
            for (var columns = 0; columns <= 3; columns++) {
                var picture = new Picture(slot, size, columns);
                assertThat(Picture.of(picture.token(tokens), tokens)).contains(picture);
            }
        }
    }

    @Test
    void the_addresses_of_mails_sent_before_there_were_layouts_are_cards() {
        var old = tokens.issue(Purpose.PICTURE, 123_456_789L, 2, 11, (260L << 16) | 340);
        assertThat(Picture.of(old, tokens)).contains(new Picture(slot, TileSize.of(2)));
    }

    @Test
    void an_address_that_says_more_than_we_know_is_none_of_ours() {
        var newer = tokens.issue(Purpose.PICTURE, 1, 0, 0, (9L << 32) | (260L << 16) | 340);
        assertThat(Picture.of(newer, tokens)).isEqualTo(Optional.empty());
    }
}
