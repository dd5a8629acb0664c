package org.postille.delivery.smtp;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/**
 * One finished mail to one recipient. What we ourselves put into headers is checked here and refused with {@link Invalid}
 * if it could break out of its header; the recipient's address is checked when sending, because a bad one is an outcome
 * ({@link Attempt.Rejected}), not a mistake of ours.
 *
 * @param envelopeSender where bounces go (RFC 5321 reverse-path)
 * @param messageId      without angle brackets, unique for ever, at the sending domain; a retry has the same one
 * @param date           for the Date header
 * @param listing        what list mail has to say about itself, null for transactional mail
 * @param triggered      nobody decided to send it at this moment: marked auto-generated (RFC 3834)
 * @param replyTo        where answers go if not to whom it is from
 */
public record Mail(
        Party from,
        String envelopeSender,
        Party to,
        String subject,
        String html,
        String text,
        String messageId,
        Instant date,
        @Nullable Listing listing,
        boolean triggered,
        @Nullable Party replyTo) {

    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9._+=/-]{1,150}@[A-Za-z0-9.-]{1,90}");

    public Mail {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new Invalid("a message id looks like 4711.reminder@news.example, without angle brackets");
        }
        EmailAddress.of(from.address());
        EmailAddress.of(envelopeSender);
        if (replyTo != null) {
            EmailAddress.of(replyTo.address());
        }
    }

    /** One whose answers go to whom it is from. */
    public Mail(
            Party from,
            String envelopeSender,
            Party to,
            String subject,
            String html,
            String text,
            String messageId,
            Instant date,
            @Nullable Listing listing,
            boolean triggered) {
        this(from, envelopeSender, to, subject, html, text, messageId, date, listing, triggered, null);
    }

    /** The same, answered elsewhere. */
    public Mail withReplyTo(@Nullable Party party) {
        return new Mail(from, envelopeSender, to, subject, html, text, messageId, date, listing, triggered, party);
    }

    /**
     * The headers of list mail (RFC 8058, RFC 2369, RFC 2919, RFC 9477, and Google's Feedback-ID).
     *
     * @param unsubscribe answers a POST with one-click unsubscription; https, or http for a demo on this machine
     * @param name        of the list, for people
     * @param id          of the list: labels of letters, digits and hyphens, ending in the sending domain
     * @param feedbackId  {@code campaign:customer:mailtype:sender}, no field of it unique to one mail
     * @param mailto      for mail clients that unsubscribe by writing a mail: {@code mailto:u+TOKEN@news.example?subject=unsubscribe}
     * @param complaints  the address that takes complaints (CFBL-Address); its domain is that of From or signs for it
     */
    public record Listing(
            URI unsubscribe,
            String name,
            String id,
            @Nullable String feedbackId,
            @Nullable URI mailto,
            @Nullable String complaints) {

        private static final Pattern URL = Pattern.compile("https?://[!-;=?-~&&[^,]]{1,800}");
        private static final Pattern MAILTO = Pattern.compile(
                "mailto:([A-Za-z0-9!*+/=^_.~-]{1,64}@[A-Za-z0-9.-]{1,190})(\\?subject=[A-Za-z0-9._~+-]{1,100})?");
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){1,10}");
        private static final Pattern FEEDBACK_ID =
                Pattern.compile("[A-Za-z0-9._-]{0,60}(:[A-Za-z0-9._-]{0,60}){0,2}:[A-Za-z0-9._-]{5,15}");

        public Listing {
            url("List-Unsubscribe", unsubscribe);
            if (!ID.matcher(id).matches()) {
                throw new Invalid("a list id looks like birthday.news.example");
            }
            if (feedbackId != null && !FEEDBACK_ID.matcher(feedbackId).matches()) {
                throw new Invalid(
                        "a feedback id looks like campaign:customer:mailtype:sender, the sender of 5 to 15 characters");
            }
            if (mailto != null) {
                mailbox(mailto);
            }
            if (complaints != null) {
                EmailAddress.of(complaints);
            }
        }

        /** One without what is optional. */
        public Listing(URI unsubscribe, String name, String id, @Nullable String feedbackId) {
            this(unsubscribe, name, id, feedbackId, null, null);
        }

        /** The same with a mailbox to unsubscribe by. */
        public Listing withMailto(@Nullable URI uri) {
            return new Listing(unsubscribe, name, id, feedbackId, uri, complaints);
        }

        /** The same with an address that takes complaints. */
        public Listing withComplaints(@Nullable String address) {
            return new Listing(unsubscribe, name, id, feedbackId, mailto, address);
        }

        private static void url(String header, URI uri) {
            if (!URL.matcher(uri.toString()).matches()) {
                throw new Invalid(header + " needs a URL of at most 800 plain characters, no comma or angle bracket");
            }
        }

        private static void mailbox(URI uri) {
            var matcher = MAILTO.matcher(uri.toString());
            if (!matcher.matches()) {
                throw new Invalid(
                        "a mailbox to unsubscribe by looks like mailto:u+token@news.example?subject=unsubscribe");
            }
            EmailAddress.of(matcher.group(1));
        }
    }
}
