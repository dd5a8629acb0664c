package org.postille.base;

/** What a token is good for. A token for one purpose is refused for every other. The codes are on paper: never reuse one. */
public enum Purpose {
    /** The picture of one slot of one mail. */
    PICTURE(1),
    /** The click on one slot of one mail. */
    CLICK(2),
    /** A link of one mail to a stored target. */
    LINK(3),
    /** Ends the consent that one mail was sent under. */
    UNSUBSCRIBE(4),
    /** Counts that one mail was opened. */
    OPEN(5),
    /** Names one mail in its Message-ID. */
    MESSAGE(6),
    /** Names one mail in the address that its bounces come to. */
    BOUNCE(7),
    /** A finished picture by its content: names no mail and nobody. */
    FINISHED(8),
    /** The page that says what one block of one mail shows. */
    BLOCK_PAGE(20),
    /** Says what the reader of one mail thinks of a product. */
    OPINION(21),
    /** The photo of one product, whoever asks. */
    PHOTO(22),
    /** Counts to a moment. */
    COUNTDOWN(23),
    /** The voucher of one mail. */
    VOUCHER(24);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
