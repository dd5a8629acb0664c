package org.postille.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** A mail for readers without HTML: what its HTML says, in paragraphs of at most 76 characters a line. */
final class PlainText {

    private static final int WIDTH = 76;
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "div",
            "dd",
            "dl",
            "dt",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul");
    private static final Set<String> SKIPPED = Set.of("head", "style", "script", "title", "noscript", "template");
    private static final Set<String> LAYOUT = Set.of("presentation", "none");
    private static final Pattern HIDDEN = Pattern.compile("display\\s*:\\s*none", Pattern.CASE_INSENSITIVE);

    /**
     * @param first before the first line, then spaces below it
     * @param group of lines with no empty line between them; 0 for none
     */
    private record Paragraph(String text, String first, int group) {}

    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private String marker = "";
    private int groups;
    private int group;

    private PlainText() {}

    static String of(Element body) {
        var text = new PlainText();
        text.visit(body);
        text.end();
        return text.wrapped();
    }

    private void visit(Node node) {
        if (node instanceof TextNode words) {
            append(words.getWholeText());
        } else if (node instanceof Element element && !isSkipped(element)) {
            element(element);
        }
    }

    private static boolean isSkipped(Element element) {
        return SKIPPED.contains(element.normalName()) || isHidden(element.attr("style"));
    }

    private static boolean isHidden(String style) {
        return style.contains("none") && HIDDEN.matcher(style).find();
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "br" -> line.append('\n');
            case "img" -> append(element.attr("alt"));
            case "a" -> link(element);
            case "h1" -> heading(element, '=');
            case "h2", "h3" -> heading(element, '-');
            case "li" -> item(element);
            case "ul", "ol" -> grouped(() -> children(element));
            case "table" -> {
                end();
                if (isLayout(element)) {
                    children(element);
                } else {
                    grouped(() -> rows(element));
                }
                end();
            }
            default -> {
                var block = BLOCKS.contains(element.normalName());
                if (block) {
                    end();
                }
                children(element);
                if (block) {
                    end();
                }
            }
        }
    }

    private void children(Element element) {
        for (var i = 0; i < element.childNodeSize(); i++) {
            visit(element.childNode(i));
        }
    }

    private static boolean isLayout(Element table) {
        return LAYOUT.contains(table.attr("role"));
    }

    private void rows(Element table) {
        for (var row : table.select("tr")) {
            var cells = row.children().stream()
                    .map(it -> {
                        var cell = new PlainText();
                        cell.children(it);
                        cell.end();
                        return cell.paragraphs.stream()
                                .map(Paragraph::text)
                                .reduce((a, b) -> a + " " + b)
                                .orElse("");
                    })
                    .filter(it -> !it.isBlank())
                    .toList();
            append(String.join(" | ", cells));
            end();
        }
    }

    private void grouped(Runnable lines) {
        end();
        var outer = group;
        group = outer == 0 ? ++groups : outer;
        lines.run();
        end();
        group = outer;
    }

    private void heading(Element element, char underline) {
        end();
        children(element);
        var text = collapsed(line.toString());
        if (!text.isEmpty()) {
            line.setLength(0);
            line.append(text).append('\n').append(String.valueOf(underline).repeat(Math.min(WIDTH, text.length())));
        }
        end();
    }

    private void item(Element element) {
        end();
        var list = element.parent();
        marker = list != null && list.normalName().equals("ol") ? element.elementSiblingIndex() + 1 + ". " : "- ";
        children(element);
        end();
        marker = "";
    }

    private void link(Element element) {
        var address = element.attr("href").strip();
        var inner = new PlainText();
        inner.children(element);
        inner.end();
        var text = collapsed(
                String.join(" ", inner.paragraphs.stream().map(Paragraph::text).toList()));
        if (address.isEmpty() || address.startsWith("#") || text.isEmpty()) {
            append(text);
        } else if (text.equals(address) || address.equals("mailto:" + text) || address.equals("tel:" + text)) {
            append(text);
        } else if (standsAlone(element)) {
            append(text + ":");
            line.append(text.length() + address.length() + 2 <= WIDTH ? ' ' : '\n')
                    .append(address);
        } else {
            append(text + " <" + address + ">");
        }
    }

    /** Whether nothing but the link is in its paragraph. */
    private static boolean standsAlone(Element link) {
        var block = link.parent();
        while (block != null && !BLOCKS.contains(block.normalName())) {
            block = block.parent();
        }
        return block == null || !saysMore(block, link);
    }

    /** Whether there are words in an element outside another. */
    private static boolean saysMore(Node node, Element but) {
        if (node instanceof TextNode words) {
            return hasWords(words.getWholeText());
        }
        for (var i = 0; i < node.childNodeSize(); i++) {
            if (!node.childNode(i).equals(but) && saysMore(node.childNode(i), but)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWords(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** What separates words, or has no width of its own. */
    private static boolean isSpace(char it) {
        if (it > ' ' && it < '\u00a0') {
            return false;
        }
        return switch (it) {
            case ' ', '\t', '\n', '\u000b', '\f', '\r', '\u00a0', '\u00ad', '\u2060', '\ufeff' -> true;
            default -> it >= '\u200b' && it <= '\u200f';
        };
    }

    private void append(String words) {
        append(line, words, 0, words.length());
    }

    /** Adds a part of a text, with one blank for spaces in a row. */
    private static void append(StringBuilder to, CharSequence words, int start, int end) {
        for (var i = start; i < end; ) {
            var from = i;
            while (i < end && !isSpace(words.charAt(i))) {
                i++;
            }
            to.append(words, from, i);
            if (i < end) {
                to.append(' ');
                while (i < end && isSpace(words.charAt(i))) {
                    i++;
                }
            }
        }
    }

    private void end() {
        var text = lines().strip();
        line.setLength(0);
        if (!text.isEmpty()) {
            paragraphs.add(new Paragraph(text, marker, group));
            marker = marker.isEmpty() ? "" : "  ";
        }
    }

    private String lines() {
        if (line.indexOf("\n") < 0 && line.indexOf("\r") < 0) {
            return collapsed(line);
        }
        return line.toString()
                .lines()
                .map(PlainText::collapsed)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private static String collapsed(CharSequence text) {
        var collapsed = new StringBuilder(text.length());
        append(collapsed, text, 0, text.length());
        return collapsed.toString().strip();
    }

    private String wrapped() {
        var text = new StringBuilder();
        for (var i = 0; i < paragraphs.size(); i++) {
            var paragraph = paragraphs.get(i);
            if (i > 0) {
                var together = paragraph.group != 0 && paragraph.group == paragraphs.get(i - 1).group;
                text.append(together ? "\n" : "\n\n");
            }
            wrap(paragraph, text);
        }
        return text.append('\n').toString();
    }

    private static void wrap(Paragraph paragraph, StringBuilder out) {
        out.append(paragraph.first);
        var text = paragraph.text;
        var indent = paragraph.first.length();
        var column = indent;
        var fresh = true;
        for (var start = 0; start <= text.length(); ) {
            var end = start;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
                end++;
            }
            var length = text.codePointCount(start, end);
            if (!fresh && column + 1 + length > WIDTH) {
                out.append('\n').repeat(' ', indent);
                column = indent;
            } else if (!fresh) {
                out.append(' ');
                column++;
            }
            out.append(text, start, end);
            column += length;
            fresh = end < text.length() && text.charAt(end) == '\n';
            if (fresh) {
                out.append('\n').repeat(' ', indent);
                column = indent;
            }
            start = end + 1;
        }
    }
}
