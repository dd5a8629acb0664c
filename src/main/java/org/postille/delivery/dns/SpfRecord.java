package org.postille.delivery.dns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may send for a domain (RFC 7208). */
final class SpfRecord {

    private static final Pattern TERM = Pattern.compile(
            "[+?~-]?(all|(include|exists):\\S+|(a|mx|ptr)([:/]\\S+)?|ip[46]:[0-9a-f.:/]+)|(redirect|exp|[a-z][a-z0-9_.-]*)=\\S*");
    private static final Pattern ASKS = Pattern.compile("[+?~-]?(include|exists|a|mx|ptr)([:/].*)?|redirect=.*");
    /** RFC 7208 section 4.6.4: with more questions than these the record counts as broken. */
    private static final int MOST_QUESTIONS = 10;

    private SpfRecord() {}

    /** Those of the texts that are SPF. */
    static List<String> in(List<String> texts) {
        return texts.stream()
                .filter(it -> it.toLowerCase(Locale.ROOT).matches("v=spf1( .*)?"))
                .toList();
    }

    /** What is wrong with what was found, given the mechanisms that must be in it. */
    static Optional<String> wrong(List<String> found, List<String> wanted) {
        if (found.size() > 1) {
            return Optional.of("only one SPF record may stand there, receivers take none of several");
        }
        var terms = Arrays.stream(found.getFirst().toLowerCase(Locale.ROOT).split(" +"))
                .skip(1)
                .toList();
        for (var term : terms) {
            if (!TERM.matcher(term).matches()) {
                return Optional.of("'" + term + "' is no term of SPF");
            }
        }
        for (var mechanism : wanted) {
            var small = mechanism.toLowerCase(Locale.ROOT);
            if (!terms.contains(small) && !terms.contains("+" + small)) {
                return Optional.of(mechanism + " is not in it");
            }
        }
        if (terms.contains("all") || terms.contains("+all")) {
            return Optional.of("it allows everybody to send");
        }
        if (terms.stream().noneMatch(it -> it.endsWith("all") || it.startsWith("redirect="))) {
            return Optional.of("it does not end in ~all or -all");
        }
        return terms.stream().filter(it -> ASKS.matcher(it).matches()).count() > MOST_QUESTIONS
                ? Optional.of("it asks more than " + MOST_QUESTIONS + " questions")
                : Optional.empty();
    }
}
