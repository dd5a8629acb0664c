package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.base.PostilleConfig;
import org.postille.opentime.SlotLinks.SlotLink;
import org.postille.render.TileSize;

/**
 * The addresses that a mail carries whose reader is not to be tracked at all: its slots are decided when it is written, and their
 * addresses name neither the mail nor the reader. What changes afterwards does not reach it.
 */
@ApplicationScoped
public class FixedSlots {

    private final Pictures pictures;
    private final FinishedPictures finished;
    private final String startPage;

    FixedSlots(Pictures pictures, FinishedPictures finished, PostilleConfig config) {
        this.pictures = pictures;
        this.finished = finished;
        startPage = config.shop().url();
    }

    /** See {@link SlotLinks#slots}. Decides, draws and stores. */
    public List<SlotLink> slots(long message, int block, int slots, TileSize size) {
        return IntStream.range(0, slots)
                .mapToObj(it -> pictures.fixed(new Picture(new Slot(message, block, it), size)))
                .map(it -> new SlotLink(finished.address(it.file()), it.link().orElse(startPage), null))
                .toList();
    }

    /** See {@link SlotLinks#together}. Decides, draws and stores. */
    public SlotLink together(long message, int block, TileSize tile, int columns) {
        var made = pictures.fixed(new Picture(new Slot(message, block, 0), tile, columns));
        return new SlotLink(finished.address(made.file()), made.link().orElse(startPage), null);
    }
}
