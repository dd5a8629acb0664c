package org.postille.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Contrast;
import org.postille.campaign.definition.Look;
import org.postille.campaign.definition.Looks;

/** What a shop says of its pictures, and what it is told of its mistakes. */
class ThemeFileTest {

    private static final Path FONT = Path.of("src/main/resources/fonts/OpenSans-Regular.ttf");

    @TempDir
    private Path templates;

    private ThemeFile.Read read(String text) throws IOException {
        Files.writeString(templates.resolve("theme.yaml"), text);
        return ThemeFile.read(templates);
    }

    private List<String> findings(String text) throws IOException {
        return read(text).findings().stream()
                .map(it -> it.toString().substring(templates.toString().length() + 1))
                .toList();
    }

    @Test
    void without_a_file_pictures_look_as_they_always_did() {
        assertThat(ThemeFile.read(templates).looks()).isEqualTo(Looks.STANDARD);
        assertThat(ThemeFile.read(templates).findings()).isEmpty();
    }

    @Test
    void what_is_not_said_stays_and_a_look_goes_on_from_the_top_of_the_file() throws IOException {
        var looks = read("""
                        colours: { price: "#8A1538" }
                        corner: 20
                        badges: { few: 5 }
                        looks:
                          sale: { colours: { badge: "#000000" }, badges: { new: P1W } }
                        """).looks();
        assertThat(looks.standard().colours().price()).isEqualTo(0x8A1538);
        assertThat(looks.standard().colours().text())
                .isEqualTo(Look.STANDARD.colours().text());
        assertThat(looks.standard().badges()).isEqualTo(new Look.Badges(Period.ofDays(30), 5, 5, 2));
        var sale = looks.of("sale");
        assertThat(sale.colours().badge()).isZero();
        assertThat(sale.colours().price()).isEqualTo(0x8A1538);
        assertThat(sale.corner()).isEqualTo(20);
        assertThat(sale.badges()).isEqualTo(new Look.Badges(Period.ofWeeks(1), 5, 5, 2));
        assertThat(looks.of("gone")).isEqualTo(looks.standard());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            padding: 50~1:10: expected a whole number from 0 to 40, found the number 50
            colors: { text: "#000000" }~1:1: unknown key 'colors', did you mean 'colours'?
            colours: { txt: "#000000" }~1:12: unknown key 'txt', did you mean 'text'?
            colours: { text: black }~1:18: expected a colour like "#1F5A4C", in quotes, found 'black'
            font: Open Sand~1:7: unknown font 'Open Sand', did you mean 'Open Sans'?
            photo: hole~1:8: unknown value 'hole', did you mean 'whole'?
            badges: { new: PT3H }~1:16: expected days, weeks or months like P30D, found 'PT3H'
            looks: { Sale: { corner: 1 } }~1:10: expected a name of lower-case letters, digits and '-', at most 50 long, found 'Sale'
            font: { semibold: a.ttf }~1:7: 'regular' is missing, for example 'regular: fonts/brand.ttf'
            font: { regular: fonts/a.ttf }~1:18: the font 'fonts/a.ttf': there is no such file in the folder of templates
            font: { regular: ../a.ttf }~1:18: the font '../a.ttf': it is not below the folder of templates
            font: { regular: /etc/hosts }~1:18: the font '/etc/hosts': it is not below the folder of templates
            """)
    void a_mistake_is_told_with_its_place_and_what_was_probably_meant(String file, String finding) throws IOException {
        assertThat(findings(file)).containsExactly("theme.yaml:" + finding);
    }

    @Test
    void a_colour_without_quotes_is_a_comment_and_says_so() throws IOException {
        assertThat(findings("colours:\n  text: #123456\n"))
                .anyMatch(it -> it.startsWith("theme.yaml:2:") && it.contains("without quotes a # begins a comment"));
    }

    @Test
    void letters_that_are_too_faint_to_read_are_told_and_drawn_all_the_same() throws IOException {
        var read = read("colours: { text: \"#999999\" }");
        assertThat(read.findings()).hasSize(1);
        assertThat(read.findings().getFirst().toString())
                .contains("theme.yaml:1:12: 'text' #999999 on 'background' #F7F5F2 has a contrast of 2.6")
                .contains("at least 4.5");
        assertThat(read.looks().standard().colours().text()).isEqualTo(0x999999);
        assertThat(findings("colours: { badge: \"#FFD54F\" }"))
                .singleElement()
                .asString()
                .contains("'badge-text'");
        assertThat(Contrast.of(0, 0xFFFFFF)).isEqualTo(21);
        assertThat(Contrast.of(0x767676, 0xFFFFFF)).isBetween(4.5, 4.6);
    }

    @Test
    void the_standard_look_can_be_read_by_everybody() {
        var colours = Look.STANDARD.branded(0x1F5A4C).colours();
        assertThat(Contrast.of(colours.text(), colours.background())).isGreaterThan(Contrast.LEAST);
        assertThat(Contrast.of(0x1F5A4C, colours.background())).isGreaterThan(Contrast.LEAST);
        assertThat(Contrast.of(colours.oldPrice(), colours.background())).isGreaterThan(Contrast.LEAST);
        assertThat(Contrast.of(colours.badgeText(), colours.badge())).isGreaterThan(Contrast.LEAST);
    }

    @Test
    void a_font_of_the_shop_is_taken_from_below_the_templates_and_another_content_is_another_look() throws IOException {
        Files.createDirectories(templates.resolve("fonts"));
        Files.copy(FONT, templates.resolve("fonts/brand.ttf"));
        var file = "font: { regular: fonts/brand.ttf }";
        var first = read(file);
        assertThat(first.findings()).isEmpty();
        assertThat(first.looks().standard().face()).isInstanceOfSatisfying(Look.Face.Files.class, it -> {
            assertThat(it.regular()).isEqualTo(templates.resolve("fonts/brand.ttf"));
            assertThat(it.semibold()).isEqualTo(it.regular());
        });
        Files.copy(
                FONT.resolveSibling("OpenSans-Semibold.ttf"),
                templates.resolve("fonts/brand.ttf"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(read(file).looks().standard()).isNotEqualTo(first.looks().standard());
    }

    @Test
    void what_is_no_font_or_too_large_or_without_letters_is_refused() throws IOException {
        var font = templates.resolve("a.ttf");
        Files.writeString(font, "wOF2 and more");
        assertThat(findings("font: { regular: a.ttf }"))
                .singleElement()
                .asString()
                .contains("made for browsers");
        Files.writeString(font, "hello");
        assertThat(findings("font: { regular: a.ttf }"))
                .singleElement()
                .asString()
                .contains("no TrueType or OpenType");
        Files.write(font, java.util.Arrays.copyOf(Files.readAllBytes(FONT), 2_000));
        assertThat(findings("font: { regular: a.ttf }"))
                .singleElement()
                .asString()
                .contains("it is broken");
        Files.write(font, new byte[4_000_001]);
        assertThat(findings("font: { regular: a.ttf }"))
                .singleElement()
                .asString()
                .contains("more than 4000000 bytes");
        Files.copy(
                FONT.resolveSibling("NotoEmoji-Regular.ttf"), font, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(findings("font: { regular: a.ttf }"))
                .singleElement()
                .asString()
                .contains("it has no 'A'");
    }
}
