package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.postille.base.Invalid;

/**
 * Turns a {@link Mail} into the bytes that go over the wire: RFC 5322 headers, each exactly once, then text and HTML as
 * multipart/alternative in quoted-printable. CRLF only, and 7-bit clean but for a recipient's address that is not (RFC 6532).
 * The same mail always gives the same bytes.
 */
public final class Composer {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 998;
    /** For headers and some encoded letters; a mail that needs more gets it. */
    private static final int ROOM = 2048;

    private Composer() {}

    /** @throws Invalid if the recipient's address cannot be written to */
    public static byte[] compose(Mail mail) {
        var out = new Octets(ROOM + mail.text().length() + mail.html().length() * 5 / 4);
        var boundary = boundary(mail.messageId());
        out.add(headers(mail, boundary));
        part(out, boundary, "text/plain", mail.text());
        part(out, boundary, "text/html", mail.html());
        return out.add("--").add(boundary).add("--\r\n").toArray();
    }

    private static String headers(Mail mail, String boundary) {
        var headers = new StringBuilder();
        header(headers, "Date", DATE.format(mail.date()));
        header(headers, "From", party("From", mail.from()));
        if (mail.replyTo() != null) {
            header(headers, "Reply-To", party("Reply-To", mail.replyTo()));
        }
        header(headers, "To", party("To", mail.to()));
        header(headers, "Message-ID", "<" + mail.messageId() + ">");
        header(headers, "Subject", HeaderText.unstructured("Subject", mail.subject()));
        var listing = mail.listing();
        if (listing != null) {
            var name = HeaderText.phrase("List-Id", listing.name());
            header(headers, "List-Id", (name.isEmpty() ? "" : name + "\r\n ") + "<" + listing.id() + ">");
            header(
                    headers,
                    "List-Unsubscribe",
                    "<" + listing.unsubscribe() + ">"
                            + (listing.mailto() == null ? "" : ",\r\n <" + listing.mailto() + ">"));
            header(headers, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            if (listing.feedbackId() != null) {
                header(headers, "Feedback-ID", listing.feedbackId());
            }
            if (listing.complaints() != null) {
                header(headers, "CFBL-Address", EmailAddress.of(listing.complaints()) + "; report=arf");
            }
        }
        if (mail.triggered()) {
            header(headers, "Auto-Submitted", "auto-generated");
        }
        if (mail.triggered() || listing != null) {
            // Exchange knows no other way to keep an absence notice from a sender nobody answers.
            header(headers, "X-Auto-Response-Suppress", "OOF, AutoReply");
        }
        header(headers, "MIME-Version", "1.0");
        header(headers, "Content-Type", "multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        return headers.append("\r\n").toString();
    }

    /** The last gate: whatever was forgotten above, nothing leaves its header here. Only an address may be beyond ASCII (RFC 6532). */
    private static void header(StringBuilder headers, String name, String value) {
        for (var line : value.split("\r\n ", -1)) {
            if (line.length() + name.length() + 2 > LONGEST_LINE
                    || !line.chars().allMatch(c -> (c >= ' ' && c <= '~') || (c > 0xA0 && name.equals("To")))) {
                throw new Invalid("the value for the header " + name + " does not fit into a header");
            }
        }
        headers.append(name).append(": ").append(value).append("\r\n");
    }

    private static String party(String header, Party party) {
        var address = EmailAddress.ofRecipient(party.address());
        var name = party.name() == null ? "" : HeaderText.phrase(header, party.name());
        if (name.isEmpty()) {
            return address.value();
        }
        var lastLine = name.length() - name.lastIndexOf('\n');
        var fits = header.length() + lastLine + address.value().length() + 4 <= 76;
        return name + (fits ? " <" : "\r\n <") + address + ">";
    }

    private static void part(Octets out, String boundary, String type, String content) {
        out.add("--" + boundary + "\r\nContent-Type: " + type
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable.encode(content, out);
        out.add('\r').add('\n');
    }

    /** Quoted-printable never has an equals sign before an underscore, so this line cannot occur in a part. */
    private static String boundary(String messageId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8));
            return "=_" + HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
