package org.postille.demo.storefront;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.demo.page.Urls;
import org.postille.web.Html;

/** How the shop looks. */
@ApplicationScoped
class StorefrontView {

    private static final int FEW = 5;

    private final PostilleConfig.Shop shop;
    private final Locale locale;

    StorefrontView(PostilleConfig config) {
        shop = config.shop();
        locale = shop.language().equals("de") ? Locale.GERMANY : Locale.forLanguageTag(shop.language() + "-IE");
    }

    Html start(Shelves shelves, List<Article> top) {
        return frame(
                shop.name(),
                shelves,
                null,
                Html.of(
                        """
                        <section class="welcome"><h1>{}</h1><p>Things worth keeping, chosen with care.</p></section>
                        <section><h2>Browse</h2><ul class="shelves">{}</ul></section>
                        <section><h2>Most loved</h2>{}</section>""",
                        shop.name(),
                        Html.join(shelves.below(null).stream()
                                .map(StorefrontView::shelf)
                                .toList()),
                        cards(top)));
    }

    Html category(Shelves shelves, String path, List<Article> articles, int page, int pageSize) {
        var narrower = shelves.below(path);
        var last = (int) ((shelves.products(path) + pageSize - 1) / pageSize);
        return frame(
                Shelves.name(path),
                shelves,
                path,
                Html.of(
                        """
                        {}
                        <header class="heading"><h1>{}</h1><p class="count">{} products</p></header>
                        {}
                        {}
                        {}""",
                        trail(path, false),
                        Shelves.name(path),
                        shelves.products(path),
                        narrower.isEmpty()
                                ? Html.NOTHING
                                : Html.of(
                                        "<ul class=\"narrower\">{}</ul>",
                                        Html.join(narrower.stream()
                                                .map(it -> Html.of(
                                                        "<li><a href=\"{}\">{} <small>{}</small></a></li>",
                                                        address(it.path()),
                                                        Shelves.name(it.path()),
                                                        it.products()))
                                                .toList())),
                        cards(articles),
                        pages(path, page, last)));
    }

    private static Html pages(String path, int page, int last) {
        return Html.of(
                        "<nav class=\"pages\" aria-label=\"Pages\">{} <span>Page {} of {}</span> {}</nav>",
                        Html.of("<a rel=\"prev\" href=\"{}?page={}\">← Previous</a>", address(path), page - 1)
                                .when(page > 1),
                        page,
                        last,
                        Html.of("<a rel=\"next\" href=\"{}?page={}\">Next →</a>", address(path), page + 1)
                                .when(page < last))
                .when(last > 1);
    }

    Html article(Shelves shelves, Article article, List<Article> beside) {
        var category = article.category();
        return frame(
                article.title(),
                shelves,
                category,
                Html.of(
                        """
                        {}
                        <article class="product" data-sku="{}">
                          <div class="photo">{}</div>
                          <div class="facts">
                            {}
                            <h1>{}</h1>
                            <p class="price">{}</p>
                            {}
                            <p class="description">{}</p>
                            <dl>{}</dl>
                          </div>
                        </article>
                        {}""",
                        category == null ? Html.NOTHING : trail(category, true),
                        article.sku(),
                        photo(article, article.title()),
                        fact(article.brand(), "<p class=\"brand\">{}</p>"),
                        article.title(),
                        article.price().format(locale),
                        stock(article),
                        article.description() == null ? "" : article.description(),
                        Html.join(List.of(
                                fact(article.material(), "<div><dt>Material</dt><dd>{}</dd></div>"),
                                fact(article.colour(), "<div><dt>Colour</dt><dd>{}</dd></div>"),
                                fact(article.sku(), "<div><dt>Article number</dt><dd>{}</dd></div>"))),
                        beside.isEmpty()
                                ? Html.NOTHING
                                : Html.of(
                                        "<section class=\"beside\"><h2>From the same shelf</h2>{}</section>",
                                        cards(beside))));
    }

    Html missing(Shelves shelves) {
        return frame("Not found", shelves, null, Html.of("""
                        <section class="welcome"><h1>Not here</h1>
                        <p>What you are looking for is no longer in our shop. <a href="/shop">See what is</a>.</p></section>"""));
    }

