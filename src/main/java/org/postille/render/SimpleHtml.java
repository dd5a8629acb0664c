package org.postille.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTML in which everything stands where it belongs, as mails from most templates do, in one go and several times as fast as
 * a parser that is prepared for everything.
 *
 * <p>It takes a document only if it is sure to see what every HTML parser sees: all elements known, closed in order, none where
 * the standard would move it or close another for it (HTML Living Standard, section 13.2.6), all attributes quoted, and no
 * danger by {@link Links} in any element or comment. Whatever else it meets, it gives up, and the full parser decides.
 */
final class SimpleHtml {

    /** What the standard's rules for an element depend on. */
    private enum Kind {
        /** Of the document and its head. */
        OUTER,
        INLINE,
        /** Has no content. */
        VOID,
        /** Closes a paragraph. */
        BLOCK,
        HEADING,
        ITEM,
        /** These three hold other parts of a table, comments and white space. */
        TABLE,
        ROWS,
        ROW,
        CELL;

        boolean isFrame() {
            return this == TABLE || this == ROWS || this == ROW;
        }

        boolean closesParagraphs() {
            return this == BLOCK || this == HEADING || this == ITEM || this == TABLE;
        }
    }

    /** An element that is known here. */
    private record Form(String name, Kind kind, Tag tag) {}

    private static final Map<String, Form> FORMS = forms();

    private static Map<String, Form> forms() {
        var forms = new HashMap<String, Form>();
        Map.of(
                        Kind.OUTER, "html head title style body",
                        Kind.INLINE, "a b big em font i small span strike strong sub sup u",
                        Kind.VOID, "br img meta link hr",
                        Kind.BLOCK, "address article aside blockquote center div footer header main ol p section ul",
                        Kind.HEADING, "h1 h2 h3 h4 h5 h6",
                        Kind.ITEM, "li",
                        Kind.TABLE, "table",
                        Kind.ROWS, "thead tbody tfoot",
                        Kind.ROW, "tr",
                        Kind.CELL, "td th")
                .forEach((kind, names) -> {
                    for (var name : names.split(" ", -1)) {
                        forms.put(
                                name,
                                new Form(
                                        name,
                                        kind,
                                        Tag.valueOf(name, Parser.NamespaceHtml, ParseSettings.htmlDefault)));
                    }
                });
        return Map.copyOf(forms);
    }

    private static final int DEEPEST = 100;
    private static final int MOST_KNOWN = 1_000;

    private record Reference(String written, char meant) {}

    private static final List<Reference> COMMON = List.of(
            new Reference("&amp;", '&'),
            new Reference("&nbsp;", '\u00a0'),
            new Reference("&quot;", '"'),
            new Reference("&#39;", '\''),
            new Reference("&lt;", '<'),
            new Reference("&gt;", '>'));

    /** A start tag in which there is no danger. */
    private record Start(Form form, Attributes attributes) {
        String name() {
            return form.name;
        }

        Kind kind() {
            return form.kind;
        }

        /** With attributes of its own, in which jsoup keeps notes on the element. */
        Element element() {
            return new Element(form.tag, null, attributes.clone());
        }
    }

    /** An element that is not closed yet. */
    private record Open(Start start, Element element) {}

    /** What a template has made before; the same in most of its mails. */
    static final class Known {
        private final Map<String, Start> starts = new ConcurrentHashMap<>();
        private final Set<String> comments;

        /** @param comments in which there was nothing */
        Known(Set<String> comments) {
            this.comments = comments;
        }
    }

    /** Something that is not simple. */
    private static final class Doubt extends Exception {
        private static final long serialVersionUID = 1L;

        Doubt() {
            super(null, null, false, false);
        }
    }

    private static final Start IMPLIED_ROWS = new Start(Objects.requireNonNull(FORMS.get("tbody")), new Attributes());

    private final String html;
    private final Known known;
    private int at;
    private final Deque<Open> open = new ArrayDeque<>();

    private SimpleHtml(String html, Known known) {
        this.html = html;
        this.known = known;
    }

    /** The body, or nothing if this is not simple, or dangerous. */
    static Optional<Element> body(String html, Known known) {
        try {
            return Optional.of(new SimpleHtml(html, known).document());
        } catch (Doubt e) {
            return Optional.empty();
        }
    }

