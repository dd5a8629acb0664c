package org.postille.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be known of how a customer reads mails. */
public enum TrackingMode {
    /** Who looked and clicked is recorded, and teaches. Needs the consent to the purpose {@code tracking}. */
    FULL,
    /** Looks and clicks are counted by slot, campaign and day; nothing of who. */
    AGGREGATE,
    /** Nothing, and the addresses in the mail tell nothing: what it shows is decided when it is sent. */
    NONE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TrackingMode> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(TrackingMode::code).toList();
    }
}
