package org.postille.delivery.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a mail that tell something, as text. A mail inside the mail is one part and is not looked into, so that somebody's
 * forwarded bounce stays what it is.
 *
 * @param header of the whole mail
 * @param parts leaves in their order
 */
record Mail(Header header, List<Part> parts) {

    /**
     * @param type in lower case, such as text/plain
     * @param text decoded, HTML without its markup
     */
    record Part(String type, String text) {}

    /** Reports stand before the mail they return; what lies behind this is the returned mail. */
    private static final int BYTES_READ = 1 << 20;

    private static final int BYTES_OF_PART = 1 << 16;
    private static final int MOST_PARTS = 50;
    private static final int MOST_FIELDS = 1_000;
    private static final int DEEPEST = 10;
    /** RFC 2046 section 5.1.1 has 70. */
    private static final int LONGEST_BOUNDARY = 200;
    /** Before it is unfolded; {@link Header.Field} keeps less. */
    private static final int LONGEST_FIELD = 16_000;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();

    static Mail parse(byte[] mail) {
        var from = start(mail);
        var length = Math.min(mail.length - from, BYTES_READ);
        var fields = new ArrayList<Header.Field>();
        var parts = new ArrayList<Part>();
        var stream = new MimeTokenStream(CONFIG);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(mail, from, length));
        try {
            read(stream, fields, parts);
        } catch (IOException | MimeException | RuntimeException e) {
            // Cut off or broken: what was read so far is all there is.
        }
        if (parts.isEmpty()) {
            parts.add(new Part("text/plain", afterHeader(decode(mail, from, length, null))));
        }
        return new Mail(new Header(List.copyOf(fields)), List.copyOf(parts));
    }

    private static void read(MimeTokenStream stream, List<Header.Field> fields, List<Part> parts)
            throws IOException, MimeException {
        var depth = 0;
        var whole = true;
        var outside = new StringBuilder();
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM && parts.size() < MOST_PARTS;
                state = stream.next()) {
            switch (state) {
                case T_FIELD -> {
                    if (whole && fields.size() < MOST_FIELDS) {
                        var field = stream.getField();
                        var body = field.getBody();
                        fields.add(new Header.Field(
                                field.getName().strip().toLowerCase(Locale.ROOT), body == null ? "" : unfolded(body)));
                    }
                }
                case T_END_HEADER -> whole = false;
                case T_START_MULTIPART -> {
                    // A boundary is looked for at every byte and on every level.
                    var boundary = stream.getBodyDescriptor().getBoundary();
                    if (++depth > DEEPEST || (boundary != null && boundary.length() > LONGEST_BOUNDARY)) {
                        return;
                    }
                }
                case T_END_MULTIPART -> depth--;
                case T_PREAMBLE, T_EPILOGUE -> outside.append(decode(bytes(stream.getInputStream()), null));
                case T_BODY -> parts.add(part(stream));
                default -> {}
            }
        }
        if (parts.isEmpty() && !outside.isEmpty()) {
            // The boundary in the header is not the one in the body.
            parts.add(new Part("text/plain", outside.toString()));
        }
    }

    private static Part part(MimeTokenStream stream) throws IOException {
        var descriptor = stream.getBodyDescriptor();
        var type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/") && !type.startsWith("message/")) {
            return new Part(type, "");
        }
        var text = decode(bytes(stream.getDecodedInputStream()), descriptor.getCharset());
        return new Part(type, type.equals("text/html") ? Jsoup.parse(text).wholeText() : text);
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        return stream.readNBytes(BYTES_OF_PART);
    }

    private static String decode(byte[] bytes, @Nullable String charset) {
        return decode(bytes, 0, bytes.length, charset);
    }

    /** {@return the text with line feeds alone as its line ends} */
    private static String decode(byte[] bytes, int from, int length, @Nullable String charset) {
        return characters(bytes, from, length, charset).replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Reads in the charset that the part claims if that is known, else in the one that the bytes look like. */
    private static String characters(byte[] bytes, int from, int length, @Nullable String charset) {
        var text = ByteBuffer.wrap(bytes, from, Math.min(length, BYTES_OF_PART));
        var iso2022 = false;
        for (var at = from; at + 1 < text.limit() && !iso2022; at++) {
            iso2022 = bytes[at] == 0x1b && (bytes[at + 1] == '$' || bytes[at + 1] == '(');
        }
        var claimed = iso2022 ? named("ISO-2022-JP") : charset == null ? Optional.<Charset>empty() : named(charset);
        if (claimed.isPresent() && !claimed.get().equals(StandardCharsets.US_ASCII)) {
            return claimed.get().decode(text).toString();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(text).toString();
        }
    }

    private static Optional<Charset> named(String charset) {
        try {
            return Optional.of(Charset.forName(charset.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Mail files may begin with empty lines, which would end the header, or with the line of an mbox, which is no field. */
    private static int start(byte[] mail) {
        var from = 0;
        while (from < mail.length && (mail[from] == '\r' || mail[from] == '\n')) {
            from++;
        }
        if (mail.length - from > 5 && new String(mail, from, 5, StandardCharsets.US_ASCII).equals("From ")) {
            while (from < mail.length && mail[from++] != '\n') {
                // To the end of the line.
            }
        }
        return from;
    }

    private static String unfolded(String value) {
        return value.substring(0, Math.min(value.length(), LONGEST_FIELD))
                .replaceAll("\\R[ \\t]*", " ")
                .strip();
    }

    private static String afterHeader(String text) {
        var end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(end + 2);
    }

    /** {@return the first part of one of these types} */
    Optional<Part> first(String... types) {
        return parts.stream().filter(it -> List.of(types).contains(it.type())).findFirst();
    }
}