    private static Html stock(Article article) {
        var stock = article.stock();
        if (!article.available()) {
            return Html.of("<p class=\"stock out\">Sold out</p>");
        }
        if (stock != null && stock > 0 && stock <= FEW) {
            return Html.of("<p class=\"stock few\">Only {} left</p>", stock);
        }
        return Html.of("<p class=\"stock\">In stock</p>");
    }

    private static Html fact(@Nullable String value, String template) {
        return value == null || value.isBlank() ? Html.NOTHING : Html.of(template, value);
    }

    private static Html shelf(Shelves.Entry entry) {
        return Html.of(
                """
                <li><a href="{}"><span class="photo">{}</span><b>{}</b> <small>{} products</small></a></li>""",
                address(entry.path()),
                image(entry.sku(), entry.photo(), "", Shelves.name(entry.path())),
                Shelves.name(entry.path()),
                entry.products());
    }

    private Html cards(List<Article> articles) {
        return Html.of(
                "<ul class=\"cards\">{}</ul>",
                Html.join(articles.stream().map(this::card).toList()));
    }

    private Html card(Article article) {
        return Html.of(
                """
                <li><a href="/shop/p/{}"><span class="photo">{}</span>{}<b>{}</b> <span class="price">{}</span>{}</a></li>""",
                Urls.encoded(article.sku()),
                photo(article, ""),
                fact(article.brand(), "<small class=\"brand\">{}</small>"),
                article.title(),
                article.price().format(locale),
                Html.of("<small class=\"out\">Sold out</small>").when(!article.available()));
    }

    private static Html photo(Article article, String alt) {
        return image(article.sku(), article.photo(), alt, article.title());
    }

    private static Html image(@Nullable String sku, @Nullable String photo, String alt, String instead) {
        if (sku == null || photo == null) {
            return Html.of(
                    "<span class=\"nophoto\" aria-hidden=\"true\">{}</span>",
                    instead.substring(0, instead.offsetByCodePoints(0, 1)));
        }
        return Html.of("<img src=\"/shop/photo/{}?v={}\" alt=\"{}\" loading=\"lazy\">", Urls.encoded(sku), photo, alt);
    }

    private static Html trail(String path, boolean lastToo) {
        var steps = Shelves.trail(path);
        return Html.of(
                "<nav class=\"trail\" aria-label=\"You are here\"><ol><li><a href=\"/shop\">Shop</a></li>{}</ol></nav>",
                Html.join(steps.stream()
                        .map(step -> lastToo || !step.equals(path)
                                ? Html.of("<li><a href=\"{}\">{}</a></li>", address(step), Shelves.name(step))
                                : Html.of("<li aria-current=\"page\">{}</li>", Shelves.name(step)))
                        .toList()));
    }

    private static String address(String category) {
        return Arrays.stream(category.split(Shelves.STEP))
                .map(Urls::encoded)
                .collect(Collectors.joining("/", "/shop/c/", ""));
    }

    private Html frame(String title, Shelves shelves, @Nullable String category, Html main) {
        var top = category == null ? "" : Shelves.trail(category).getFirst();
        return Html.of(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{}</title>
                <link rel="stylesheet" href="/shop/style.css">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header class="bar">
                  <a class="brand" href="/shop">{}</a>
                  <nav aria-label="Categories"><ul>{}</ul></nav>
                </header>
                <main id="main">
                {}
                </main>
                <footer><p>This shop is a sample: nothing in it can be bought. Its mails lie in the <a href="/mailbox">mailbox</a>.</p></footer>
                </body>
                </html>
                """,
                title.equals(shop.name()) ? title : title + " · " + shop.name(),
                shop.name(),
                Html.join(shelves.below(null).stream()
                        .map(it -> Html.of(
                                "<li><a href=\"{}\"{}>{}</a></li>",
                                address(it.path()),
                                Html.of(" aria-current=\"true\"").when(it.path().equals(top)),
                                Shelves.name(it.path())))
                        .toList()),
                main);
    }
}
