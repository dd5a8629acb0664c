package org.postille.delivery.bounce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells apart what a mail is: by its structure where it has one, else by who wrote it and in which words. */
final class ReportReader {

    /** Of ours; a mail to more is none that came back. */
    private static final int MOST_ADDRESSES = 50;
    /** A reply of RFC 5321 or a status of RFC 3463 by which a mailbox or a mail is refused for good. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?<![\\d.,])55[0-4][ -]\\D|(?<![\\d.,])5\\.\\d\\.\\d{1,3}(?![\\d.,])");

    private final Mail mail;
    private final Notice notice;
    private final Author author;
    private final List<String> reportedTo;

    /** @param sender of the envelope, empty for none; null if only the header may tell it */
    ReportReader(Mail mail, @Nullable String sender) {
        this.mail = mail;
        this.notice = Notice.of(mail);
        this.author = Author.of(mail.header(), sender);
        var to = new LinkedHashSet<String>();
        for (var name : List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to")) {
            to.addAll(mail.header().addresses(name));
        }
        this.reportedTo = to.stream().limit(MOST_ADDRESSES).toList();
    }

    Report report() {
        var feedback = Feedback.in(mail, notice.returned());
        if (feedback.isPresent()) {
            var it = feedback.get();
            return new Report.Complaint(it.kind(), it.type(), it.recipients(), origin(it.sender(), null));
        }
        if (mail.first("message/disposition-notification").isPresent()) {
            // Read, or deleted without having been read (RFC 8098): it was delivered.
            return autoReply();
        }
        return status().or(this::written).orElseGet(this::rest);
    }

    /** A delivery status in its own part, or its fields in the text of what is a bounce anyway. */
    private Optional<Report> status() {
        var part = statusPart();
        if (part.isPresent()) {
            return isPassedOn()
                    ? Optional.empty()
                    : status(StatusFields.read(part.get().text()));
        }
        return isBounce() ? status(StatusFields.read(notice.text())) : Optional.empty();
    }

    private Optional<Mail.Part> statusPart() {
        return mail.first("message/delivery-status", "message/global-delivery-status", "text/delivery-status");
    }

    private Optional<Report> status(StatusFields fields) {
        if (fields.recipients().isEmpty()) {
            return Optional.empty();
        }
        var failed = failedRecipients();
        var said = notice.recipients(reportedTo);
        var failures = new ArrayList<Failure>();
        var delivered = new ArrayList<String>();
        for (var it : fields.recipients()) {
            var address = StatusFields.address(it);
            if (address == null && failed.size() == 1) {
                address = failed.getFirst();
            }
            switch (StatusFields.action(it)) {
                case "delivered", "relayed", "expanded", "deliverable" -> {
                    if (address != null) {
                        delivered.add(address);
                    }
                }
                default -> failures.add(failure(it, address, around(it, address, said)));
            }
        }
        var origin = origin(
                fields.message()
                        .first("x-postfix-sender")
                        .flatMap(Address::first)
                        .orElse(null),
                fields.envelopeId().orElse(null));
        return Optional.of(
                failures.isEmpty() ? new Report.Delivered(delivered, origin) : new Report.Bounced(failures, origin));
    }

    private static Failure failure(Header fields, @Nullable String address, String around) {
        return new Diagnosis(
                        StatusFields.diagnostic(fields),
                        around,
                        StatusFields.status(fields),
                        fields.first("x-powermta-bouncecategory").orElse(null),
                        StatusFields.program(fields),
                        StatusFields.action(fields).equals("delayed"))
                .failure(address);
    }

    /** What the notice says of the recipient under any of the addresses that the fields give it. */
    private String around(Header fields, @Nullable String address, Map<String, String> said) {
        var names = new ArrayList<String>();
        if (address != null) {
            names.add(address);
        }
        names.addAll(fields.addresses("final-recipient"));
        names.addAll(fields.addresses("x-actual-recipient"));
        for (var known : said.entrySet()) {
            if (names.stream().anyMatch(it -> Address.same(it, known.getKey()))) {
                return known.getValue();
            }
        }
        return said.size() == 1 ? said.values().iterator().next() : said.isEmpty() ? notice.text() : "";
    }

