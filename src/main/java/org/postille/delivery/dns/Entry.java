package org.postille.delivery.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One record to publish.
 *
 * @param about    what it is for, one line
 * @param name     without a dot at the end
 * @param type     TXT, MX, A or PTR
 * @param value    as it should be; of a TXT record in one piece
 * @param optional whether all is well without it
 */
public record Entry(String about, String name, String type, String value, boolean optional, Check check) {

    private static final int LONGEST_STRING = 255;

    /** How the record is looked up and judged. */
    interface Check {
        Verdict of(Answers answers) throws Answers.NoAnswer;
    }

    /** Compares it with what the DNS has. */
    public Verdict verdict(Resolver answers) {
        try {
            return check.of(answers);
        } catch (Answers.NoAnswer e) {
            return new Verdict.Unasked(String.valueOf(e.getMessage()));
        }
    }

    /** A line for a zone file (RFC 1035 section 5); a long TXT is split into strings of at most 255 octets. */
    public String line() {
        return name + ". 3600 IN " + type + " " + (type.equals("TXT") ? text() : value);
    }

    private String text() {
        var strings = new ArrayList<String>();
        for (var rest = value; !rest.isEmpty(); ) {
            var length = Math.min(rest.length(), LONGEST_STRING);
            while (rest.substring(0, length).getBytes(StandardCharsets.UTF_8).length > LONGEST_STRING) {
                length--;
            }
            strings.add('"' + rest.substring(0, length).replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            rest = rest.substring(length);
        }
        return strings.size() == 1 ? strings.getFirst() : "( " + String.join("\n    ", strings) + " )";
    }

    /** Judges what was found, where nothing is {@link Verdict.Missing}. */
    static Verdict judge(List<String> found, Function<List<String>, Optional<String>> wrong) {
        return found.isEmpty()
                ? new Verdict.Missing()
                : wrong.apply(found)
                        .<Verdict>map(it -> new Verdict.Different(found, it))
                        .orElseGet(Verdict.Right::new);
    }
}
