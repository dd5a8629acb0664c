package org.postille.delivery.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Header fields in their order: of a mail, of a returned mail, or of a group in a delivery status (RFC 5322 section 2.2). */
record Header(List<Field> fields) {

    /**
     * @param name in lower case
     * @param value its first 8,000 characters: nothing that reads one takes long, whoever wrote it
     */
    record Field(String name, String value) {

        private static final int LONGEST = 8_000;

        Field {
            value = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        }
    }

    private static final int MOST_FIELDS = 500;
    private static final int MOST_OF_A_NAME = 20;
    /** A word of RFC 2047. What only begins like one takes the decoder time with the cube of its length. */
    private static final Pattern ENCODED = Pattern.compile("=\\?[^?\\s]{1,60}+\\?[BbQq]\\?[^?\\r\\n]{0,900}+\\?=");

    private static final int LONGEST_ENCODED = 1_000;
    private static final int MOST_ENCODED = 20;

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]{1,76}+)[ \\t]*+:(.*)", Pattern.DOTALL);

    /** Reads the fields from the start of a text to its first empty line; leading empty lines and lines of no field are left out. */
    static Header read(String text) {
        var fields = new ArrayList<Field>();
        var field = new StringBuilder();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank()) {
                if (fields.isEmpty() && field.isEmpty()) {
                    continue;
                }
                break;
            }
            if (fields.size() == MOST_FIELDS) {
                break;
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                field.append(' ').append(line.strip());
            } else {
                add(fields, field);
                field.setLength(0);
                field.append(line);
            }
        }
        add(fields, field);
        return new Header(List.copyOf(fields));
    }

    private static void add(List<Field> fields, CharSequence field) {
        var matcher = FIELD.matcher(field);
        if (matcher.matches()) {
            fields.add(new Field(
                    matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).strip()));
        }
    }

    /**
     * {@return the first value of this name}
     *
     * @param name in lower case
     */
    Optional<String> first(String name) {
        return fields.stream()
                .filter(it -> it.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /** {@return the value with its encoded words read, or nothing} */
    String text(String name) {
        return first(name).map(Header::decoded).orElse("");
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /** {@return the addresses in the first fields of this name} */
    List<String> addresses(String name) {
        return fields.stream()
                .filter(it -> it.name().equals(name))
                .limit(MOST_OF_A_NAME)
                .flatMap(it -> Address.all(it.value()).stream())
                .distinct()
                .toList();
    }

    private static String decoded(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        var words = value.length() <= LONGEST_ENCODED
                ? value
                : value.substring(0, value.lastIndexOf("?=", LONGEST_ENCODED - 2) + 2);
        if (ENCODED.matcher(words).results().count() > MOST_ENCODED
                || ENCODED.matcher(words).replaceAll("").contains("=?")) {
            return value;
        }
        try {
            return DecoderUtil.decodeEncodedWords(words, DecodeMonitor.SILENT);
        } catch (RuntimeException e) {
            return value;
        }
    }
}
