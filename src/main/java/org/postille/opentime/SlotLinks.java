package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.render.TileSize;

/** The addresses that a mail carries for its slots. */
@ApplicationScoped
public class SlotLinks {

    /**
     * Of one slot.
     *
     * @param image address of the picture
     * @param click address that leads to what the picture showed
     * @param opinion address of a page that asks what the reader thinks of it; null where nothing may tell who the reader is
     */
    public record SlotLink(
            String image, String click, @Nullable String opinion) {}

    private final Tokens tokens;
    private final String publicUrl;

    SlotLinks(Tokens tokens, PostilleConfig config) {
        this.tokens = tokens;
        publicUrl = config.publicUrl();
    }

    /**
     * The slots of one block, in order.
     *
     * @param block position of the block in the message's definition, from 0
     * @param size of a picture in the mail
     */
    public List<SlotLink> slots(long message, int block, int slots, TileSize size) {
        return IntStream.range(0, slots)
                .mapToObj(it -> new Slot(message, block, it))
                .map(it -> new SlotLink(
                        publicUrl + "/i/" + new Picture(it, size).token(tokens) + ".jpg",
                        publicUrl + "/c/" + tokens.issue(Purpose.CLICK, it.message(), it.block(), it.index()),
                        publicUrl + "/l/" + tokens.issue(Purpose.OPINION, it.message(), it.block(), it.index())))
                .toList();
    }

    /**
     * The same with cards.
     *
     * @param width of a picture in the mail, in CSS pixels
     * @param height of a picture in the mail, in CSS pixels
     */
    public List<SlotLink> slots(long message, int block, int slots, int width, int height) {
        return slots(message, block, slots, new TileSize(TileSize.Layout.CARD, width, height));
    }

    /**
     * One picture of all slots of a block. Which of the products was meant a click does not tell; it leads to the page that lists them.
     *
     * @param block position of the block in the message's definition, from 0
     * @param tile size of one of the products in it
     * @param columns products side by side
     */
    public SlotLink together(long message, int block, TileSize tile, int columns) {
        var first = new Slot(message, block, 0);
        return new SlotLink(
                publicUrl + "/i/" + new Picture(first, tile, columns).token(tokens) + ".jpg",
                page(message, block),
                null);
    }

    /** The address of the page that says what a block shows, for readers without pictures. */
    public String page(long message, int block) {
        return publicUrl + "/b/" + tokens.issue(Purpose.BLOCK_PAGE, message, block);
    }
}
