package org.postille.delivery.smtp;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Mails for tests. */
public final class Mails {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Mails() {}

    public static Mail to(String recipient) {
        return to(recipient, null, "Alles Gute, Jürgen 🎂");
    }

    static Mail to(String recipient, @Nullable String name, String subject) {
        return new Mail(
                new Party("hallo@news.example", "Müller & Söhne, Köln"),
                "bounce@bounces.example",
                new Party(recipient, name),
                subject,
                "<p>Schöne Grüße</p>\n<p>.</p>\n.\nEnde",
                "Schöne Grüße\n.\nEnde",
                NUMBER.incrementAndGet() + ".birthday@news.example",
                Instant.parse("2026-05-01T09:00:00Z"),
                new Mail.Listing(
                        URI.create("https://news.example/u/tok-_en"),
                        "Geburtstagsgrüße",
                        "birthday.news.example",
                        "birthday::campaign:postille"),
                false);
    }

    /** Of about this many bytes: too many for the buffers between sender and receiver. */
    public static Mail large(String recipient, int bytes) {
        var mail = to(recipient);
        return new Mail(
                mail.from(),
                mail.envelopeSender(),
                mail.to(),
                mail.subject(),
                "<p>viel</p>\n".repeat(bytes / 12),
                mail.text(),
                mail.messageId(),
                mail.date(),
                mail.listing(),
                mail.triggered());
    }
}
