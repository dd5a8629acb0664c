package org.postille.delivery.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a mail, as far as its envelope sender and its header tell: a mail system, a program, or a person.
 *
 * @param system  From is the address of a mail system, or nobody, or a field names one
 * @param called  From only has the name of one
 * @param unsent  the envelope has no sender, as in every report by the book (RFC 5321 section 4.5.5), or that of a mail system
 * @param sent    the envelope has another sender
 * @param answers it answers or forwards a mail
 * @param program it says that a program wrote it (RFC 3834)
 */
record Author(boolean system, boolean called, boolean unsent, boolean sent, boolean answers, boolean program) {

    /** Stricter than for From: "bounce@" is the envelope sender of every newsletter. */
    private static final Pattern UNSENT = Pattern.compile(
            "(?i)^$|^(?:mailer[._-]?daemon|mail[._-]?daemon|postmaster|mail[._-]?delivery[._-]?(?:system|subsystem)|mailer|mmdf)(?:@|$)");

    private static final Pattern NAME =
            Pattern.compile("mail deliver|system administrator|mailer-daemon|postmaster", Pattern.CASE_INSENSITIVE);

    /** What only mail systems and list managers write. */
    private static final List<String> FIELDS =
            List.of("x-mlserver", "x-ms-exchange-generated-message-source", "x-powermta-virtualmta");

    /** What mail programs write before the subject of an answer or a forwarded mail, in many languages. */
    private static final Pattern ANSWER = Pattern.compile(
            "^(?:\\[[^\\]]{1,40}] ?)?(?:re|aw|wg|fwd?|sv|vs|vl|vb|antw|tr|rif|rv|res|enc|odp|pd|ynt|ilt|atb|fs|回复|回覆|答复|转发|轉寄|返信|転送|отв|пересл)"
                    + "(?:\\[\\d{1,3}]|\\(\\d{1,3}\\))? ?[:：].*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    /** @param sender of the envelope, empty for none; null if only the header may tell it */
    static Author of(Header header, @Nullable String sender) {
        var path = Optional.ofNullable(sender)
                .or(() -> header.first("return-path").map(it -> it.replaceAll("[<>]", "")))
                .map(String::strip);
        var from = header.text("from");
        var addresses = header.addresses("from");
        var sent = path.filter(it -> !UNSENT.matcher(it).find()).isPresent();
        return new Author(
                addresses.isEmpty()
                        || addresses.stream().anyMatch(Address::daemon)
                        || Address.daemon(from.strip())
                        || FIELDS.stream().anyMatch(header::has),
                NAME.matcher(from).find(),
                path.filter(it -> UNSENT.matcher(it).find()).isPresent(),
                sent,
                answers(header.text("subject")) || (sent && header.has("in-reply-to")),
                header.text("auto-submitted").toLowerCase(Locale.ROOT).contains("auto-"));
    }

    /** {@return whether a subject is that of an answer or of a forwarded mail} */
    static boolean answers(String subject) {
        return ANSWER.matcher(subject.strip()).matches();
    }

    /** {@return whether a person quotes or forwards here what a mail system wrote} */
    boolean passesOn() {
        return !system && !unsent && answers;
    }

    /** {@return whether nothing says that a mail system or a program wrote it} */
    boolean person() {
        return !system && !unsent && (sent || !(called || program));
    }
}
