package org.postille.demo.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.delivery.smtp.Party;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.demo.page.Urls;
import org.postille.web.Html;

/** How the mailbox looks. */
@ApplicationScoped
class MailboxView {

    /** The ways to look at one mail. */
    enum Tab {
        HTML("Mail"),
        TEXT("Plain text"),
        HEADERS("Headers"),
        SOURCE("Source");

        private final String label;

        Tab(String label) {
            this.label = label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Tab of(String code) {
            return Arrays.stream(values())
                    .filter(tab -> tab.code().equals(code))
                    .findFirst()
                    .orElse(HTML);
        }
    }

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()\\\\]+");
    private static final Pattern UNSUBSCRIBE = Pattern.compile("<(https?://[^\\s<>]+)>");
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("EEE, d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final int TINTS = 8;

    private final Clock clock;
    private final String address;

    MailboxView(Clock clock, PostilleConfig config) {
        this.clock = clock;
        this.address = config.publicUrl();
    }

    Html list(Mailbox mailbox, Search search, Mailbox.Excerpt excerpt, int page, int pageSize) {
        var letters = excerpt.letters();
        var body = letters.isEmpty()
                ? empty(search)
                : Html.of(
                        """
                        <ol class="letters">
                        {}
                        </ol>
                        {}""",
                        Html.join(letters.stream()
                                .map(letter -> row(letter, search))
                                .toList()),
                        pages(search, page, (excerpt.total() + pageSize - 1) / pageSize));
        return frame(
                title(mailbox, search),
                mailbox,
                search,
                Html.of("""
                        <header class="heading"><h1>{}</h1><p class="count">{}</p></header>
                        {}""", title(mailbox, search), count(excerpt.total(), "mail"), body));
    }

    private static String title(Mailbox mailbox, Search search) {
        if (!search.words().isEmpty()) {
            return "“" + search.words() + "”";
        }
        return mailbox.campaigns().stream()
                .filter(count -> count.campaign().id().equals(search.campaign()))
                .findFirst()
                .map(count -> count.campaign().name())
                .orElse(search.campaign().isEmpty() ? "All mails" : search.campaign());
    }

    private static Html empty(Search search) {
        return search.equals(Search.EVERYTHING) ? Html.of("""
                        <div class="empty"><p class="big">No mail yet</p>
                        <p>Every mail that Postille sends in this demo arrives here.</p></div>""") : Html.of("""
                        <div class="empty"><p class="big">Nothing found</p>
                        <p><a href="/mailbox">Show all mails</a></p></div>""");
    }

    private Html row(Letter letter, Search search) {
        var campaign = letter.campaign();
        return Html.of(
                """
                <li><a href="{}">
                  <span class="avatar tint{}" aria-hidden="true">{}</span>
                  <span class="who"><b>{}</b><small>{}</small></span>
                  <span class="what"><b>{}</b> <span>{}</span></span>
                  {}
                  {}
                </a></li>""",
                address(letter, search),
                tint(letter.to().address()),
                initials(letter.recipient()),
                letter.recipient(),
                letter.to().address(),
                subject(letter),
                letter.snippet(),
                campaign == null || !search.campaign().isEmpty()
                        ? Html.NOTHING
                        : Html.of("<span class=\"chip\">{}</span>", campaign.name()),
                time(letter.date(), false));
    }

    private static Html pages(Search search, int page, int last) {
        if (last <= 1) {
            return Html.NOTHING;
        }
        var query = search.query();
        var base = "/mailbox" + (query.isEmpty() ? "?" : query + "&") + "page=";
        return Html.of(
                """
                <nav class="pages" aria-label="Pages">{} <span>Page {} of {}</span> {}</nav>""",
                step(page > 1, base + (page - 1), "prev", "← Newer"),
                page,
                last,
                step(page < last, base + (page + 1), "next", "Older →"));
    }

    private static Html step(boolean there, String to, String rel, String label) {
        return there
                ? Html.of("<a class=\"button\" rel=\"{}\" href=\"{}\">{}</a>", rel, to, label)
                : Html.of("<span class=\"button off\" aria-disabled=\"true\">{}</span>", label);
    }

    Html mail(Mailbox mailbox, Letter letter, byte[] source, Tab tab, Search search) {
        var mail = ReceivedMail.read(source);
        return frame(
                subject(letter),
                mailbox,
                search,
                Html.of(
                        """
                        <nav class="tools" aria-label="Mails">
                          <a class="button" href="/mailbox{}">← Back to the list</a>
                          <span class="spring"></span>
                          {} {}
                        </nav>
                        <article class="mail">
                        <h1>{}</h1>
                        {}
                        <div class="views">
                          <nav class="tabs" aria-label="Views of this mail">{}</nav>
                          {}
                        </div>
                        </article>""",
                        search.query(),
                        neighbour(mailbox.newer(letter.id(), search).orElse(null), search, "prev", "↑ Newer"),
                        neighbour(mailbox.older(letter.id(), search).orElse(null), search, "next", "↓ Older"),
                        subject(letter),
                        envelope(letter, mail),
                        Html.join(Arrays.stream(Tab.values())
                                .map(it -> tab(letter, search, it, tab))
                                .toList()),
                        content(letter, mail, source, tab)));
    }

    Html missing(Mailbox mailbox) {
        return frame("No such mail", mailbox, Search.EVERYTHING, Html.of("""
                        <div class="empty"><p class="big">This mail is not here</p>
                        <p><a href="/mailbox">Show all mails</a></p></div>"""));
    }

    private static Html neighbour(@Nullable Letter letter, Search search, String rel, String label) {
        return step(letter != null, letter == null ? "" : address(letter, search), rel, label);
    }

    private Html envelope(Letter letter, ReceivedMail mail) {
        return Html.of(
                """
                <div class="envelope">
                  <span class="avatar large tint{}" aria-hidden="true">{}</span>
                  <dl>
                    <div><dt class="unseen">From</dt><dd class="from">{}{}</dd></div>
                    <div><dt>to</dt><dd>{}</dd></div>
                  </dl>
                  {}
                </div>""",
                tint(letter.from().address()),
                initials(
                        letter.from().name() == null
                                ? letter.from().address()
                                : letter.from().name()),
                person(letter.from()),
                unsubscribe(mail),
                person(letter.to()),
                time(letter.date(), true));
    }

    private static Html person(Party party) {
        var name = party.name();
        return name == null || name.isBlank()
                ? Html.of("<b>{}</b>", party.address())
                : Html.of("<b>{}</b> <span class=\"address\">&lt;{}&gt;</span>", name, party.address());
    }

    /** Where a mail client would offer it: beside the sender. */
    private Html unsubscribe(ReceivedMail mail) {
        var link = UNSUBSCRIBE.matcher(
                Urls.ofThisRun(mail.header("List-Unsubscribe").orElse(""), address));
        return link.find() && Urls.mayBeLinked(link.group(1))
                ? Html.of(
                        " <a class=\"unsubscribe\" href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">Unsubscribe</a>",
                        link.group(1))
                : Html.NOTHING;
    }

    private static Html tab(Letter letter, Search search, Tab tab, Tab current) {
        var query = search.query();
        return Html.of(
                "<a href=\"{}\"{}>{}</a>",
                "/mailbox/" + letter.id() + (query.isEmpty() ? "?" : query + "&") + "view=" + tab.code(),
                Html.of(" aria-current=\"page\"").when(tab == current),
                tab.label);
    }

    private Html content(Letter letter, ReceivedMail mail, byte[] source, Tab tab) {
        return switch (tab) {
            case HTML -> mail.html().isEmpty() ? plain(text(mail)) : rendered(letter);
            case TEXT -> plain(text(mail));
            case HEADERS -> headers(mail.headers());
            case SOURCE ->
                Html.of(
                        """
                    <p class="aside"><a href="/mailbox/{}/source" target="_blank" rel="noopener">Open raw</a> · {} bytes</p>
                    <pre class="source" tabindex="0">{}</pre>""",
                        letter.id(),
                        source.length,
                        new String(source, StandardCharsets.UTF_8).replace("\r\n", "\n"));
        };
    }

    private String text(ReceivedMail mail) {
        return Urls.ofThisRun(mail.text(), address);
    }

    private static Html rendered(Letter letter) {
        return Html.of("""
                <fieldset class="width">
                  <legend class="unseen">Width of the screen</legend>
                  <input type="radio" name="width" id="wide" checked><label for="wide">Desktop</label>
                  <input type="radio" name="width" id="narrow"><label for="narrow">Phone</label>
                </fieldset>
                <div class="screen">
                  <iframe src="/mailbox/{}/html" title="The mail as its reader sees it" referrerpolicy="no-referrer"
                    sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>
                </div>""", letter.id());
    }

    private static Html plain(String text) {
        var pieces = new ArrayList<Html>();
        var links = LINK.matcher(text);
        var from = 0;
        while (links.find()) {
            pieces.add(Html.of("{}", text.substring(from, links.start())));
            pieces.add(
                    Urls.mayBeLinked(links.group())
                            ? Html.of(
                                    "<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">{}</a>",
                                    links.group(),
                                    links.group())
                            : Html.of("{}", links.group()));
            from = links.end();
        }
        pieces.add(Html.of("{}", text.substring(from)));
        return Html.of("<pre class=\"plain\" tabindex=\"0\">{}</pre>", Html.joinTight(pieces));
    }

    private static Html headers(List<ReceivedMail.Header> headers) {
        return Html.of(
                """
                <table class="headers"><caption class="unseen">Headers</caption><tbody>
                {}
                </tbody></table>""",
                Html.join(headers.stream()
                        .map(header ->
                                Html.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", header.name(), header.value()))
                        .toList()));
    }

    private Html frame(String title, Mailbox mailbox, Search search, Html main) {
        return Html.of(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} · Postille mailbox</title>
                <link rel="stylesheet" href="/mailbox/style.css">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the mails</a>
                <header class="bar">
                  <a class="brand" href="/mailbox"><span class="mark" aria-hidden="true">❧</span> Postille <small>Mailbox</small></a>
                  <form class="search" action="/mailbox" role="search">
                    <label class="unseen" for="q">Search by recipient or subject</label>
                    <input id="q" name="q" type="search" value="{}" placeholder="Search by recipient or subject" autocomplete="off">
                    {}
                    <button type="submit">Search</button>
                  </form>
                  <nav class="elsewhere" aria-label="Elsewhere"><a href="/shop">Visit the shop</a></nav>
                </header>
                <div class="desk">
                <nav class="side" aria-label="Campaigns">
                  <ul>
                  {}
                  {}
                  </ul>
                  {}
                </nav>
                <main id="main">
                {}
                </main>
                </div>
                </body>
                </html>
                """,
                title,
                search.words(),
                search.campaign().isEmpty()
                        ? Html.NOTHING
                        : Html.of("<input type=\"hidden\" name=\"campaign\" value=\"{}\">", search.campaign()),
                folder("", "All mails", mailbox.size(), search),
                Html.join(mailbox.campaigns().stream()
                        .map(count ->
                                folder(count.campaign().id(), count.campaign().name(), count.mails(), search))
                        .toList()),
                time(),
                main);
    }

    /** The demo's clock, which its visitor may move on. */
    private Html time() {
        return Html.of("""
                <form class="clock" method="post" action="/mailbox/clock">
                  <p>Time of the demo<br><b>{}</b></p>
                  <button type="submit" name="by" value="hour">1 hour on</button>
                  <button type="submit" name="by" value="day">1 day on</button>
                </form>""", NOW.format(clock.instant().atZone(ZoneId.systemDefault())));
    }

    private static Html folder(String campaign, String name, int mails, Search search) {
        return Html.of(
                "<li><a href=\"/mailbox{}\"{}><span>{}</span> <span class=\"number\">{}</span></a></li>",
                new Search("", campaign).query(),
                Html.of(" aria-current=\"true\"").when(search.campaign().equals(campaign)),
                name,
                String.format(Locale.ENGLISH, "%,d", mails));
    }

    private Html time(@Nullable Instant date, boolean full) {
        if (date == null) {
            return Html.NOTHING;
        }
        var zone = ZoneId.systemDefault();
        var day = date.atZone(zone);
        var today = clock.instant().atZone(zone);
        var pattern = full
                ? "EEEE, d MMMM yyyy, HH:mm"
                : day.toLocalDate().equals(today.toLocalDate())
                        ? "HH:mm"
                        : day.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy";
        return Html.of(
                "<time datetime=\"{}\">{}</time>",
                date,
                DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day));
    }

    private static String subject(Letter letter) {
        return letter.subject().isBlank() ? "(no subject)" : letter.subject();
    }

    private static String address(Letter letter, Search search) {
        return "/mailbox/" + letter.id() + search.query();
    }

    private static String count(int number, String what) {
        return String.format(Locale.ENGLISH, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static int tint(String address) {
        return Math.floorMod(address.toLowerCase(Locale.ROOT).hashCode(), TINTS);
    }

    /** Of the first and the last word. */
    private static String initials(String name) {
        var words = Arrays.stream(name.split("[\\s,.@_-]+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetter))
                .toList();
        if (words.isEmpty()) {
            return "·";
        }
        var last = words.size() > 1 && !name.contains("@") ? initial(words.getLast()) : "";
        return initial(words.getFirst()) + last;
    }

    private static String initial(String word) {
        return word.codePoints()
                .filter(Character::isLetter)
                .mapToObj(c -> Character.toString(Character.toUpperCase(c)))
                .findFirst()
                .orElse("");
    }
}
