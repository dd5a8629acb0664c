package org.postille.render;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** Makes HTML, with its FreeMarker code unharmed, from a template in MJML, its parts and the campaign's blocks. */
final class Mjml {

    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final int DEEPEST_INCLUDE = 8;
    private static final int MOST_INCLUDES = 100;

    /** Components that hold components, so that text and HTML within them are lost. */
    private static final Set<String> STRUCTURE = Set.of(
            "mjml",
            "mj-head",
            "mj-attributes",
            "mj-html-attributes",
            "mj-body",
            "mj-wrapper",
            "mj-section",
            "mj-group",
            "mj-column",
            "mj-hero",
            "mj-social",
            "mj-navbar",
            "mj-accordion",
            "mj-accordion-element",
            "mj-carousel");

    private static final Set<String> KNOWN = Set.of(
            "mjml",
            "mj-head",
            "mj-title",
            "mj-preview",
            "mj-attributes",
            "mj-all",
            "mj-class",
            "mj-breakpoint",
            "mj-font",
            "mj-style",
            "mj-html-attributes",
            "mj-selector",
            "mj-html-attribute",
            "mj-body",
            "mj-wrapper",
            "mj-section",
            "mj-group",
            "mj-column",
            "mj-text",
            "mj-spacer",
            "mj-divider",
            "mj-raw",
            "mj-image",
            "mj-include",
            "mj-button",
            "mj-hero",
            "mj-social",
            "mj-social-element",
            "mj-table",
            "mj-navbar",
            "mj-navbar-link",
            "mj-accordion",
            "mj-accordion-title",
            "mj-accordion-text",
            "mj-accordion-element",
            "mj-carousel",
            "mj-carousel-image",
            "p-block");

    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNCLOSED = Pattern.compile("element type \"([^\"]+)\" must be terminated");

    private final Folder folder;
    private final Blocks blocks;
    private final Codes codes = new Codes();
    private final Document document;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<String> including = new ArrayDeque<>();
    private int includes;
    private final Map<String, Source> parts = new HashMap<>();

