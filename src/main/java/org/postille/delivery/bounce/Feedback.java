package org.postille.delivery.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.bounce.Report.Complaint.Kind;

/**
 * A complaint as far as its own part tells: ARF (RFC 5965), or the forms that some providers had before it.
 *
 * @param type as written; null where the form has none
 * @param recipients may be hashes or redacted; only what looks like an address
 * @param sender the envelope sender of the mail that was complained about
 */
record Feedback(
        Kind kind,
        @Nullable String type,
        List<String> recipients,
        @Nullable String sender) {

    /** How those begin that send the mail alone: Microsoft's JMRP, AOL's SCOMP and others of the kind. */
    private static final Pattern SUBJECT = Pattern.compile(
            "^(?:complaint about message from |email feedback report for ip |(?:e-?mail )?(?:abuse|feedback|spam) (?:report|complaint|notification)"
                    + "|(?:spam|abuse) complaint |feedback loop|\\[?fbl]?[: ]).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENDER = Pattern.compile(
            "^(?:staff@hotmail\\.|scomp@|fbl[@-]|feedback(?:loop)?@|abuse[@-]|complaints?@|arf@|jmrp).*");

    /** Where the returned mail tells whom it was for: Microsoft and others leave it nowhere else. */
    private static final List<String> RECIPIENT_FIELDS =
            List.of("x-hmxmroriginalrecipient", "x-original-to", "x-rcpt-to", "envelope-to");

    static Optional<Feedback> in(Mail mail, Header returned) {
        var part = mail.first("message/feedback-report");
        if (part.isPresent()) {
            return Optional.of(of(Header.read(part.get().text()), returned));
        }
        var type = mail.header().text("content-type").toLowerCase(Locale.ROOT);
        var claimed = type.contains("feedback-report");
        for (var it : mail.parts()) {
            var at = it.type().startsWith("text/") ? it.text().indexOf("Feedback-Type:") : -1;
            if (at >= 0
                    && (claimed
                            || (it.text().contains("User-Agent:") && it.text().contains("Version:")))) {
                return Optional.of(of(Header.read(it.text().substring(start(it.text(), at))), returned));
            }
        }
        if (claimed || plain(mail, returned)) {
            return Optional.of(of(new Header(List.of()), returned));
        }
        return Optional.empty();
    }

    private static boolean plain(Mail mail, Header returned) {
        return SUBJECT.matcher(mail.header().text("subject").strip()).matches()
                && mail.header().addresses("from").stream()
                        .anyMatch(it ->
                                SENDER.matcher(it.toLowerCase(Locale.ROOT)).matches())
                && !returned.fields().isEmpty();
    }

    /** The start of the paragraph. */
    private static int start(String text, int at) {
        return Math.max(0, text.lastIndexOf("\n\n", at));
    }

    private static Feedback of(Header report, Header returned) {
        var recipients = new ArrayList<>(report.addresses("original-rcpt-to"));
        if (recipients.isEmpty()) {
            recipients.addAll(report.addresses("removal-recipient"));
        }
        for (var it : RECIPIENT_FIELDS) {
            if (recipients.isEmpty()) {
                recipients.addAll(returned.addresses(it));
            }
        }
        var type = report.first("feedback-type").orElse(null);
        return new Feedback(
                kind(type),
                type,
                List.copyOf(recipients),
                report.first("original-mail-from").flatMap(Address::first).orElse(null));
    }

    static Kind kind(@Nullable String type) {
        return switch (type == null ? "abuse" : type.strip().toLowerCase(Locale.ROOT)) {
            case "abuse", "complaint", "spam", "miscategorized" -> Kind.ABUSE;
            case "fraud" -> Kind.FRAUD;
            case "virus" -> Kind.VIRUS;
            case "opt-out", "opt-out-list", "unsubscribe" -> Kind.OPT_OUT;
            case "auth-failure", "dmarc" -> Kind.AUTH_FAILURE;
            case "not-spam" -> Kind.NOT_SPAM;
            default -> Kind.OTHER;
        };
    }
}
