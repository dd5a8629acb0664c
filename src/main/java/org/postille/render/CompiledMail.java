package org.postille.render;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.render.sandbox.Dialect;
import org.postille.render.sandbox.Refused;
import org.postille.render.sandbox.SafeTemplate;
import org.postille.render.sandbox.Sandbox;

/** A template in one language, ready to be filled in for each recipient. Any number of threads may do so. */
public final class CompiledMail {

    private static final int LONGEST_HTML = 400_000;
    private static final int LONGEST_TEXT = 200_000;
    private static final int LONGEST_RAW_SUBJECT = 2_000;
    private static final int LONGEST_SUBJECT = 200;
    private static final int MOST_SUBJECTS = 100;
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}\\u2028\\u2029]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    /** One part of a mail, and where its text comes from. */
    record Part(SafeTemplate template, Assembly assembly) {}

    private final Sandbox sandbox;
    private final String language;
    private final String version;
    private final Part html;
    private final @Nullable Part text;
    private final Map<String, TileSize> tiles;
    private final Map<String, Integer> together;
    private final Destinations destinations;
    private final Set<String> harmless = ConcurrentHashMap.newKeySet();
    private final SimpleHtml.Known known = new SimpleHtml.Known(harmless);
    private final Map<String, Part> subjects = new ConcurrentHashMap<>();

    CompiledMail(
            Sandbox sandbox,
            String language,
            String version,
            Part html,
            @Nullable Part text,
            Map<String, TileSize> tiles,
            Map<String, Integer> together,
            Destinations destinations) {
        this.sandbox = sandbox;
        this.language = language;
        this.version = version;
        this.html = html;
        this.text = text;
        this.tiles = tiles;
        this.together = together;
        this.destinations = destinations;
    }

    /** The language that its file is written in. */
    public String language() {
        return language;
    }

    /** Names the content it was made of: the same for the same files and blocks. */
    public String version() {
        return version;
    }

    /** How large the pictures of each block are. */
    public Map<String, TileSize> tiles() {
        return tiles;
    }

    /** The blocks that are shown in one picture, with the number of tiles side by side in it. */
    public Map<String, Integer> together() {
        return together;
    }

    /** The mail for one recipient, with all links as they are. */
    public Rendered render(String subject, Map<String, ?> model, Locale locale, ZoneId zone) {
        return render(subject, model, locale, zone, UnaryOperator.identity());
    }

    /**
     * The mail for one recipient.
     *
     * @param subject a template too, with square brackets
     * @param model String, Number, Boolean, Money, LocalDate, ZonedDateTime, and lists and maps of them
     * @param locale of numbers, dates and money
     * @param zone of points in time
     * @param rewriting what becomes of each web address that the template itself names as the target of a link; addresses with
     *     values of the model in them stay as they are, but for {@code shop.url}
     * @throws Invalid if a template fails on this model, was stopped, or made what a mail may not hold; the message names the
     *     place
     */
    public Rendered render(
            String subject, Map<String, ?> model, Locale locale, ZoneId zone, UnaryOperator<String> rewriting) {
        try {
            return rendered(subject, model, locale, zone, rewriting);
        } catch (Faulty e) {
            throw new Invalid(String.valueOf(e.getMessage()), e);
        }
    }

    Rendered rendered(String subject, Map<String, ?> model, Locale locale, ZoneId zone, UnaryOperator<String> rewriting)
            throws Faulty {
        var line = subject(subject, model, locale, zone);
        var values = new HashMap<String, Object>(model);
        values.put(Destinations.NAME, destinations.rewritten(model, rewriting));
        var markup = run(html, values, locale, zone, LONGEST_HTML);
        var simple = SimpleHtml.body(markup, known);
        var body =
                simple.isPresent() ? simple.get() : checked(Jsoup.parse(markup)).body();
        var plain = text == null ? PlainText.of(body) : run(text, values, locale, zone, LONGEST_TEXT);
        return new Rendered(line, markup, plain);
    }

    private Document checked(Document mail) throws Faulty {
        var dangerous = Links.dangerous(mail, harmless);
        if (dangerous.isPresent()) {
            throw new Faulty(html.assembly().finding(dangerous.get()));
        }
        return mail;
    }

    private String subject(String subject, Map<String, ?> model, Locale locale, ZoneId zone) throws Faulty {
        var part = subjects.get(subject);
        if (part == null) {
            part = subjectPart(sandbox, new Source("subject", subject));
            if (subjects.size() < MOST_SUBJECTS) {
                subjects.put(subject, part);
            }
        }
        return oneLine(run(part, model, locale, zone, LONGEST_RAW_SUBJECT));
    }

    static Part subjectPart(Sandbox sandbox, Source source) throws Faulty {
        return part(sandbox, Assembly.of(source), Dialect.SQUARE_TEXT);
    }

    static Part part(Sandbox sandbox, Assembly assembly, Dialect dialect) throws Faulty {
        try {
            return new Part(sandbox.accept("template", assembly.text(), dialect), assembly);
        } catch (Refused e) {
            throw assembly.faulty(e);
        }
    }

    static String run(Part part, Map<String, ?> model, Locale locale, ZoneId zone, int limit) throws Faulty {
        try {
            return part.template().render(model, locale, zone, limit);
        } catch (Refused e) {
            throw part.assembly().faulty(e);
        }
    }

    /** Nothing in a subject may end the line or turn its direction. */
    private static String oneLine(String text) {
        var line = BLANK.matcher(INVISIBLE.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1))
                        .strip() + "…";
    }

    Part html() {
        return html;
    }

    @Nullable
    Part text() {
        return text;
    }
}
