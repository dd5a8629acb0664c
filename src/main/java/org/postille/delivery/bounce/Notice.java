package org.postille.delivery.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a system wrote for people to read, apart from the mail it returned.
 *
 * @param text the notice
 * @param returned the header of the returned mail, as far as it came
 */
record Notice(String text, Header returned) {

    private static final Phrases LAYOUT = Phrases.of("layout.txt");
    private static final int LONGEST = 1 << 16;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 2_000;
    private static final int MOST_RECIPIENTS = 100;

    private static final String ADDRESS = "[<\"'\\[]{0,2}(" + Address.PATTERN + ")[>\"'\\]]{0,2}";

    /** A line that begins with a recipient, and what may stand between the two and behind: "* a@example.org [User unknown]". */
    private static final Pattern LEADING = Pattern.compile(
            "(?:[-*>•·]{1,2}|\\d{1,2}[.)])? {0,3}" + ADDRESS
                    + "(?:$|[.]{3}| ?[<:;,(\\[=|-]| on | invalid| user| unknown| mailbox| does| is| was| not| rejected| \\d{3} | failed| delivery| error|[.]$).*",
            Pattern.CASE_INSENSITIVE);

    /** "550 <a@example.org>... User unknown", which old Sendmail writes behind the session it tells of. */
    private static final Pattern CONCLUDING = Pattern.compile("[245]\\d\\d " + ADDRESS + "\\.\\.\\. .*");

