package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates that come with Postille. */
class SampleTemplatesTest {

    private static final Templates TEMPLATES = new Templates(Path.of("templates"));
    private static final Map<String, Map<String, Integer>> BLOCKS = Map.of(
            "birthday", Map.of("matching", 4),
            "newsletter", Map.of("theme", 6),
            "cart", Map.of("matching", 4),
            "return", Map.of("better", 4));

    @ParameterizedTest
    @CsvSource({
        "birthday, de",
        "birthday, en",
        "newsletter, de",
        "newsletter, en",
        "cart, de",
        "cart, en",
        "return, de",
        "return, en"
    })
    void every_sample_template_makes_a_mail_that_providers_accept(String name, String language) throws IOException {
        var blocks = BLOCKS.get(name);

        assertThat(TEMPLATES.check(name + ".mjml", Set.of(language), blocks)).isEmpty();

        var mail = TEMPLATES.compile(name + ".mjml", language, blocks);
        var rendered = mail.render(
                "[=salutation] [=campaign.title]",
                Example.model(language, blocks),
                Locale.forLanguageTag(language),
                ZoneId.of("Europe/Berlin"));
        keep(name + "." + language, rendered);
        var html = Jsoup.parse(rendered.html());
        var slots = blocks.values().iterator().next();
        assertThat(mail.tiles()).hasSize(1).containsValue(TileSize.of(2));
        assertThat(rendered.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
        assertThat(html.selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(html.selectFirst("html").attr("dir")).isEqualTo("ltr");
        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("a[href^=https://news.example/c/] > img")).hasSize(slots);
        assertThat(html.select("img")).allSatisfy(it -> {
            assertThat(it.attr("alt")).isNotBlank();
            assertThat(it.attr("width")).isNotBlank();
        });
        assertThat(html.select(".p-tile img")).hasSize(slots).allSatisfy(it -> {
            assertThat(it.attr("width")).isEqualTo("260");
            assertThat(it.attr("height")).isEqualTo("340");
        });
        assertThat(html.select("a[href=https://news.example/u/token]").text()).isNotBlank();
        assertThat(html.text()).contains("Am Markt 1, 12345 Musterstadt", "Lindenhof GmbH");
        html.select("[style*=display:none]").remove();
        assertThat(html.body().text().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(2_400);
        assertThat(rendered.text())
                .contains(
                        "https://news.example/u/token",
                        "https://news.example/c/" + blocks.keySet().iterator().next() + "1");
        assertThat(rendered.text().lines().filter(it -> !it.contains("http"))).allMatch(it -> it.length() <= 76);
    }

    /** For people to look at. */
    private static void keep(String name, Rendered rendered) throws IOException {
        var folder = Files.createDirectories(Path.of("target/mails"));
        Files.writeString(folder.resolve(name + ".html"), rendered.html());
        Files.writeString(folder.resolve(name + ".txt"), rendered.subject() + "\n\n" + rendered.text());
    }

    @org.junit.jupiter.api.Test
    void the_sample_templates_are_found_by_name() {
        assertThat(TEMPLATES.names())
                .containsAll(List.of("birthday.mjml", "cart.mjml", "newsletter.mjml", "return.mjml"));
    }
}
