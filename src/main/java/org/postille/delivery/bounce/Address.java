package org.postille.delivery.bounce;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds e-mail addresses in text that follows no grammar. */
final class Address {

    /** An address, as a piece of a larger pattern: no groups, and every repetition is bounded. */
    static final String PATTERN =
            "(?:\"[^\"@\\r\\n]{1,64}\"|[^\\s<>()\\[\\],;:\"|\\\\'`@]{1,200}+)@(?:[\\p{L}\\p{N}_-]{1,63}\\.){0,20}[\\p{L}\\p{N}_-]{1,63}";

    private static final Pattern ANY = Pattern.compile(PATTERN);

    private static final Pattern DAEMON = Pattern.compile(
            "(?i)^(?:mailer[._-]?daemon|mail[._-]?daemon|po+stmaster|mail[._-]?delivery[._-]?(?:system|subsystem)|mail[._-]?system"
                    + "|mmdf|sysadmin|bounces?|administrator|mailadmin|mailer|listserv|majordomo|root|uucp|smtp|microsoftexchange[0-9a-f]{8,40})(?:@|$)");

    /** Enough for a header or a notice; more is not a report. */
    private static final int LONGEST = 20_000;

    private Address() {}

    static List<String> all(String text) {
        var found = new LinkedHashSet<String>();
        if (text.indexOf('@') >= 0) {
            var matcher = ANY.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            while (matcher.find() && found.size() < 100) {
                found.add(matcher.group());
            }
        }
        return List.copyOf(found);
    }

    static Optional<String> first(String text) {
        return all(text).stream().findFirst();
    }

    /** {@return whether this is how a mail system signs} */
    static boolean daemon(String address) {
        return DAEMON.matcher(address).find();
    }

    static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
