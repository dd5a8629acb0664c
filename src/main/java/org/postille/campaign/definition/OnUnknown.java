package org.postille.campaign.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to do about a mail that the relay may or may not have taken: nobody can find out, so one of two mistakes is possible. */
public enum OnUnknown {
    /** Send it again, with the same Message-ID: at worst it arrives twice. */
    RESEND,
    /** Leave it at that: at worst it does not arrive. */
    SKIP;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OnUnknown> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(OnUnknown::code).toList();
    }
}
