package org.postille.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
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
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u200b-\\u200f\\u2060\\ufeff\\u00ad]+");

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

    static String of(Document mail) {
        var text = new PlainText();
        text.visit(mail.body());
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
        element.childNodes().forEach(this::visit);
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
        var number = element.elementSiblingIndex() + 1;
        marker = list != null && list.normalName().equals("ol") ? number + ". " : "- ";
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
        return block == null || collapsed(block.wholeText()).equals(collapsed(link.wholeText()));
    }

    private void append(String words) {
        line.append(SPACES.matcher(words).replaceAll(" "));
    }

    private void end() {
        var text = line.toString()
                .lines()
                .map(PlainText::collapsed)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .strip();
        line.setLength(0);
        if (!text.isEmpty()) {
            paragraphs.add(new Paragraph(text, marker, group));
            marker = marker.isEmpty() ? "" : "  ";
        }
    }

    private static String collapsed(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private String wrapped() {
        var text = new StringBuilder();
        for (var i = 0; i < paragraphs.size(); i++) {
            var paragraph = paragraphs.get(i);
            if (i > 0) {
                var together = paragraph.group != 0 && paragraph.group == paragraphs.get(i - 1).group;
                text.append(together ? "\n" : "\n\n");
            }
            text.append(wrap(paragraph));
        }
        return text.append('\n').toString();
    }

    private static String wrap(Paragraph paragraph) {
        var out = new StringBuilder(paragraph.first);
        var indent = " ".repeat(paragraph.first.length());
        var column = indent.length();
        var fresh = true;
        for (var row : paragraph.text.split("\n", -1)) {
            if (!fresh) {
                out.append('\n').append(indent);
                column = indent.length();
                fresh = true;
            }
            for (var word : row.split(" ")) {
                var length = word.codePointCount(0, word.length());
                if (!fresh && column + 1 + length > WIDTH) {
                    out.append('\n').append(indent);
                    column = indent.length();
                } else if (!fresh) {
                    out.append(' ');
                    column++;
                }
                out.append(word);
                column += length;
                fresh = false;
            }
        }
        return out.toString();
    }
}
