package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import org.postille.base.PostilleConfig;
import org.postille.web.Html;

/** What readers see when they unsubscribe, in their language. */
@ApplicationScoped
class UnsubscribePage {

    private static final Words GERMAN = new Words(
            "Möchten Sie diese E-Mails von %s abbestellen?",
            "Ein Klick genügt, es gilt sofort. Auf dieser Seite ist noch nichts geschehen.",
            "Abbestellen",
            "Sie sind abgemeldet.",
            "Sie bekommen keine E-Mails dieser Art mehr von %s. Auch die Bilder in früheren E-Mails sind ab jetzt nicht mehr"
                    + " persönlich.");
    private static final Words ENGLISH = new Words(
            "Do you want to unsubscribe from these e-mails of %s?",
            "One click is enough, and it takes effect at once. Opening this page has not changed anything.",
            "Unsubscribe",
            "You are unsubscribed.",
            "You will get no more e-mails of this kind from %s. The pictures in earlier e-mails are no longer personal"
                    + " either.");

    private final String shop;

    UnsubscribePage(PostilleConfig config) {
        this.shop = config.shop().name();
    }

    private record Words(String question, String explanation, String button, String done, String consequence) {}

    String question(String language) {
        var words = words(language);
        var question = Html.of("{}", words.question.formatted(shop));
        return frame(language, question, """
                <h1>%s</h1><p>%s</p>
                <form method="post"><button type="submit" name="List-Unsubscribe" value="One-Click">%s</button></form>
                """.formatted(question, words.explanation, words.button));
    }

    String done(String language) {
        var words = words(language);
        return frame(
                language,
                Html.of("{}", words.done),
                "<h1>%s</h1><p>%s</p>".formatted(words.done, Html.of("{}", words.consequence.formatted(shop))));
    }

    String unknown() {
        return frame("en", Html.of("This link is not complete"), """
                <h1>This link is not complete</h1>
                <p>Please open it from the e-mail again, or copy the whole address.
                Diese Adresse ist unvollständig: Bitte öffnen Sie sie noch einmal aus der E-Mail.</p>
                """);
    }

    String later() {
        return frame("en", Html.of("Please try again in a few minutes"), """
                <h1>Please try again in a few minutes</h1>
                <p>We could not do this just now, and nothing has changed.
                Das ging gerade nicht: Bitte versuchen Sie es in ein paar Minuten noch einmal.</p>
                """);
    }

    private static Words words(String language) {
        return "de".equals(language) ? GERMAN : ENGLISH;
    }

    private String frame(String language, Html title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><link rel="stylesheet" href="/pages/page.css"></head>
                <body><main><p class="shop">%s</p>%s</main></body>
                </html>
                """.formatted("de".equals(language) ? "de" : "en", title, Html.of("{}", shop), body);
    }
}
