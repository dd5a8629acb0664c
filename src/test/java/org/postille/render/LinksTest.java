package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;

class LinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " \tjava\nscript:alert(1)",
                "\u0001javascript:alert(1)",
                "java\u0000script:alert(1)",
                "vbscript:x",
                "data:text/html,x",
                "file:///etc/passwd",
                "blob:x",
                "jar:http://x!/"
            })
    void a_value_with_another_scheme_never_gets_into_a_link_or_a_picture(String address, @TempDir Path folder)
            throws IOException {
        for (var markup : List.of(
                "<a href=\"${u}\">x</a>",
                "<img src=\"${u}\">",
                "<td background=\"${u}\">",
                "<p style=\"background:url(${u})\">",
                "<!--[if mso]><v:fill src=\"${u}\"/><![endif]-->")) {
            Files.writeString(folder.resolve("a.ftlh"), "<table><tr><td>" + markup + "</table>");
            var mail = new Templates(folder).compile("a.ftlh", "de", Map.of());

            assertThatThrownBy(() -> mail.render("x", Map.of("u", address), Locale.GERMANY, ZoneOffset.UTC))
                    .as(markup)
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("is not allowed in a mail");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x</script>",
                "<img src=\"https://a.example\" onerror=\"x\">",
                "<a href=\"jav&#x09;ascript&colon;alert(1)\">x</a>",
                "<iframe src=\"https://a.example\"></iframe>",
                "<form action=\"https://a.example\"></form>",
                "<base href=\"https://a.example\">",
                "<meta http-equiv=\"refresh\" content=\"0;url=https://a.example\">",
                "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>"
            })
    void markup_that_does_something_is_found(String markup) {
        assertThat(Links.dangerous(Jsoup.parse("<p>a</p>" + markup))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/a?b=javascript:c",
                "http://shop.example",
                "mailto:a@b.example",
                "tel:+49123",
                "cid:logo",
                "#top",
                ""
            })
    void ordinary_addresses_are_let_through(String address) {
        assertThat(Links.dangerous(Jsoup.parse("<a href=\"" + address + "\">x</a><!-- a < b -->")))
                .isEmpty();
    }

    @Test
    void web_links_are_rewritten_but_for_our_own(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.ftlh"), """
                <!doctype html><p><a href="https://shop.example/?a=1&amp;b=2">Shop</a> <a href="${links.unsubscribe}">stop</a>
                <a href="mailto:a@b.example">write</a> <a href="#top">top</a> &nbsp;ä
                <!--[if mso]><table><tr><td><![endif]-->
                <a href="${blocks.m.slots[0].click}"><img src="https://shop.example/x.png" alt="x"></a>""");
        var model = Map.of(
                "links", Map.of("unsubscribe", "https://news.example/u/1"),
                "blocks", Map.of("m", Map.of("slots", List.of(Map.of("click", "https://news.example/c/1")))));
        var mail = new Templates(folder).compile("a.ftlh", "de", Map.of("m", 1));

        var same = mail.render("x", model, Locale.GERMANY, ZoneOffset.UTC);
        var rendered =
                mail.render("x", model, Locale.GERMANY, ZoneOffset.UTC, it -> "https://news.example/l/" + it.length());

        assertThat(Jsoup.parse(rendered.html()).select("a").eachAttr("href"))
                .containsExactly(
                        "https://news.example/l/29",
                        "https://news.example/u/1",
                        "mailto:a@b.example",
                        "#top",
                        "https://news.example/c/1");
        assertThat(rendered.html())
                .contains("&nbsp;ä", "<!--[if mso]><table><tr><td><![endif]-->", "https://shop.example/x.png");
        assertThat(rendered.text()).contains("Shop <https://news.example/l/29>").doesNotContain("shop.example/?");
        assertThat(same.html()).contains("https://shop.example/?a=1&amp;b=2");
    }
}