    Mjml(Folder folder, Blocks blocks) {
        this.folder = folder;
        this.blocks = blocks;
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java can build a document", e);
        }
    }

    /** The files that were included, by name. */
    Map<String, Source> parts() {
        return parts;
    }

    /**
     * @param language of the mail, for its {@code lang} attribute
     * @param destinations takes the links in charge
     * @throws Faulty with all that was found wrong
     */
    Assembly compile(Source template, String language, Destinations destinations) throws Faulty {
        var root = document.createElementNS(XHTML, "root");
        read(codes.mark(template), root);
        if (!findings.isEmpty()) {
            throw new Faulty(findings);
        }
        var mjml = root.getFirstChild();
        if (mjml == null || !mjml.getNodeName().equals("mjml")) {
            throw new Faulty(template.finding(0, "a template starts with <mjml>"));
        }
        document.appendChild(mjml);
        var locale = Locale.forLanguageTag(language);
        var direction = java.awt.ComponentOrientation.getOrientation(locale).isLeftToRight()
                ? Mjml4j.TextDirection.LTR
                : Mjml4j.TextDirection.RTL;
        try {
            var html = Mjml4j.render(document, new Mjml4j.Configuration(language, direction));
            return codes.restore(destinations.inMarked(compact(html), codes), template);
        } catch (StackOverflowError e) {
            throw new Faulty(template.finding(0, "the template is nested too deeply"));
        } catch (RuntimeException e) {
            throw new Faulty(template.finding(0, "MJML cannot make HTML of this: " + e.getMessage()));
        }
    }

    /** Without the indentation, which is a fifth of the mail. */
    private static String compact(String html) {
        return html.replaceAll("(?m)^[ \\t]+", "").replaceAll("\\n{2,}", "\n");
    }

    private void read(Marked marked, Element into) throws Faulty {
        // Parts have no single root; the wrapper stands on the first line before them.
        var before = "<p-root>";
        var doctype = DOCTYPE.matcher(marked.text());
        if (doctype.find()) {
            throw new Faulty(marked.finding(doctype.start(), "DOCTYPE is not allowed"));
        }
        var handler = new Builder(marked, before, into);
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            reader.parse(new InputSource(new StringReader(before + marked.text() + "</p-root>")));
        } catch (Wrong e) {
            throw e.faulty;
        } catch (SAXParseException e) {
            var offset =
                    Source.offset(before + marked.text(), e.getLineNumber(), e.getColumnNumber()) - before.length();
            var unclosed = UNCLOSED.matcher(String.valueOf(e.getMessage()));
            throw new Faulty(marked.finding(
                    unclosed.find() ? handler.lastOpened() : Math.max(0, offset),
                    explain(String.valueOf(e.getMessage()))));
        } catch (SAXException e) {
            throw new Faulty(marked.finding(0, "not well-formed: " + e.getMessage()));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String explain(String message) {
        var unclosed = UNCLOSED.matcher(message);
        if (unclosed.find()) {
            var name = unclosed.group(1);
            return VOID.contains(name)
                    ? "<" + name + "> is not closed: write <" + name + "/>"
                    : name.equals("p-root")
                            ? "there is an end tag without its start tag"
                            : "<" + name + "> is not closed: </" + name + "> is missing or stands elsewhere";
        }
        if (message.contains("entity name must immediately follow")) {
            return "write &amp; for a bare &";
        }
        if (message.contains("reference to entity")) {
            return "write &amp; for the & in an address";
        }
        if (message.contains("[xX][mM][lL]")) {
            return "leave out <?xml …?>";
        }
        return "not well-formed: " + message;
    }

    private @Nullable Finding include(Marked marked, int at, Attributes attributes, Element into) throws Faulty {
        var path = Optional.ofNullable(attributes.getValue("path")).orElse("");
        if (codes.inside(path) || attributes.getValue("type") != null) {
            return marked.finding(at, "mj-include takes a fixed path to a part in MJML, and nothing else");
        }
        Optional<Source> part;
        try {
            part = folder.read(path);
        } catch (Faulty e) {
            return marked.finding(at, "mj-include: " + e.findings().getFirst().message());
        }
        if (part.isEmpty()) {
            return marked.finding(
                    at, "there is no '" + path + "' in the folder of templates" + Nearest.hint(path, folder.names()));
        }
        if (including.contains(path) || including.size() >= DEEPEST_INCLUDE) {
            return marked.finding(at, "'" + path + "' includes itself");
        }
        if (++includes > MOST_INCLUDES) {
            return marked.finding(at, "more than " + MOST_INCLUDES + " includes in one mail");
        }
        parts.put(path, part.get());
        including.push(path);
        read(codes.mark(part.get()), into);
        including.pop();
        return null;
    }

    /** Turns what the parser reads into a document that MJML takes, with includes and blocks already in their place. */
    private final class Builder extends DefaultHandler2 {
        private final Marked marked;
        private final String whole;
        private final int before;
        private final List<Integer> lines = new ArrayList<>(List.of(0));
        private final Deque<Element> open = new ArrayDeque<>();
        private final Deque<Integer> starts = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable Locator locator;
        private int textStart;

        Builder(Marked marked, String before, Element into) {
            this.marked = marked;
            this.before = before.length();
            whole = before + marked.text();
            for (var end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', end + 1)) {
                lines.add(end + 1);
            }
            open.push(into);
        }

        @Override
        public void setDocumentLocator(Locator where) {
            locator = where;
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
            if (name.equals("p-root")) {
                textStart = here();
                return;
            }
            addText();
            var at = whole.lastIndexOf("<" + name, here() + before - 1) - before;
            var inComponents = STRUCTURE.contains(parent().getNodeName()) || parent().getParentNode() == null;
            if (inComponents || name.startsWith("mj-") || name.startsWith("p-")) {
                component(name, at);
            }
            switch (name) {
                case "mj-include" -> {
                    try {
                        var wrong = include(marked, at, attributes, parent());
                        if (wrong != null) {
                            findings.add(wrong);
                        }
                    } catch (Faulty e) {
                        throw new Wrong(e);
                    }
                }
                case "p-block" -> block(attributes, at);
                default -> {}
            }
            open.push(element(name, attributes, at));
            starts.push(at);
            textStart = here();
        }

        private void component(String name, int at) {
            if (name.startsWith("mj") || name.startsWith("p-")) {
                if (!KNOWN.contains(name)) {
                    findings.add(marked.finding(at, "there is no <" + name + ">" + Nearest.hint(name, KNOWN)));
                }
            } else if (!STRUCTURE.contains(name) && !parent().getNodeName().equals("root")) {
                findings.add(marked.finding(
                        at, "<" + name + "> stands between components: put it into <mj-text> or <mj-raw>"));
            } else if (parent().getNodeName().equals("root")) {
                findings.add(marked.finding(at, "a template starts with <mjml>, not <" + name + ">"));
            }
        }

        private Element element(String name, Attributes attributes, int at) {
            var element = document.createElementNS(XHTML, name);
            for (var i = 0; i < attributes.getLength(); i++) {
                element.setAttribute(attributes.getQName(i), attributes.getValue(i));
                if (name.equals("mjml") && codes.inside(attributes.getValue(i))) {
                    findings.add(marked.finding(at, "<mjml> takes no values; the language follows the file"));
                }
            }
            if (!name.equals("mj-include") && !name.equals("p-block")) {
                parent().appendChild(element);
            }
            return element;
        }

        private void block(Attributes attributes, int at) throws SAXException {
            var wish = Blocks.Wish.of(attributes::getValue);
            var rest = new StringBuilder();
            for (var i = 0; i < attributes.getLength(); i++) {
                if (!Blocks.Wish.ATTRIBUTES.contains(attributes.getQName(i))) {
                    rest.append(attributes.getQName(i))
                            .append("=\"")
                            .append(attributes.getValue(i))
                            .append("\" ");
                }
            }
            if (codes.inside(wish.toString() + rest)) {
                findings.add(marked.finding(at, "p-block takes fixed attributes only"));
                return;
            }
            try {
                var made = blocks.mjml(wish, rest.toString());
                read(codes.markMade(made, marked.source(), marked.offsetInSource(at)), parent());
            } catch (Invalid e) {
                findings.add(marked.finding(at, String.valueOf(e.getMessage())));
            } catch (Faulty e) {
                throw new Wrong(e);
            }
        }

        @Override
        public void endElement(String uri, String local, String name) {
            addText();
            if (!name.equals("p-root")) {
                open.pop();
                starts.pop();
                textStart = here();
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            text.append(characters, start, length);
        }

        @Override
        public void comment(char[] characters, int start, int length) {
            addText();
            var comment = new String(characters, start, length);
            // Other comments are the author's own.
            if (comment.startsWith("[if") || comment.startsWith("<![endif") || comment.endsWith("<![endif]")) {
                parent().appendChild(document.createComment(comment));
            }
            textStart = here();
        }

        private void addText() {
            var added = text.toString();
            text.setLength(0);
            if (added.isEmpty()) {
                return;
            }
            if (!STRUCTURE.contains(parent().getNodeName()) && parent().getParentNode() != null) {
                if (parent().getNodeName().equals("mj-style") && codes.inside(added)) {
                    findings.add(marked.finding(
                            textStart, "mj-style takes no values: they could break out of the style sheet"));
                }
                parent().appendChild(document.createTextNode(added));
            } else if (!added.isBlank()) {
                var shown = codes.unmarked(added.strip());
                var leading = added.length() - added.stripLeading().length();
                findings.add(marked.finding(
                        textStart + leading,
                        (shown.length() > 40 ? shown.substring(0, 39) + "…" : shown)
                                + " stands between components: put "
                                + (shown.startsWith("[") ? "it into <mj-raw>…</mj-raw>" : "text into <mj-text>")));
            }
        }

        /** Where the innermost element starts that is not closed yet. */
        int lastOpened() {
            return starts.isEmpty() ? 0 : starts.getFirst();
        }

        private Element parent() {
            return open.getFirst();
        }

        /** The offset in the marked text that the parser has come to. */
        private int here() {
            if (locator == null) {
                return 0;
            }
            return lines.get(locator.getLineNumber() - 1) + locator.getColumnNumber() - 1 - before;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** Carries what is wrong through the parser. */
    private static final class Wrong extends SAXException {
        private static final long serialVersionUID = 1L;
        private final transient Faulty faulty;

        Wrong(Faulty faulty) {
            super(faulty);
            this.faulty = faulty;
        }
    }
}
