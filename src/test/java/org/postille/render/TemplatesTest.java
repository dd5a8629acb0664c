package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.base.NotFound;

class TemplatesTest {

    private static final String TWO_HUNDRED =
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path folder;

    private Templates templates;

    @BeforeEach
    void start() {
        templates = new Templates(folder);
    }

    @Test
    void code_in_attributes_texts_and_raw_survives_mjml_unharmed() throws IOException {
        write("a.mjml", mjml("""
                        <mj-section><mj-column>
                          <mj-text>[#if n < 3 && m gt 1 || name == "a>b]c"]few[#else]many[/#if] &amp; [=name!'x "y" <z>']&nbsp;!</mj-text>
                          <mj-button href="https://shop.example/[=path]?a=[=n]&amp;b=[=m]">[=label]</mj-button>
                          <mj-image src="https://img.example/[=path].png" alt="[=name + " & " + label]" width="100px"/>
                          <mj-raw>[#list items as i]<tr><td title="[=i["t"]]">[=i.t]</td></tr>[/#list]</mj-raw>
                        </mj-column></mj-section>
                        """));
        var model = Map.of(
                "n",
                2,
                "m",
                2,
                "name",
                "<b>\"Tom\" & Jerry</b>",
                "path",
                "a/ü",
                "label",
                "Go",
                "items",
                List.of(Map.of("t", "one"), Map.of("t", "two")));

        var html = Jsoup.parse(render("a.mjml", model).html());

        assertThat(html.text()).contains("few & <b>\"Tom\" & Jerry</b> !");
        assertThat(html.select("a").attr("href")).isEqualTo("https://shop.example/a/ü?a=2&b=2");
        assertThat(html.select("img").attr("src")).isEqualTo("https://img.example/a/ü.png");
        assertThat(html.select("img").attr("alt")).isEqualTo("<b>\"Tom\" & Jerry</b> & Go");
        assertThat(html.select("td[title]").eachText()).containsExactly("one", "two");
        assertThat(html.select("td[title]").eachAttr("title")).containsExactly("one", "two");
    }

    @Test
    void the_file_in_the_reader_s_language_is_taken_then_the_campaign_s_then_the_plain_one() throws IOException {
        write("a.de.mjml", text("Hallo"));
        write("a.en.mjml", text("Hello"));
        write("b.mjml", text("Salut"));

        assertThat(templates.compile("a.mjml", "de-AT", Map.of()).language()).isEqualTo("de");
        assertThat(templates.compile("a.mjml", "fr", "en", Map.of()).language()).isEqualTo("en");
        assertThat(templates.compile("b.mjml", "fr", "en", Map.of()).language()).isEqualTo("fr");
        assertThatThrownBy(() -> templates.compile("a.mjml", "fr", "it", Map.of()))
                .isInstanceOf(NotFound.class);
        assertThat(render("a.mjml", Map.of()).html())
                .contains("<html lang=\"de\" dir=\"ltr\"")
                .contains("Hallo");
        assertThat(templates.names()).containsExactly("a.mjml", "b.mjml");
    }

