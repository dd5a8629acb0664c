package org.postille.catalog.fetch;

import java.util.Arrays;
import java.util.Optional;

/** Why a photo could not be fetched, and what an operator can do about it. */
public enum Trouble {
    /** It is not an address that is asked. */
    ADDRESS("address", false, "correct image_link in the feed"),
    /** It leads into a network that is not public. */
    NOT_PUBLIC(
            "not-public",
            false,
            "name the host in postille.photos.inner-hosts if it is yours, else correct image_link"),
    /** The host says that there is no such photo. */
    GONE("gone", false, "the feed names a photo that is not there: correct image_link; the photo of before stays"),
    /** The host does not let us have it. */
    FORBIDDEN("forbidden", false, "have the host let in requests with the user agent Postille"),
    /** Redirected too often, or to where nothing is asked. */
    REDIRECTED("redirected", false, "give the address that it leads to as image_link"),
    TOO_LARGE("too-large", false, "give a smaller photo, at most 10 MB and 25 megapixels"),
    /** What came is no picture that can be drawn. */
    NO_PICTURE("no-picture", false, "give a JPEG or PNG as image_link"),
    /** The host wants to be asked less, or is down for a while. */
    BUSY("busy", true, "none needed; lower postille.photos.per-host if it goes on"),
    SERVER_ERROR("server-error", true, "look at the host: it fails"),
    /** No name, no connection, or one that broke. */
    UNREACHABLE("unreachable", true, "see whether this server can reach the host"),
    TOO_SLOW("too-slow", true, "see why the host is slow, or raise postille.photos.patience");

    private final String code;
    private final boolean passing;
    private final String remedy;

    Trouble(String code, boolean passing, String remedy) {
        this.code = code;
        this.passing = passing;
        this.remedy = remedy;
    }

    public String code() {
        return code;
    }

    /** Whether it may well be over in a while, without anybody doing anything. */
    boolean isPassing() {
        return passing;
    }

    public String remedy() {
        return remedy;
    }

    static Optional<Trouble> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
