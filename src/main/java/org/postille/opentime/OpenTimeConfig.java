package org.postille.opentime;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the pictures of recommended products look and how long a mail client waits for them. */
@ConfigMapping(prefix = "postille.opentime")
interface OpenTimeConfig {

    /**
     * Colour of prices, of the neutral picture and of what stands in for a photo, {@code #RRGGBB}, where the theme file names
     * none. It should be dark enough to read on nearly white paper.
     */
    @WithDefault("#1F5A4C")
    String brandColour();

    /**
     * Memory for finished pictures, and as much again for scaled photos. More of it means fewer pictures drawn twice; a
     * finished picture takes about 30 KB, a photo about 900 KB.
     */
    @WithDefault("64M")
    MemorySize pictureMemory();

    /** After this time a picture is answered by the neutral one. Mail clients and their proxies give up after a few seconds. */
    @WithDefault("PT1.5S")
    Duration patience();

    /**
     * So many pictures, and so many clicks, are worked on at a time by each node; what comes beyond is answered at once by the neutral
     * picture or the shop's start page. More waits for the database instead, and less turns readers away in a rush.
     */
    @WithDefault("256")
    int underWay();

    /**
     * So many requests in a second for one slot of one mail are answered by looking; what comes beyond in that second gets the last
     * answer again. A mail that thousands are shown at once is not worth a statement for each.
     */
    @WithDefault("20")
    int perSlot();

    /** Pictures of older mails are neutral: whoever opens one is not helped by what would be decided now. */
    @WithDefault("P180D")
    Duration answersFor();

    /**
     * Share of the slots whose product is drawn by lot among the best twenty instead of being the best, weighted by what readers
     * clicked: it teaches what the model does not know, and lets strategies be compared. Only in mails to customers who consent to
     * tracking; 0 switches it off.
     */
    @WithDefault("0.05")
    double exploration();

    /**
     * How long a slot shows the same product, as long as that can be bought. Whoever opens a mail later than that after it was
     * decided sees what is right then. Shorter is fresher, and breaks what readers remember to have seen.
     */
    @WithDefault("P30D")
    Duration stableFor();

    /**
     * A slot is decided again when the price of its product has moved by more than this share since it was decided: risen, another
     * product is shown if there is one; fallen, the same may win again. Smaller moves are shown at once with the same product.
     */
    @WithDefault("0.2")
    double priceJump();

    /** How long a product is new after the day that the shop released it, or after its first import where the shop does not say. */
    @WithDefault("P60D")
    Duration newFor();

    /** How long a product that can be bought again is told to be back. */
    @WithDefault("P14D")
    Duration backFor();

    /** Of so many pieces and fewer there are few left. */
    @WithDefault("5")
    int lowStock();
}
