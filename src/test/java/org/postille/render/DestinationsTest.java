package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationsTest {

    private static final Map<String, Object> MODEL = Map.of(
            "shop", Map.of("url", "https://shop.example/de", "name", "Shop"),
            "links", Map.of("unsubscribe", "https://news.example/u/1"),
            "customer", Map.of("id", "4711"),
            "n", 3);

    @TempDir
    Path folder;

    @Test
    void addresses_that_are_the_same_for_all_are_led_through_and_no_others() throws IOException {
        write("a.mjml", """
                <mjml><mj-body><mj-section><mj-column>
                <mj-text>
                  <a href="https://shop.example/?a=1&amp;b=[2]">one</a> <a title="x" href="[=shop.url]">two</a>
                  <a href="[=shop.url]/sale?a=&quot;x&quot;">three</a> <a href="https://shop.example/?c=[=customer.id]">four</a>
                  <a href="[=shop.url]/[#if n gt 2]a[#else]b[/#if]">five</a> <a href="[=links.unsubscribe]">six</a>
                  <a href="mailto:a@b.example">seven</a> <a href="#top">eight</a> <a href="tel:+49">nine</a>
                  <a class="[#if n > 2 && n < 9]x[/#if]" href="HTTPS://shop.example/upper">ten</a>
                </mj-text>
                <mj-button href="https://shop.example/button">eleven</mj-button>
                </mj-column></mj-section></mj-body></mjml>
                """);
        var asked = new ArrayList<String>();
        var mail = new Templates(folder).compile("a.mjml", "de", Map.of());

        var rendered = mail.render("x", MODEL, Locale.GERMANY, ZoneOffset.UTC, it -> {
            asked.add(it);
            return "https://news.example/c/" + asked.size();
        });

        assertThat(asked)
                .containsExactly(
                        "https://shop.example/?a=1&b=[2]",
                        "https://shop.example/de",
                        "https://shop.example/de/sale?a=\"x\"",
                        "HTTPS://shop.example/upper",
                        "https://shop.example/button");
        assertThat(Jsoup.parse(rendered.html()).select("a").eachAttr("href"))
                .containsExactly(
                        "https://news.example/c/1",
                        "https://news.example/c/2",
                        "https://news.example/c/3",
                        "https://shop.example/?c=4711",
                        "https://shop.example/de/a",
                        "https://news.example/u/1",
                        "mailto:a@b.example",
                        "#top",
                        "tel:+49",
                        "https://news.example/c/4",
                        "https://news.example/c/5");
        assertThat(rendered.text()).contains("one <https://news.example/c/1>", "https://news.example/c/5");
        assertThat(Jsoup.parse(mail.render("x", MODEL, Locale.GERMANY, ZoneOffset.UTC)
                                .html())
                        .select("a")
                        .eachAttr("href"))
                .contains("https://shop.example/?a=1&b=[2]", "https://shop.example/de/sale?a=\"x\"");
    }

    @Test
    void the_same_in_plain_html() throws IOException {
        write("a.ftlh", """
                <#-- <a href="https://shop.example/comment"> -->
                <#assign word = 'see <a href="https://shop.example/word">'>
                <p><A HREF="https://shop.example/a?b=1&amp;c=2">one</A> <a href="${shop.url}">two</a>
                <a href="https://shop.example/${customer.id}">three</a> <a href='https://shop.example/single'>four</a>
                <a <#if n gt 2>class="x"</#if> href="https://shop.example/b">five</a> ${word}
                """);
        var mail = new Templates(folder).compile("a.ftlh", "de", Map.of());

        var rendered =
                mail.render("x", MODEL, Locale.GERMANY, ZoneOffset.UTC, it -> "https://news.example/c/" + it.length());

        assertThat(Jsoup.parse(rendered.html()).select("a").eachAttr("href"))
                .containsExactly(
                        "https://news.example/c/30",
                        "https://news.example/c/23",
                        "https://shop.example/4711",
                        "https://shop.example/single",
                        "https://shop.example/b");
        assertThat(rendered.html()).contains("see &lt;a href=&quot;https://news.example/c/25&quot;&gt;");
    }

    @Test
    void a_text_part_leads_through_the_same_addresses() throws IOException {
        write("a.ftlh", "<p><a href=\"https://shop.example/a\">a</a>");
        write("a.txt", """
                (https://shop.example/a). [=shop.url], [=shop.url]/sale! https://shop.example/[=customer.id]
                [#if shop.url == "https://shop.example/de"]yes[/#if] [=shop.url][=n] https://shop.example/b[#if n gt 2]c[/#if]
                <https://shop.example/end>""");
        var asked = new ArrayList<String>();

        var text = new Templates(folder)
                .compile("a.ftlh", "de", Map.of())
                .render("x", MODEL, Locale.GERMANY, ZoneOffset.UTC, it -> {
                    asked.add(it);
                    return "https://news.example/c/" + it.length();
                })
                .text();

        assertThat(text).isEqualTo("""
                        (https://news.example/c/22). https://news.example/c/23, https://news.example/c/28! https://shop.example/4711
                        yes https://shop.example/de3 https://shop.example/bc
                        <https://news.example/c/24>""");
        assertThat(asked)
                .isEqualTo(List.of(
                        "https://shop.example/a",
                        "https://shop.example/a",
                        "https://shop.example/de",
                        "https://shop.example/de/sale",
                        "https://shop.example/end"));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