    private Element document() throws Doubt {
        if (!html.regionMatches(true, 0, "<!doctype html>", 0, 15)) {
            throw new Doubt();
        }
        at = 15;
        outside("<html");
        start("html");
        outside("<head>");
        start("head");
        head();
        outside("<body");
        var start = start("body");
        var body = start.element();
        open.push(new Open(start, body));
        content();
        outside("</html>");
        at += "</html>".length();
        outside("");
        return body;
    }

    /** White space and comments up to that tag. */
    private void outside(String tag) throws Doubt {
        while (true) {
            while (at < html.length() && isSpace(html.charAt(at))) {
                at++;
            }
            if (!html.startsWith("<!--", at)) {
                break;
            }
            comment();
        }
        if (tag.isEmpty() ? at < html.length() : !html.startsWith(tag, at)) {
            throw new Doubt();
        }
    }

    private void head() throws Doubt {
        while (true) {
            outside("<");
            if (html.startsWith("</head>", at)) {
                at += "</head>".length();
                return;
            }
            var name = start().name();
            switch (name) {
                case "meta", "link" -> {}
                case "title", "style" -> {
                    var end = "</" + name + ">";
                    var close = html.indexOf("</", at);
                    if (close < 0 || !html.startsWith(end, close)) {
                        throw new Doubt();
                    }
                    at = close + end.length();
                }
                default -> throw new Doubt();
            }
        }
    }

    private void content() throws Doubt {
        while (!open.isEmpty()) {
            var tag = html.indexOf('<', at);
            if (tag < 0) {
                throw new Doubt();
            }
            if (tag > at) {
                text(tag);
            }
            at = tag;
            if (html.startsWith("</", at)) {
                end();
            } else if (html.startsWith("<!--", at)) {
                comment();
            } else {
                inBody(start());
            }
        }
    }

    private void text(int end) throws Doubt {
        var parent = open.getFirst();
        if (parent.start.kind().isFrame()) {
            for (var i = at; i < end; i++) {
                if (!isSpace(html.charAt(i))) {
                    throw new Doubt();
                }
            }
        }
        var text = html.substring(at, end);
        if (text.indexOf('\0') >= 0) {
            throw new Doubt();
        }
        parent.element.appendChild(new TextNode(decoded(text, false)));
    }

    private void comment() throws Doubt {
        var end = html.indexOf("-->", at + 4);
        if (end < 0) {
            throw new Doubt();
        }
        var comment = html.substring(at + 4, end);
        if (comment.startsWith(">")
                || comment.startsWith("->")
                || comment.contains("--!>")
                || comment.endsWith("<!-")
                || comment.indexOf('\0') >= 0
                || Links.dangerousComment(comment, known.comments).isPresent()) {
            throw new Doubt();
        }
        at = end + 3;
    }

    private void end() throws Doubt {
        var close = html.indexOf('>', at);
        if (close < 0) {
            throw new Doubt();
        }
        var current = open.pop();
        if (html.startsWith("</table", at) && current.start.equals(IMPLIED_ROWS)) {
            current = open.pop();
        }
        var name = current.start.name();
        if (close - at - 2 != name.length() || !html.startsWith(name, at + 2)) {
            throw new Doubt();
        }
        at = close + 1;
    }

    private void inBody(Start start) throws Doubt {
        var parent = open.getFirst();
        var kind = start.kind();
        if (kind == Kind.OUTER
                || start.name().equals("meta")
                || start.name().equals("link")
                || open.size() >= DEEPEST) {
            throw new Doubt();
        }
        if (kind == Kind.ROWS || kind == Kind.ROW || kind == Kind.CELL) {
            parent = inTable(kind, parent);
        } else {
            inFlow(start, parent.start);
        }
        var element = start.element();
        parent.element.appendChild(element);
        if (kind != Kind.VOID) {
            open.push(new Open(start, element));
        }
    }

    private Open inTable(Kind kind, Open parent) throws Doubt {
        var around = parent.start.kind();
        if (kind == Kind.ROW && around == Kind.TABLE) {
            var rows = new Open(IMPLIED_ROWS, IMPLIED_ROWS.element());
            parent.element.appendChild(rows.element);
            open.push(rows);
            return rows;
        }
        var fits =
                kind == Kind.CELL ? around == Kind.ROW : kind == Kind.ROW ? around == Kind.ROWS : around == Kind.TABLE;
        if (!fits) {
            throw new Doubt();
        }
        return parent;
    }

