package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.base.PostilleConfig;
import org.postille.web.Html;

/** The pages about products that mails lead to, in the reader's language. They work without pictures, scripts and a mouse. */
@ApplicationScoped
class ProductPages {

    private static final Words GERMAN = new Words(
            "de",
            "Für Sie ausgesucht",
            "Die Empfehlungen aus unserer E-Mail vom %s, mit den Preisen dieses Augenblicks.",
            "Foto: %s",
            "Preis",
            "niedrigster Preis der letzten 30 Tage",
            "Gefällt mir",
            "Nichts für mich",
            "Das gefällt Ihnen.",
            "Das ist nichts für Sie, wir empfehlen es Ihnen nicht mehr.",
            "Wie gefällt Ihnen das?",
            "Auf dieser Seite ist noch nichts geschehen. Was Sie sagen, bestimmt mit, was wir Ihnen künftig empfehlen.",
            "Danke. Das gilt ab sofort, und Sie können es jederzeit ändern.",
            "Alle Empfehlungen dieser E-Mail",
            "Zum Shop");
    private static final Words ENGLISH = new Words(
            "en",
            "Chosen for you",
            "The recommendations of our e-mail of %s, at the prices of this moment.",
            "Photo: %s",
            "Price",
            "lowest price of the last 30 days",
            "I like it",
            "Not for me",
            "You like it.",
            "It is not for you, and we will not recommend it to you again.",
            "How do you like this?",
            "Opening this page has not changed anything. What you say has a part in what we recommend to you from now on.",
            "Thank you. It counts from now on, and you can change it at any time.",
            "All recommendations of this e-mail",
            "To the shop");

    private final PostilleConfig.Shop shop;

    ProductPages(PostilleConfig config) {
        shop = config.shop();
    }

    private record Words(
            String language,
            String title,
            String lead,
            String photo,
            String price,
            String lowest,
            String like,
            String dislike,
            String liked,
            String disliked,
            String ask,
            String unchanged,
            String thanks,
            String all,
            String toShop) {}

    /**
     * A product as a page shows it. Addresses are paths on this server.
     *
     * @param photo null where it has none
     * @param oldPrice the only one that may be struck through; null: none may be
     * @param click leads to the product
     * @param opinion takes what the reader says
     * @param likes null where the reader has not said
     */
    record Item(
            String title,
            Money price,
            @Nullable Money oldPrice,
            @Nullable String reason,
            @Nullable String photo,
            @Nullable String click,
            String opinion,
            @Nullable Boolean likes) {}

    /** What a block shows. */
    String block(Mail mail, List<Item> items) {
        var words = words(mail.language());
        var locale = mail.locale();
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(mail.plannedAt().atOffset(ZoneOffset.UTC));
        var list = Html.join(items.stream()
                .map(it -> Html.of("<li>{}</li>", article(words, locale, it, "h2")))
                .toList());
        return frame(words, words.title, Html.of("""
                <h1>{}</h1>
                <p class="lead">{}</p>
                <ul class="products">
                {}
                </ul>""", words.title, words.lead.formatted(day), list));
    }

    /**
     * Asks what the reader thinks of one product, or thanks for having said so.
     *
     * @param all path of the page with all products of the block
     */
    String opinion(Mail mail, Item item, String all) {
        var words = words(mail.language());
        return frame(
                words,
                words.ask,
                Html.of(
                        """
                <h1>{}</h1>
                <p class="lead">{}</p>
                <div class="one">{}</div>
                <p><a href="{}">{}</a></p>""",
                        words.ask,
                        item.likes == null ? words.unchanged : words.thanks,
                        article(words, mail.locale(), item, "h2"),
                        all,
                        words.all));
    }

    /** The same for everybody who gets nothing personal, or has no link of ours. */
    String neutral() {
        return frame(ENGLISH, "Nothing to show", Html.of("""
                <h1>There is nothing to show here any more</h1>
                <p class="lead">This e-mail is too old, or its link is not complete. The shop has what is there now.</p>
                <p class="lead" lang="de">Hier gibt es nichts mehr zu sehen: Die E-Mail ist zu alt oder ihr Link ist
                unvollständig. Im Shop steht, was es jetzt gibt.</p>"""));
    }

    String later() {
        return frame(ENGLISH, "Please try again", Html.of("""
                <h1>Please try again in a few minutes</h1>
                <p class="lead">We could not do this just now, and nothing has changed.</p>
                <p class="lead" lang="de">Das ging gerade nicht: Bitte versuchen Sie es in ein paar Minuten noch einmal.</p>"""));
    }

    private static Html article(Words words, Locale locale, Item item, String heading) {
        var photo = item.photo == null
                ? Html.of("<span class=\"photo letters\" aria-hidden=\"true\">{}</span>", initial(item.title))
                : Html.of(
                        "<img class=\"photo\" src=\"{}\" alt=\"{}\" width=\"260\" height=\"260\">",
                        item.photo,
                        words.photo.formatted(item.title));
        var old = item.oldPrice == null
                ? Html.NOTHING
                : Html.of("<span class=\"old\">{} <s>{}</s></span>", words.lowest, item.oldPrice.format(locale));
        var title = item.click == null
                ? Html.of("{}", item.title)
                : Html.of("<a href=\"{}\">{}</a>", item.click, item.title);
        var reason = item.reason == null || item.reason.isBlank()
                ? Html.NOTHING
                : Html.of("<p class=\"reason\">{}</p>", item.reason);
        return Html.of(
                """
                <article>
                {}
                <div class="words">
                <{}>{}</{}>
                <p class="price"><span class="aside">{}: </span><strong>{}</strong>{}</p>
                {}
                {}
                </div>
                </article>""",
                photo,
                Html.of(heading),
                title,
                Html.of(heading),
                words.price,
                item.price.format(locale),
                old,
                reason,
                buttons(words, item));
    }

    private static Html buttons(Words words, Item item) {
        var state = item.likes == null
                ? Html.NOTHING
                : Html.of("<p class=\"said\" role=\"status\">{}</p>", item.likes ? words.liked : words.disliked);
        return Html.of(
                """
                <form method="post" action="{}">
                {}
                <button type="submit" name="opinion" value="like" aria-pressed="{}">{}<span class="aside">: {}</span></button>
                <button type="submit" name="opinion" value="dislike" aria-pressed="{}">{}<span class="aside">: {}</span></button>
                </form>""",
                item.opinion,
                state,
                Boolean.TRUE.equals(item.likes),
                words.like,
                item.title,
                Boolean.FALSE.equals(item.likes),
                words.dislike,
                item.title);
    }

    private static String initial(String title) {
        return title.isEmpty()
                ? "·"
                : title.substring(0, title.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    private static Words words(@Nullable String language) {
        return "de".equals(language) ? GERMAN : ENGLISH;
    }

    private String frame(Words words, String title, Html body) {
        return Html.of(
                        """
                        <!doctype html>
                        <html lang="{}">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="robots" content="noindex">
                        <title>{}</title>
                        <link rel="stylesheet" href="/b/page.css">
                        </head>
                        <body>
                        <header><p class="shop"><a href="{}">{}</a></p></header>
                        <main>
                        {}
                        </main>
                        <footer><p><a href="{}">{}</a></p><p>{}</p></footer>
                        </body>
                        </html>
                        """,
                        words.language,
                        title + " · " + shop.name(),
                        shop.url(),
                        shop.name(),
                        body,
                        shop.url(),
                        words.toShop,
                        shop.imprint())
                .toString();
    }
}
