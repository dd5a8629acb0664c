package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Invalid;

/** Reading of what relays send, which may lack anything. */
final class Json {

    /** A Message-ID or an address, alone. What is quoted within a sentence is not meant. */
    private static final Pattern MARK = Pattern.compile("<?[A-Za-z0-9._+=-]{32,150}@[A-Za-z0-9.-]{1,253}>?");

    private static final int MOST_MARKS = 200;
    private static final int DEEPEST = 20;
    private static final int LONGEST_KEY = 64;

    private Json() {}

    static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    static @Nullable String textOrNull(JsonNode node, String name) {
        var text = node.path(name).asText("");
        return text.isBlank() ? null : text;
    }

    /** {@return the text, or nothing} */
    static List<String> present(JsonNode node, String name) {
        var text = textOrNull(node, name);
        return text == null ? List.of() : List.of(text);
    }

    /** Relays hand our marks back in fields of many names; as the marks are signed, all fields are looked at. */
    static List<String> marks(JsonNode node) {
        var found = new ArrayList<String>();
        collect(node, found, 0);
        return found;
    }

    private static void collect(JsonNode node, List<String> found, int depth) {
        if (depth > DEEPEST || found.size() >= MOST_MARKS) {
            return;
        }
        if (node.isTextual()) {
            var text = node.asText();
            if (MARK.matcher(text).matches()) {
                found.add(text);
            }
        } else {
            node.forEach(it -> collect(it, found, depth + 1));
        }
    }

    /** {@return a time as ISO 8601 or in seconds since 1970; null where it is none} */
    static @Nullable Instant time(JsonNode node) {
        try {
            return Bounds.instant(
                    node.isNumber()
                            ? Instant.ofEpochMilli((long) (node.asDouble() * 1000))
                            : OffsetDateTime.parse(node.asText()).toInstant(),
                    "time");
        } catch (DateTimeException | Invalid e) {
            return null;
        }
    }

    /** {@return an id of the relay's, made fit for a key} */
    static String key(String id, JsonNode otherwise) {
        return !id.isEmpty() && id.length() <= LONGEST_KEY && id.matches("[!-~]+") ? id : hash(id + otherwise);
    }

    /** {@return SHA-256 in hexadecimal digits} */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
