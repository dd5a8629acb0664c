package org.postille.delivery.dns;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A record in the form {@code v=DKIM1; k=rsa} (RFC 6376 section 3.2), which DMARC and BIMI share. */
record Tags(Map<String, String> values) {

    Tags {
        values = Map.copyOf(values);
    }

    static Tags of(String record) {
        var values = new LinkedHashMap<String, String>();
        for (var tag : record.split(";", -1)) {
            var equals = tag.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        tag.substring(equals + 1).strip());
            }
        }
        return new Tags(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Small letters; absent: the standard's default. */
    String get(String name, String standard) {
        return get(name).orElse(standard).toLowerCase(Locale.ROOT);
    }
}