    @Test
    void an_unknown_template_is_answered_with_the_nearest_one() throws IOException {
        write("cart.de.mjml", text("x"));

        assertThatThrownBy(() -> templates.compile("carts.mjml", "de", Map.of()))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no template 'carts.mjml', did you mean 'cart.mjml'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<mj-section><mj-column><mj-text>a<br>b</mj-text></mj-column></mj-section>~3:34: <br> is not closed: write <br/>",
                "<mj-section><mj-text>~3:13: <mj-text> is not closed: </mj-text> is missing or stands elsewhere",
                "<mj-sektion/>~3:1: there is no <mj-sektion>, did you mean 'mj-section'?",
                "[#if x]<mj-spacer/>[/#if]~3:1: [#if x] stands between components: put it into <mj-raw>…</mj-raw>",
                "<div>a</div>~3:1: <div> stands between components: put it into <mj-text> or <mj-raw>",
                "<mj-section><mj-column><mj-text>a & b</mj-text></mj-column></mj-section>~3:36: write &amp; for a bare &",
                "<mj-section><mj-column><mj-text>[=a</mj-text></mj-column></mj-section>~3:33: [= has no closing ]",
                "<mj-section><mj-column><mj-text>[=a?nope]</mj-text></mj-column></mj-section>~3:33: there is no ?nope",
                "<mj-section><mj-column><mj-text>x [=a?eval]</mj-text></mj-column></mj-section>~3:35: ?eval is not allowed",
                "<mj-section><mj-column><mj-text nonsense=\"[=a]\">x</mj-text></mj-column></mj-section>~3:43: [=a] would not get into the mail",
                "<mj-include path=\"parts/heder.mjml\"/>~3:1: there is no 'parts/heder.mjml' in the folder of templates, did you mean 'parts/header.mjml'?",
                "<mj-include path=\"../secret.mjml\"/>~3:1: mj-include: not the name of a template: '../secret.mjml'",
                "<mj-include path=\"/etc/passwd\"/>~3:1: mj-include: not the name of a template: '/etc/passwd'",
                "<mj-include path=\"parts/secret.mjml\"/>~3:1: mj-include: leads out of the folder of templates",
                "<mj-include path=\"parts/loop.mjml\"/>~parts/loop.mjml:1:1: 'parts/loop.mjml' includes itself",
                "<mj-include path=\"[=x]\"/>~3:1: mj-include takes a fixed path",
                "<p-block name=\"maching\"/>~3:1: the campaign has no block 'maching', did you mean 'matching'?",
                "<p-block name=\"matching\" columns=\"3\" layout=\"row\"/>~3:1: p-block with layout=\"row\" needs columns=\"1\" or columns=\"2\"",
                "<p-block name=\"matching\" layout=\"rwo\"/>~3:1: p-block has layout=\"card\" or layout=\"row\", not layout=\"rwo\", did you mean 'row'?",
                "<p-block name=\"matching\" picture=\"all\"/>~3:1: p-block has picture=\"each\" or picture=\"whole\", not picture=\"all\"",
                "<p-block name=\"matching\" columns=\"9\"/>~3:1: p-block needs columns=\"1\", columns=\"2\" or columns=\"3\"",
                "<p-block name=\"matching\"/><p-block name=\"matching\"/>~3:27: block 'matching' is shown twice",
                "<mj-spacer/>~1:1: never shows the campaign's block 'matching'"
            })
    void what_is_wrong_is_reported_at_its_place(String body, String message) throws IOException {
        var outside = Files.createTempFile("secret", ".mjml");
        write("parts/header.mjml", "<mj-section/>");
        write("parts/loop.mjml", "<mj-include path=\"parts/loop.mjml\"/>");
        Files.createSymbolicLink(folder.resolve("parts/secret.mjml"), outside);
        write("a.mjml", mjml(body + "\n"));

        assertThatThrownBy(() -> templates.compile("a.mjml", "de", Map.of("matching", 4)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining((message.startsWith("parts") ? "/" : "a.mjml:") + message);
        Files.delete(outside);
    }

    @Test
    void external_entities_are_not_read() throws IOException {
        write(
                "a.mjml",
                "<!DOCTYPE mjml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><mjml><mj-body>&e;</mj-body></mjml>");

        assertThatThrownBy(() -> templates.compile("a.mjml", "de", Map.of()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("DOCTYPE is not allowed");
    }

    @Test
    void a_failure_with_one_customer_names_the_place_in_the_part_it_comes_from() throws IOException {
        write(
                "parts/greeting.mjml",
                "<mj-section><mj-column><mj-text>\n  Hi [=customer.firstName]</mj-text></mj-column></mj-section>");
        write("a.mjml", mjml("<mj-include path=\"parts/greeting.mjml\"/>"));

        assertThatThrownBy(() -> render("a.mjml", Map.of("customer", Map.of())))
                .isInstanceOf(Invalid.class)
                .hasMessage(
                        folder + "/parts/greeting.mjml:2:6: customer.firstName has no value here; if it may be missing"
                                + " write customer.firstName! or [#if customer.firstName??]");
    }

    @Test
    void a_block_may_have_rows_or_one_picture_for_all_of_it() throws IOException {
        write("a.mjml", mjml("<p-block name=\"matching\" layout=\"row\"/>"));
        write("b.mjml", mjml("<p-block name=\"matching\" columns=\"3\" picture=\"whole\"/>"));
        write("c.ftlh", "<html><body><p-block name=\"matching\" picture=\"whole\"/></body></html>");
        var blocks = Map.of("matching", 4);
        var rows = templates.compile("a.mjml", "de", blocks);
        assertThat(rows.tiles()).containsExactly(Map.entry("matching", TileSize.of(TileSize.Layout.ROW, 1)));
        for (var name : List.of("b.mjml", "c.ftlh")) {
            var whole = templates.compile(name, "de", blocks);
            assertThat(whole.together()).containsExactly(Map.entry("matching", name.equals("b.mjml") ? 3 : 2));
            var model = Map.of("blocks", Example.blocks(blocks, 4));
            var images = Jsoup.parse(
                            whole.render("x", model, Locale.GERMANY, BERLIN).html())
                    .select("a[href=https://news.example/c/matching] > img");
            assertThat(images).hasSize(1);
            assertThat(images.attr("width")).isEqualTo(name.equals("b.mjml") ? "542" : "536");
            assertThat(images.hasAttr("height")).isFalse();
        }
    }

    @Test
    void a_block_has_a_tile_a_slot_and_leaves_out_what_a_mail_does_not_have() throws IOException {
        write("a.mjml", mjml("<p-block name=\"matching\" columns=\"2\" background-color=\"#ffffff\"/>"));
        write("b.mjml", mjml("<p-block name=\"matching\" columns=\"3\"/>"));
        var blocks = Map.of("matching", 4);
        var two = templates.compile("a.mjml", "de", blocks);
        var three = templates.compile("b.mjml", "de", blocks);

        assertThat(two.tiles()).containsExactly(Map.entry("matching", TileSize.of(2)));
        assertThat(three.tiles()).containsExactly(Map.entry("matching", TileSize.of(3)));
        for (var products = 0; products <= 4; products++) {
            var model = Map.of("blocks", Example.blocks(blocks, products));
            assertThat(Jsoup.parse(two.render("x", model, Locale.GERMANY, BERLIN)
                                    .html())
                            .select("a > img"))
                    .hasSize(products);
            assertThat(Jsoup.parse(three.render("x", model, Locale.GERMANY, BERLIN)
                                    .html())
                            .select("a > img"))
                    .hasSize(products);
        }
        assertThat(two.render("x", Map.of(), Locale.GERMANY, BERLIN).html()).doesNotContain("<img");
        var first = Jsoup.parse(two.render("x", Map.of("blocks", Example.blocks(blocks, 1)), Locale.GERMANY, BERLIN)
                        .html())
                .selectFirst("a[href=https://news.example/c/matching1] > img");
        assertThat(first).isNotNull();
        assertThat(first.attr("src")).isEqualTo("https://news.example/i/matching1.jpg");
        assertThat(first.attr("alt")).isEqualTo("Empfehlung 1");
    }

    @Test
    void a_template_in_plain_html_has_blocks_too() throws IOException {
        write(
                "a.ftlh",
                "<p>${name}</p>\n<p-block name=\"matching\" columns=\"2\"/>\n<#if name?has_content>yes</#if> ${name?nope}");

        assertThatThrownBy(() -> templates.compile("a.ftlh", "de", Map.of("matching", 3)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("a.ftlh:3:40: there is no ?nope");

        write("a.ftlh", "<p>${name}</p>\n<p-block name=\"matching\" columns=\"2\"/>");
        var mail = templates.compile("a.ftlh", "de", Map.of("matching", 3));
        var model = Map.of("name", "<i>", "blocks", Example.blocks(Map.of("matching", 3), 3));
        assertThat(mail.render("x", model, Locale.GERMANY, BERLIN).html())
                .contains("<p>&lt;i&gt;</p>", "https://news.example/c/matching3");
    }

    @Test
    void a_text_beside_the_template_is_its_text_part() throws IOException {
        write("a.de.mjml", text("x"));
        write("a.de.txt", "Hallo [=name]\nhttps://shop.example/a?b=1 [=links.unsubscribe]");
        var mail = templates.compile("a.mjml", "de", Map.of());
        var model = Map.of("name", "<Anna>", "links", Map.of("unsubscribe", "https://news.example/u/1"));

        assertThat(mail.render("x", model, Locale.GERMANY, BERLIN, it -> "https://news.example/l/2")
                        .text())
                .isEqualTo("Hallo <Anna>\nhttps://news.example/l/2 https://news.example/u/1");
    }

    @Test
    void a_template_is_compiled_once_until_one_of_its_files_changes() throws IOException {
        write("parts/p.mjml", "<mj-section/>");
        write("a.mjml", mjml("<mj-include path=\"parts/p.mjml\"/>"));
        var before = templates.compile("a.mjml", "de", Map.of());

        assertThat(templates.compile("a.mjml", "de", Map.of())).isSameAs(before);
        write("parts/p.mjml", "<mj-section><mj-column><mj-text>new</mj-text></mj-column></mj-section>");

        var after = templates.compile("a.mjml", "de", Map.of());
        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.render("x", Map.of(), Locale.GERMANY, BERLIN).html()).contains("new");
    }

    @Test
    void its_files_are_looked_at_again_after_a_while_only() throws IOException {
        write("a.mjml", text("old"));
        var nanos = new AtomicLong(-5_000);
        var hurried = new Templates(folder, Duration.ofNanos(1_000), nanos::get);
        var before = hurried.compile("a.mjml", "de", Map.of());
        write("a.mjml", text("new"));

        nanos.addAndGet(999);
        assertThat(hurried.compile("a.mjml", "de", Map.of())).isSameAs(before);
        nanos.addAndGet(1);
        assertThat(hurried.compile("a.mjml", "de", Map.of())).isNotSameAs(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Hello [=name]~Hello Anna Bcc: x@evil.example",
                "  a   [=blank]  b ~a b",
                "[=turned]~abc",
                "[=long]~" + TWO_HUNDRED
            })
    void a_subject_is_one_plain_line(String subject, String expected) throws IOException {
        write("a.mjml", text("x"));
        var model = Map.of(
                "name",
                "Anna\r\nBcc: x@evil.example",
                "blank",
                "\u0000\u2028\t\u00a0",
                "turned",
                "a\u202eb\u2066c\ufeff",
                "long",
                "x".repeat(500));

        var rendered = templates.compile("a.mjml", "de", Map.of()).render(subject, model, Locale.GERMANY, BERLIN);

        assertThat(rendered.subject()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=\"x\"?eval]",
                "[#list 1..100000 as x][#list 1..100000 as y][/#list][/#list]",
                "[#list 1..100000 as x]aaaaaaaaaaaaaaaaaa[/#list]",
                "[#include \"/etc/passwd\"]",
                "[=name.class]"
            })
    void an_attack_by_the_subject_or_the_text_is_stopped_as_well(String attack) throws IOException {
        write("a.mjml", text("x"));
        write("b.mjml", text("x"));
        write("b.txt", attack);
        write("c.mjml", mjml("<mj-raw>" + attack + "</mj-raw>"));
        var model = Map.of("name", Map.of());

        assertThatThrownBy(
                        () -> templates.compile("a.mjml", "de", Map.of()).render(attack, model, Locale.GERMANY, BERLIN))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("subject:1:");
        assertThatThrownBy(() -> render("b.mjml", model))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("b.txt:1:");
        assertThatThrownBy(() -> render("c.mjml", model))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("c.mjml:");
    }

    private Rendered render(String template, Map<String, ?> model) {
        return templates.compile(template, "de", Map.of()).render("x", model, Locale.GERMANY, BERLIN);
    }

    private void write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String text(String words) {
        return mjml("<mj-section><mj-column><mj-text>" + words + "</mj-text></mj-column></mj-section>");
    }

    private static String mjml(String body) {
        return "<mjml>\n<mj-body>\n" + body + "</mj-body>\n</mjml>\n";
    }
}
