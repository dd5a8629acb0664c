package org.postille.demo.mailbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.smtp.Party;
import org.postille.delivery.smtp.ReceivedMail;

/**
 * What the list shows of a mail; the mail itself stays on disk.
 *
 * @param id       counts up in the order of arrival
 * @param campaign from the List-Id, null for a mail that belongs to no list
 * @param snippet  how the text begins
 */
record Letter(
        long id,
        Party from,
        Party to,
        String subject,
        @Nullable Instant date,
        @Nullable Campaign campaign,
        String snippet) {

    /** A list, by its id and its name for people. */
    record Campaign(String id, String name) {}

    private static final Pattern LIST_ID = Pattern.compile("^(.*?)<([^<>]*)>\\s*$", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern SPACE = Pattern.compile("[\\s*_=#-]{2,}|\\s+");
    private static final int SNIPPET = 160;

    static Letter of(long id, ReceivedMail mail) {
        var campaign = mail.header("List-Id").flatMap(Letter::campaign).orElse(null);
        return new Letter(id, mail.from(), mail.to(), mail.subject(), mail.date(), campaign, snippet(mail.text()));
    }

    private static Optional<Campaign> campaign(String listId) {
        var matcher = LIST_ID.matcher(listId);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var id = matcher.group(2).replaceFirst("\\..*", "");
        var name = matcher.group(1).strip();
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(new Campaign(id, name.isEmpty() ? id : name));
    }

    private static String snippet(String text) {
        var start = text.substring(0, Math.min(text.length(), 4 * SNIPPET));
        var plain = SPACE.matcher(LINK.matcher(start).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (plain.length() <= SNIPPET) {
            return plain;
        }
        var end = Character.isHighSurrogate(plain.charAt(SNIPPET - 1)) ? SNIPPET - 1 : SNIPPET;
        return plain.substring(0, end);
    }

    /** The recipient's name, or the address where there is none. */
    String recipient() {
        var name = to.name();
        return name == null || name.isBlank() ? to.address() : name;
    }

    boolean matches(Search search) {
        return (search.campaign().isEmpty()
                        || (campaign != null && campaign.id().equals(search.campaign())))
                && (search.words().isEmpty()
                        || contains(to.address(), search.words())
                        || contains(recipient(), search.words())
                        || contains(subject, search.words()));
    }

    private static boolean contains(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
