package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/** The addresses that a mail carries for its slots. */
@ApplicationScoped
public class SlotLinks {

    /**
     * Of one slot.
     *
     * @param image address of the picture
     * @param click address that leads to what the picture showed
     */
    public record SlotLink(String image, String click) {}

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
     * @param width of a picture in the mail, in CSS pixels
     * @param height of a picture in the mail, in CSS pixels
     */
    public List<SlotLink> slots(long message, int block, int slots, int width, int height) {
        return IntStream.range(0, slots)
                .mapToObj(it -> new Slot(message, block, it))
                .map(it -> new SlotLink(
                        publicUrl + "/i/" + new Picture(it, width, height).token(tokens) + ".jpg",
                        publicUrl + "/c/" + tokens.issue(Purpose.CLICK, it.message(), it.block(), it.index())))
                .toList();
    }
}