    private static final Pattern LABELLED = Pattern.compile(
            "[-*>\\s]{0,5}([\\p{L}][^:=<@]{1,39}?) ?[:=] {0,3}(?:rfc822; ?)?" + ADDRESS + ".*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern RCPT =
            Pattern.compile(".{0,200}?rcpt to: ?" + ADDRESS + ".*", Pattern.CASE_INSENSITIVE);

    /** How Exchange writes an X.400 address that holds an Internet address. */
    private static final Pattern X400 =
            Pattern.compile(".{0,200}?dda:smtp=" + ADDRESS + ".*", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFUSAL = Pattern.compile("(?<![\\d.])(?:5\\d\\d|5\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");

    private static final Pattern NEXT = Pattern.compile("[ :\"'(]{0,4}" + ADDRESS);

    /** Where a returned mail begins if nothing says so. */
    private static final Pattern BARE_HEADER = Pattern.compile(
            "(?:Received: ?\\S|Return-Path: ?<[^>]|DKIM-Signature: |X-Originating-IP:|Message-ID: ?<|MIME-Version: ).*",
            Pattern.CASE_INSENSITIVE);

    static Notice of(Mail mail) {
        var text = new StringBuilder();
        var returned = mail.first(
                        "message/rfc822",
                        "text/rfc822-headers",
                        "message/rfc822-headers",
                        "message/global",
                        "message/partial")
                .map(it -> Header.read(it.text()));
        var seen = false;
        for (var part : mail.parts()) {
            if (part.type().startsWith("message/") || part.type().equals("text/rfc822-headers")) {
                if (part.type().equals("message/delivery-status")) {
                    continue;
                }
                break;
            }
            if (part.type().equals("text/html") && seen) {
                continue;
            }
            if (!part.text().isBlank()) {
                seen = true;
                text.append(part.text()).append('\n');
            }
        }
        var lines = text.substring(0, Math.min(text.length(), LONGEST))
                .lines()
                .limit(MOST_LINES)
                .toList();
        var end = end(lines);
        var own = String.join("\n", lines.subList(0, end));
        return new Notice(own, returned.orElseGet(() -> header(lines.subList(end, lines.size()))));
    }

    private static int end(List<String> lines) {
        for (var at = 1; at < lines.size(); at++) {
            var line = cut(lines.get(at));
            if (LAYOUT.match("RETURNED", Phrases.plain(line))
                    || (at > 2 && BARE_HEADER.matcher(line).matches())) {
                return at;
            }
        }
        return lines.size();
    }

    /** Finds the header in what follows the notice: behind the line that announces it, or a few more. */
    private static Header header(List<String> lines) {
        for (var from = 0; from < Math.min(lines.size(), 12); from++) {
            if (lines.get(from).matches("[A-Za-z][A-Za-z0-9-]{1,40}:.*")) {
                var header = Header.read(String.join("\n", lines.subList(from, Math.min(lines.size(), from + 500))));
                if (header.fields().size() > 1
                        && (header.has("from") || header.has("received") || header.has("message-id"))) {
                    return header;
                }
            }
        }
        return new Header(List.of());
    }

    /** {@return whether the text is in the words of a system that returns mail} */
    boolean opens() {
        return LAYOUT.match("OPENING", Phrases.plain(text.substring(0, Math.min(text.length(), 4_000))));
    }

    /** {@return whether the system says that it still tries} */
    boolean promisesMore() {
        return LAYOUT.match("DELAY", Phrases.plain(text.substring(0, Math.min(text.length(), 4_000))));
    }

    /** {@return whether the system keeps the mail for somebody to decide, and has refused nothing} */
    boolean holds() {
        var plain = Phrases.plain(text.substring(0, Math.min(text.length(), 4_000)));
        return LAYOUT.match("HELD", plain) && !REFUSAL.matcher(plain).find();
    }

    static boolean announces(String subject) {
        return LAYOUT.match("SUBJECT", Phrases.plain(subject));
    }

    /** {@return the recipients in their order, each with what is said of it: from its line to the next recipient's} */
    Map<String, String> recipients(List<String> ours) {
        var said = new LinkedHashMap<String, StringBuilder>();
        var before = new ArrayList<String>();
        StringBuilder current = null;
        for (var line : (Iterable<String>) text.lines().map(Notice::cut).map(String::strip)::iterator) {
            if (line.isEmpty()) {
                continue;
            }
            var concluding = CONCLUDING.matcher(line);
            var address = concluding.matches() ? Optional.of(concluding.group(1)) : recipient(line);
            address = address.filter(it -> ours.stream().noneMatch(our -> Address.same(our, it)));
            if (address.isPresent()) {
                var key = address.get();
                for (var known : said.keySet()) {
                    if (Address.same(known, key)) {
                        key = known;
                    }
                }
                var first = !said.containsKey(key);
                if (first && said.size() == MOST_RECIPIENTS) {
                    break;
                }
                current = said.computeIfAbsent(key, it -> new StringBuilder());
                if (first && concluding.matches()) {
                    current.append(String.join("\n", before)).append('\n');
                }
                before.clear();
            }
            before.add(line);
            if (current != null) {
                current.append(line).append('\n');
            }
            if (concluding.matches()) {
                before.clear();
                current = null;
            }
        }
        var result = new LinkedHashMap<String, String>();
        said.forEach((address, words) -> result.put(address, words.toString()));
        if (result.isEmpty()) {
            sentences(ours).ifPresent(it -> result.put(it, text));
        }
        return result;
    }

    private static Optional<String> recipient(String line) {
        if (line.indexOf('@') < 0) {
            return Optional.empty();
        }
        for (var pattern : List.of(LEADING, RCPT, X400)) {
            var matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        var labelled = LABELLED.matcher(line);
        return labelled.matches() && LAYOUT.isOne("RECIPIENT", Phrases.plain(labelled.group(1)))
                ? Optional.of(labelled.group(2))
                : Optional.empty();
    }

    /** A recipient in running text: behind words that lead to it, else the only address that is not ours. */
    private Optional<String> sentences(List<String> ours) {
        var plain = Phrases.plain(text);
        for (var address : Address.all(plain)) {
            var at = plain.indexOf(address);
            var lead = plain.substring(Math.max(0, at - 40), at);
            var end = LAYOUT.end("ADDRESSED", lead);
            if (end >= 0
                    && NEXT.matcher(plain.substring(Math.max(0, at - 40) + end)).lookingAt()
                    && ours.stream().noneMatch(it -> Address.same(it, address))) {
                return Address.all(text).stream()
                        .filter(it -> Address.same(it, address))
                        .findFirst();
            }
        }
        var others = Address.all(text).stream()
                .filter(it -> ours.stream().noneMatch(our -> Address.same(our, it)) && !Address.daemon(it))
                .toList();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }
}
