package org.postille.delivery.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came in, read as a mail client would: encoded-words and parts are decoded, and what cannot be read is left out
 * or shown raw, never an error. Nothing in it can be trusted.
 *
 * @param headers in the order they came, names as written, values decoded and unfolded
 * @param text    the first text/plain part, empty if there is none
 * @param html    the first text/html part, empty if there is none
 */
public record ReceivedMail(
        Party from, Party to, String subject, @Nullable Instant date, List<Header> headers, String text, String html) {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]*");
    private static final int DEEPEST = 8;

    static {
        Streams.name();
    }

    /** One header field. */
    public record Header(String name, String value) {}

    public ReceivedMail {
        headers = List.copyOf(headers);
    }

    public static ReceivedMail read(byte[] source) {
        return read(source, true);
    }

    /** What a list of mails needs: the HTML, most of the work, is left out. */
    public static ReceivedMail glance(byte[] source) {
        return read(source, false);
    }

    private static ReceivedMail read(byte[] source, boolean withHtml) {
        try {
            return of(new MimeMessage(SESSION, new ByteArrayInputStream(source)), withHtml);
        } catch (MessagingException e) {
            return new ReceivedMail(new Party("", null), new Party("", null), "", null, List.of(), utf8(source), "");
        }
    }

    private static ReceivedMail of(MimeMessage message, boolean withHtml) {
        return new ReceivedMail(
                party(() -> message.getFrom()),
                party(() -> message.getRecipients(Message.RecipientType.TO)),
                orElse("", () -> decoded(message.getHeader("Subject", null))),
                date(message),
                headers(message),
                orElse("", () -> part(message, "text/plain", 0).orElse("")),
                withHtml ? orElse("", () -> part(message, "text/html", 0).orElse("")) : "");
    }

    /** The whole mail as it is kept. */
    public static byte[] source(MimeMessage message) {
        var out = new ByteArrayOutputStream();
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("a received mail can be written again", e);
        }
        return out.toByteArray();
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    private static Party party(Reading<Address @Nullable []> addresses) {
        try {
            var found = addresses.read();
            if (found != null && found.length > 0) {
                return found[0] instanceof InternetAddress address
                        ? new Party(String.valueOf(address.getAddress()), address.getPersonal())
                        : new Party(found[0].toString(), null);
            }
        } catch (MessagingException | IOException e) {
            // As if there were none.
        }
        return new Party("", null);
    }

    private static @Nullable Instant date(MimeMessage message) {
        try {
            var date = message.getSentDate();
            return date == null ? null : date.toInstant();
        } catch (MessagingException e) {
            return null;
        }
    }

    private static List<Header> headers(MimeMessage message) {
        var headers = new ArrayList<Header>();
        try {
            for (var header : Collections.list(message.getAllHeaders())) {
                headers.add(new Header(header.getName(), decoded(header.getValue())));
            }
        } catch (MessagingException e) {
            // As many as could be read.
        }
        return headers;
    }

    private static String decoded(@Nullable String value) {
        if (value == null) {
            return "";
        }
        try {
            return FOLD.matcher(MimeUtility.decodeText(MimeUtility.unfold(value)))
                    .replaceAll(" ");
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    private static Optional<String> part(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(
                    part.getContent() instanceof String content
                            ? content
                            : utf8(part.getInputStream().readAllBytes()));
        }
        if (depth < DEEPEST && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws MessagingException, IOException;
    }

    private static <T> T orElse(T fallback, Reading<T> reading) {
        try {
            return reading.read();
        } catch (MessagingException | IOException e) {
            return fallback;
        }
    }
}