    /** A bounce without a delivery status. */
    private Optional<Report> written() {
        if (author.passesOn() || (statusPart().isPresent() && isPassedOn())) {
            return Optional.empty();
        }
        var ses = SesNotification.read(notice.text(), reportedTo);
        if (ses.isPresent() || !isBounce()) {
            return ses;
        }
        var said = notice.recipients(reportedTo);
        var failed = failedRecipients();
        var failures = new ArrayList<Failure>();
        if (!failed.isEmpty()) {
            failed.forEach(it -> failures.add(failure(it, said.getOrDefault(it, notice.text()))));
        } else {
            said.forEach((address, words) -> failures.add(failure(address, words)));
        }
        if (failures.isEmpty()) {
            var wrapped = wrapped();
            if (wrapped.isPresent()) {
                return wrapped;
            }
            var to = notice.returned().addresses("to");
            failures.add(failure(to.size() == 1 ? to.getFirst() : null, notice.text()));
        }
        return Optional.of(new Report.Bounced(failures, origin(null, null)));
    }

    /** A bounce that a gateway has put into a bounce of its own. */
    private Optional<Report> wrapped() {
        return mail.first("message/rfc822")
                .map(it -> new ReportReader(Mail.parse(it.text().getBytes(StandardCharsets.UTF_8)), "").status())
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    private Failure failure(@Nullable String recipient, String words) {
        return new Diagnosis(words, notice.text(), null, null, false, isDelay()).failure(recipient);
    }

    private List<String> failedRecipients() {
        return mail.header().addresses("x-failed-recipients");
    }

    /** The reporting system has not given up. */
    private boolean isDelay() {
        return mail.header().text("subject").toLowerCase(Locale.ROOT).contains("delay") || notice.promisesMore();
    }

    /** A person's mail program takes a report apart when it forwards it. */
    private boolean isPassedOn() {
        var whole = mail.header().text("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/report");
        return author.passesOn() || (!whole && author.person() && author.sent());
    }

    /**
     * Signs are needed in the content and in who wrote it: anybody may write as postmaster or with no sender, and anybody may
     * write about a bounce.
     */
    private boolean isBounce() {
        var header = mail.header();
        var failed = header.has("x-failed-recipients");
        if (author.passesOn() || (notice.holds() && !failed)) {
            return false;
        }
        var subject = Notice.announces(header.text("subject")) && !Author.answers(header.text("subject"));
        var opening = notice.opens();
        var content = (subject ? 1 : 0) + (opening ? 1 : 0) + (failed ? 1 : 0);
        if (Responder.wrote(header) && content < 2 && !failed) {
            return opening && author.system() && author.unsent();
        }
        if (content == 0 && author.unsent() && (author.system() || author.called())) {
            // In whatever language: a mail system that quotes a refusal.
            return REFUSAL.matcher(notice.text()).find();
        }
        if (author.system() || failed) {
            return content > 0;
        }
        var returned = notice.returned();
        if (author.person()) {
            // What is quoted in the text, anybody may have quoted.
            return mail.first("message/rfc822", "text/rfc822-headers").isPresent()
                    && !header.has("in-reply-to")
                    && !Author.of(returned, null).system()
                    && content > (author.sent() ? 1 : 0);
        }
        return content > 0 && content + (returned.fields().isEmpty() ? 0 : 1) > 1;
    }

    private Report rest() {
        return Responder.wrote(mail.header()) ? autoReply() : new Report.Other(origin(null, null));
    }

    private Report autoReply() {
        return new Report.AutoReply(
                mail.header().addresses("from").stream().findFirst().orElse(null),
                mail.header().text("subject"),
                origin(null, null));
    }

    private static String last(String references) {
        var at = references.length();
        while (at > 0 && !Character.isWhitespace(references.charAt(at - 1))) {
            at--;
        }
        return references.substring(at);
    }

    private Origin origin(@Nullable String sender, @Nullable String envelopeId) {
        var returned = notice.returned();
        var id = returned.first("message-id")
                .or(() -> mail.header().first("x-original-message-id"))
                .or(() -> mail.header().first("in-reply-to"))
                .or(() -> mail.header().first("references").map(ReportReader::last));
        var path = Optional.ofNullable(sender)
                .or(() -> returned.first("return-path").flatMap(Address::first));
        return new Origin(
                id.orElse(null),
                path.orElse(null),
                envelopeId,
                returned.first("list-unsubscribe").orElse(null),
                returned.addresses("to"),
                reportedTo);
    }
}
