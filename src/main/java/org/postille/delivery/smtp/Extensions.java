package org.postille.delivery.smtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the relay offers beyond plain SMTP (RFC 5321 section 4.1.1.1).
 *
 * @param offered parameters by keyword, both in capitals
 */
record Extensions(Map<String, String> offered) {

    static final Extensions NONE = new Extensions(Map.of());

    Extensions {
        offered = Map.copyOf(offered);
    }

    /** The answer to EHLO: its first line is a greeting. */
    static Extensions of(Answer answer) {
        var offered = new HashMap<String, String>();
        for (var line : answer.lines().subList(1, answer.lines().size())) {
            // AUTH=LOGIN is how it was written before there was a standard.
            var words = line.strip().toUpperCase(Locale.ROOT).split("[ =]+", 2);
            offered.merge(words[0], words.length > 1 ? words[1] : "", (one, other) -> one + " " + other);
        }
        return new Extensions(offered);
    }

    boolean has(String keyword) {
        return offered.containsKey(keyword);
    }

    /** The largest mail it takes, in bytes (RFC 1870); 0 if it does not say. */
    long largest() {
        var size = Objects.requireNonNull(offered.getOrDefault("SIZE", "")).strip();
        return size.matches("\\d{1,15}") ? Long.parseLong(size) : 0;
    }

    /** Ways to log in (RFC 4954). */
    List<String> logins() {
        return Arrays.stream(
                        Objects.requireNonNull(offered.getOrDefault("AUTH", "")).split("[ =]+"))
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
