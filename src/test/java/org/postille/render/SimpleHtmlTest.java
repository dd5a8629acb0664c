package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it takes, it sees as the full parser does, and there is no danger in it. */
class SimpleHtmlTest {

    private static final String BEGIN = "<!doctype html><html lang=\"de\"><head><title>a &amp; b</title></head><body>";
    private static final String END = "</body></html>";
    private static final List<String> PIECES = List.of(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "</table>",
            "<tbody>",
            "</tbody>",
            "<thead>",
            "</thead>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "</th>",
            "<a href=\"https://a.example/?b=1&amp;c=2\">",
            "</a>",
            "<b>",
            "</b>",
            "<span style='x'>",
            "</span>",
            "<h1>",
            "</h1>",
            "<h2>",
            "</h2>",
            "<ul>",
            "<ol>",
            "</ol>",
            "</ul>",
            "<li>",
            "</li>",
            "<br>",
            "<br/>",
            "<hr>",
            "<img src=\"cid:x\" alt=\"&quot;&lt;\">",
            "text",
            " ",
            "\n",
            "\r\n",
            "&nbsp;",
            "&amp;lt;",
            "&copy",
            "&#x41;",
            "&",
            "<",
            ">",
            "\"",
            "'",
            "=",
            "<!-- c -->",
            "<!--[if mso]><td><![endif]-->",
            "<!--[if !mso]><!-->",
            "<!--<![endif]-->",
            "<!-->",
            "<!--->",
            "--!>",
            "-->",
            "<!--",
            "<i class=\"a\" class=\"b\">",
            "</i>",
            "<em id=x>",
            "</em>",
            "<a href=\"javascript:x\">",
            "<img src=\"x\" onerror=\"y\">",
            "<p style=\"background:url(javascript:x)\">",
            "<!--[if mso]><img src=\"javascript:x\"><![endif]-->",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<td/>",
            "<center>",
            "</center>",
            "\u0000",
            "<FONT>",
            "</font>",
            "<font color=\"a\nb\">",
            "</body>",
            "</html>",
            "<body>",
            "<head>",
            "<svg>",
            "</svg>",
            "<select>",
            "<a href='jav&#x09;ascript:x'>",
            "<u>",
            "</u>",
            "</>",
            "<?x?>",
            "<![CDATA[x]]>");

    private static void agrees(String html) {
        var body = SimpleHtml.body(html, new SimpleHtml.Known(new HashSet<>()));
        if (body.isEmpty()) {
            return;
        }
        var full = Jsoup.parse(html);
        assertThat(Links.dangerous(full)).as(html).isEmpty();
        assertThat(lines(body.get())).as(html).isEqualTo(lines(full.body()));
        assertThat(PlainText.of(body.get())).as(html).isEqualTo(PlainText.of(full.body()));
    }

    /** The tree, without comments and what white space there is at the end of the body. */
    private static String lines(Node node) {
        var out = new StringBuilder();
        write(node, out);
        return out.toString().replaceAll("\\s+\\)$", ")");
    }

    private static void write(Node node, StringBuilder out) {
        if (node instanceof TextNode text) {
            out.append(text.getWholeText());
        } else if (node instanceof Element element) {
            out.append('<').append(element.normalName());
            element.attributes()
                    .forEach(it -> out.append('[')
                            .append(it.getKey())
                            .append('=')
                            .append(it.getValue())
                            .append(']'));
            out.append('(');
            element.childNodes().forEach(it -> write(it, out));
            out.append(')');
        } else {
            assertThat(node).isInstanceOf(Comment.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"birthday, matching", "newsletter, theme", "cart, matching", "return, better"})
    void sees_in_the_sample_mails_what_the_full_parser_sees(String name, String block) {
        var templates = new Templates(Path.of("templates"));
        var blocks = Map.of(block, 4);
        for (var language : List.of("de", "en")) {
            String html;
            try {
                html = templates
                        .compile(name + ".mjml", language, blocks)
                        .render("x", Example.model(language, blocks), Locale.GERMANY, ZoneOffset.UTC)
                        .html();
            } catch (BrokenTemplate e) {
                throw new AssertionError(name, e);
            }

            assertThat(SimpleHtml.body(html, new SimpleHtml.Known(new HashSet<>())))
                    .isPresent();
            agrees(html);
        }
    }

    @Test
    void whatever_it_takes_the_full_parser_sees_alike() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var taken = 0;
        for (var i = 0; i < 30_000; i++) {
            var html = BEGIN + (random.nextBoolean() ? anything(random) : nearlySimple(random)) + END;
            agrees(html);
            taken +=
                    SimpleHtml.body(html, new SimpleHtml.Known(new HashSet<>())).isPresent() ? 1 : 0;
        }
        assertThat(taken).as("seed " + seed).isGreaterThan(1_000);
    }

    private static String anything(Random random) {
        var html = new StringBuilder();
        for (var i = random.nextInt(12); i >= 0; i--) {
            html.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return html.toString();
    }

    /** Elements closed in order, now and then with a piece that does not belong there. */
    private static String nearlySimple(Random random) {
        var html = new StringBuilder();
        var open = new ArrayList<String>();
        for (var i = random.nextInt(20); i >= 0; i--) {
            var piece = PIECES.get(random.nextInt(random.nextInt(4) == 0 ? PIECES.size() : 41));
            if (piece.startsWith("</") && !open.isEmpty()) {
                piece = "</" + open.removeLast() + ">";
            } else if (piece.matches("<[a-z].*") && !piece.matches("<(br|hr|img).*")) {
                open.add(piece.replaceAll("(?s)<([a-z0-9]+).*", "$1"));
            }
            html.append(piece);
        }
        while (!open.isEmpty()) {
            html.append("</").append(open.removeLast()).append('>');
        }
        return html.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"javascript:x\">a</a>",
                "<a href=\"jav&#x09;ascript&colon;x\">a</a>",
                "<img src=\"https://a.example\" onerror=\"x\">",
                "<script>x</script>",
                "<td style=\"background:url('data:x')\">",
                "<!--[if mso]><v:fill src=\"javascript:x\"/><![endif]-->",
                "<p><p></p></p>",
                "<table>x<tr><td></td></tr></table>",
                "<b><i></b></i>",
                "<a href=\"#a\"><a href=\"#b\"></a></a>",
                "<p>a",
                "<unknown></unknown>"
            })
    void what_is_dangerous_or_not_simple_is_left_to_the_full_parser(String markup) {
        assertThat(SimpleHtml.body(BEGIN + markup + END, new SimpleHtml.Known(new HashSet<>())))
                .isEmpty();
    }
}
