package org.postille.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
 * multipart/alternative in quoted-printable. Seven-bit clean, CRLF only. The same mail always gives the same bytes.
 */
public final class Composer {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 998;

    static {
        Streams.name();
    }

    private Composer() {}

    /** @throws Invalid if the recipient's address cannot be written to */
    public static byte[] compose(Mail mail) {
        var out = new ByteArrayOutputStream(mail.html().length() * 2);
        var boundary = boundary(mail.messageId());
        out.writeBytes(ascii(headers(mail, boundary)));
        part(out, boundary, "text/plain", mail.text());
        part(out, boundary, "text/html", mail.html());
        out.writeBytes(ascii("--" + boundary + "--\r\n"));
        return out.toByteArray();
    }

    private static String headers(Mail mail, String boundary) {
        var headers = new StringBuilder();
        header(headers, "Date", DATE.format(mail.date()));
        header(headers, "From", party("From", mail.from()));
        header(headers, "To", party("To", mail.to()));
        header(headers, "Message-ID", "<" + mail.messageId() + ">");
        header(headers, "Subject", HeaderText.unstructured("Subject", mail.subject()));
        var listing = mail.listing();
        if (listing != null) {
            var name = HeaderText.phrase("List-Id", listing.name());
            header(headers, "List-Id", (name.isEmpty() ? "" : name + "\r\n ") + "<" + listing.id() + ">");
            header(headers, "List-Unsubscribe", "<" + listing.unsubscribe() + ">");
            header(headers, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            if (listing.feedbackId() != null) {
                header(headers, "Feedback-ID", listing.feedbackId());
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

    /** The last gate: whatever was forgotten above, nothing leaves its header here. */
    private static void header(StringBuilder headers, String name, String value) {
        for (var line : value.split("\r\n ", -1)) {
            if (line.length() + name.length() + 2 > LONGEST_LINE
                    || !line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                throw new Invalid("the value for the header " + name + " does not fit into a header");
            }
        }
        headers.append(name).append(": ").append(value).append("\r\n");
    }

    private static String party(String header, Party party) {
        var address = EmailAddress.of(party.address());
        var name = party.name() == null ? "" : HeaderText.phrase(header, party.name());
        if (name.isEmpty()) {
            return address.value();
        }
        var lastLine = name.length() - name.lastIndexOf('\n');
        var fits = header.length() + lastLine + address.value().length() + 4 <= 76;
        return name + (fits ? " <" : "\r\n <") + address + ">";
    }

    private static void part(ByteArrayOutputStream out, String boundary, String type, String content) {
        out.writeBytes(ascii("--" + boundary + "\r\nContent-Type: " + type
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"));
        try {
            var encoder = MimeUtility.encode(out, "quoted-printable");
            encoder.write(content.getBytes(StandardCharsets.UTF_8));
            encoder.flush();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        out.writeBytes(ascii("\r\n"));
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
