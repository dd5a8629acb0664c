package org.postille.delivery.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a delivery status (RFC 3464).
 *
 * @param message what holds for the whole mail
 * @param recipients one each
 */
record StatusFields(Header message, List<Header> recipients) {

    private static final int MOST_RECIPIENTS = 100;
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n[ \\t]*+\\n");

    /** Reads the groups from a text, which may hold other things, too: some systems write the fields into their notice. */
    static StatusFields read(String text) {
        var message = new ArrayList<Header.Field>();
        var recipients = new ArrayList<Header>();
        for (var paragraph : PARAGRAPHS.split(text)) {
            var group = Header.read(paragraph);
            if (isRecipient(group) && recipients.size() < MOST_RECIPIENTS) {
                split(group).stream().limit(MOST_RECIPIENTS - recipients.size()).forEach(recipients::add);
            } else {
                message.addAll(group.fields());
            }
        }
        return new StatusFields(new Header(message), recipients);
    }

    private static boolean isRecipient(Header group) {
        return (group.has("final-recipient") || group.has("original-recipient"))
                && (group.has("action") || group.has("status") || group.has("diagnostic-code"));
    }

    /** Some systems leave out the empty lines between the groups. */
    private static List<Header> split(Header group) {
        var first = group.fields().stream()
                .map(Header.Field::name)
                .filter(it -> it.equals("final-recipient") || it.equals("action"))
                .findFirst()
                .orElse("");
        var starts = new ArrayList<Integer>();
        for (var at = 0; at < group.fields().size(); at++) {
            if (group.fields().get(at).name().equals(first)) {
                starts.add(at);
            }
        }
        if (starts.size() < 2) {
            return List.of(group);
        }
        var groups = new ArrayList<Header>();
        for (var at = 0; at < starts.size(); at++) {
            var from = at == 0 ? 0 : starts.get(at);
            var to =
                    at + 1 < starts.size() ? starts.get(at + 1) : group.fields().size();
            groups.add(new Header(group.fields().subList(from, to)));
        }
        return groups;
    }

    /** {@return the address we wrote to where it is told, else the one that failed} */
    static @Nullable String address(Header recipient) {
        for (var name : List.of("original-recipient", "final-recipient", "x-actual-recipient")) {
            var value = recipient.first(name).map(StatusFields::untyped).flatMap(Address::first);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return null;
    }

    static String action(Header recipient) {
        return recipient.first("action").orElse("").toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
    }

    static @Nullable String status(Header recipient) {
        return recipient.first("status").flatMap(Reply::status).orElse(null);
    }

    static String diagnostic(Header recipient) {
        return untyped(recipient.text("diagnostic-code"));
    }

    static boolean program(Header recipient) {
        return recipient
                .first("diagnostic-code")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("x-unix");
    }

    /** {@return the value behind its type, as in {@code smtp; 550 No} and {@code rfc822;a@example.org}} */
    private static String untyped(String value) {
        var end = value.indexOf(';');
        return end < 0 || end > 40 || value.substring(0, end).strip().contains(" ")
                ? value
                : value.substring(end + 1).strip();
    }

    Optional<String> envelopeId() {
        return message.first("original-envelope-id");
    }
}