    private void inFlow(Start start, Start parent) throws Doubt {
        if (parent.kind().isFrame()
                || (start.kind() == Kind.ITEM
                        && !parent.name().equals("ul")
                        && !parent.name().equals("ol"))
                || (start.kind() == Kind.HEADING && parent.kind() == Kind.HEADING)
                || ((start.kind().closesParagraphs() || start.name().equals("hr")) && isWithin("p"))
                || (start.name().equals("a") && isWithin("a"))) {
            throw new Doubt();
        }
    }

    /** Whether there is such an element around, within the same cell of a table. */
    private boolean isWithin(String name) {
        for (var it : open) {
            if (it.start.name().equals(name)) {
                return true;
            }
            if (it.start.kind() == Kind.CELL) {
                return false;
            }
        }
        return false;
    }

    private Start start(String name) throws Doubt {
        var start = start();
        if (!start.name().equals(name)) {
            throw new Doubt();
        }
        return start;
    }

    private Start start() throws Doubt {
        var end = endOfTag();
        var source = html.substring(at, end);
        at = end;
        var before = known.starts.get(source);
        if (before != null) {
            return before;
        }
        var read = read(source);
        // What has an address in it is different in each mail more often than not.
        if (!source.contains("://") && known.starts.size() < MOST_KNOWN) {
            known.starts.put(source, read);
        }
        return read;
    }

    private int endOfTag() throws Doubt {
        var quote = '\0';
        for (var i = at + 1; i < html.length(); i++) {
            var it = html.charAt(i);
            if (quote != '\0') {
                quote = it == quote ? '\0' : quote;
            } else if (it == '"' || it == '\'') {
                quote = it;
            } else if (it == '>') {
                return i + 1;
            }
        }
        throw new Doubt();
    }

    private static Start read(String source) throws Doubt {
        var at = 1;
        while (isNamed(source.charAt(at))) {
            at++;
        }
        var form = FORMS.get(source.substring(1, at));
        if (form == null) {
            throw new Doubt();
        }
        var attributes = new Attributes();
        var next = afterSpace(source, at);
        while (next > at && isNamed(source.charAt(next))) {
            at = attribute(source, next, attributes);
            next = afterSpace(source, at);
        }
        var rest = source.length() - next;
        if (rest != 1 && !(rest == 2 && source.charAt(next) == '/' && form.kind == Kind.VOID)) {
            throw new Doubt();
        }
        var start = new Start(form, attributes);
        if (Links.dangerousElement(start.element()).isPresent()) {
            throw new Doubt();
        }
        return start;
    }

    /** Reads one, and returns where it ends. */
    private static int attribute(String source, int from, Attributes attributes) throws Doubt {
        var at = from;
        while (isNamed(source.charAt(at)) || source.charAt(at) == ':' || source.charAt(at) == '-') {
            at++;
        }
        var name = source.substring(from, at).toLowerCase(Locale.ROOT);
        var quote = source.charAt(at) == '=' ? source.charAt(at + 1) : ' ';
        var end = quote == '"' || quote == '\'' ? source.indexOf(quote, at + 2) : -1;
        if (end < 0 || attributes.hasKey(name)) {
            throw new Doubt();
        }
        var value = source.substring(at + 2, end);
        if (value.indexOf('\0') >= 0) {
            throw new Doubt();
        }
        attributes.add(name, decoded(value, true));
        return end + 1;
    }

    private static int afterSpace(String source, int from) {
        var at = from;
        while (isSpace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNamed(char it) {
        return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9');
    }

    private static boolean isSpace(char it) {
        return it == ' ' || it == '\n' || it == '\t' || it == '\r' || it == '\f';
    }

    /** With characters in place of references to them. */
    private static String decoded(String text, boolean inAttribute) {
        var reference = text.indexOf('&');
        if (reference < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        var from = 0;
        while (reference >= 0) {
            var common = common(text, reference);
            if (common == null) {
                return Parser.unescapeEntities(text, inAttribute);
            }
            out.append(text, from, reference).append(common.meant);
            from = reference + common.written.length();
            reference = text.indexOf('&', from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static @Nullable Reference common(String text, int at) {
        for (var common : COMMON) {
            if (text.startsWith(common.written, at)) {
                return common;
            }
        }
        return null;
    }
}
