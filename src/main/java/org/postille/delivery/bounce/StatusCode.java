package org.postille.delivery.bounce;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What enhanced status codes say (RFC 3463, RFC 7372, RFC 7505, and those of the large providers). */
final class StatusCode {

    /** Subject and detail, without the class: 1.1 for 5.1.1 and 4.1.1. What is missing says too little. */
    private static final Map<String, Reason> REASONS = read("""
            USER_UNKNOWN    1.0 1.1 1.3 1.350 1.351 1.4
            HOST_UNKNOWN    1.2 4.4
            MOVED           1.6
            NOT_ACCEPTING   1.10
            SENDER_REFUSED  1.7 1.8
            EXPIRED         1.9 4.1 4.7 4.300 4.316
            SUSPENDED       2.1 7.13
            MAILBOX_FULL    2.2 2.121 2.122
            TOO_LARGE       2.3 3.4
            FILTERED        2.0 2.4 7.133 7.134 7.135 7.17
            SYSTEM_FULL     3.1
            SYSTEM_ERROR    3.0 3.2 3.3 3.5 4.3
            NETWORK         4.0 4.2 4.6 4.8 4.14 4.312 4.317
            RATE            1.90 4.5 5.3 7.508
            SYNTAX          5.1 5.2 5.4 5.5
            CONTENT         6.0 6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.11
            NO_REVERSE_DNS  7.25
            AUTHENTICATION  7.20 7.21 7.22 7.23 7.24 7.26 7.27 7.30 7.40 7.509 7.515
            SPAM            7.28 7.350
            BLOCKED         7.511 7.512 7.606 7.703
            POLICY          7.0 7.9 7.29
            SECURITY        7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.10 7.11 7.12 7.14 7.15
            REPUTATION      7.650
            """);

    private StatusCode() {}

    /** @param detail subject and detail, such as 1.1 */
    static Optional<Reason> reason(String detail) {
        return Optional.ofNullable(REASONS.get(detail));
    }

    private static Map<String, Reason> read(String table) {
        var reasons = new HashMap<String, Reason>();
        for (var line : (Iterable<String>) table.lines()::iterator) {
            var words = line.strip().split(" +");
            for (var at = 1; at < words.length; at++) {
                reasons.put(words[at], Reason.valueOf(words[0]));
            }
        }
        return Map.copyOf(reasons);
    }
}
