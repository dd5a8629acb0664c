package org.postille.opentime.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.campaign.definition.Look;

/** Text of every script: complete, in the right direction, broken where its readers break it. */
class LettersTest {

    private static Letters letters(String reader) {
        return new Letters(Bundled.OPEN_SANS, Weight.REGULAR, Locale.forLanguageTag(reader));
    }

    private static List<String> lines(String reader, String title, float width, int most) {
        var letters = letters(reader);
        var text = letters.text(title);
        return letters.broken(text, 32, width, most).stream().map(Text::string).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Größe Ångström Łódź ğış Trần Đức",
                "Κεραμικό φλιτζάνι",
                "Ваза й ґ ї",
                "כוס אמייל 350 מ״ל",
                "كوب مطلي بالمينا ٣٥٠",
                "لیوان لعابی دست‌ساز",
                "हाथ से बना प्याला।",
                "แก้วเคลือบสีน้ำเงิน ฿",
                "手作り琺瑯マグカップ、直",
                "手工搪瓷马克杯",
                "手工搪瓷馬克杯",
                "핸드메이드 법랑 머그컵",
                "for two 👩‍👩‍👧 ☕️ 1️⃣ 🇩🇪 👍🏽",
                "€ £ ¥ ₹ ₺ ₽ ₪ ₩ ₴ ₫"
            })
    void nothing_of_a_script_that_a_catalog_uses_is_left_out(String title) {
        for (var weight : Weight.values()) {
            var text = new Letters(Bundled.OPEN_SANS, weight, Locale.GERMANY).text(title);
            assertThat(text.string()).isEqualTo(java.text.Normalizer.normalize(title, java.text.Normalizer.Form.NFC));
            text.runs()
                    .forEach(run -> assertThat(run.font().canDisplayUpTo("x")).isLessThan(2));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Singing bowl (བོད་) – ཚེ – brass     | Singing bowl – brass
            ཚེ, brass bowl                        | brass bowl
            Bowl „ཚེ“ of brass                    | Bowl of brass
            Brass bowl / ཚེ                       | Brass bowl
            """)
    void what_has_no_letters_leaves_no_hollow_brackets_and_no_loose_signs(String title, String written) {
        assertThat(letters("en").text(title).string()).isEqualTo(written);
    }

    @Test
    void a_name_of_which_too_much_is_missing_is_left_out_altogether() {
        assertThat(letters("en").text("ཚེ་རིང་ of བོད་").isEmpty()).isTrue();
    }

    @Test
    void what_cannot_be_seen_and_could_turn_the_rest_around_is_left_out() {
        assertThat(letters("en").text("price\u202e00.1\u2066 \u00adok\u0007").string())
                .isEqualTo("price00.1 ok");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Mug, false",
        "he, כוס, true",
        "en, كوب Nordlys, true",
        "he, Nordlys כוס, false",
        "he, 12.50, true",
        "en, 12.50, false"
    })
    void a_line_runs_as_its_first_letter_does_and_figures_as_their_reader_reads(
            String reader, String title, boolean rightToLeft) {
        assertThat(letters(reader).text(title).rightToLeft()).isEqualTo(rightToLeft);
    }

    @Test
    void chinese_characters_look_as_their_reader_writes_them() {
        var fonts = List.of("ja", "zh-CN", "zh-TW", "zh-Hant", "ko").stream()
                .map(it -> letters(it).text("直").runs().getFirst().font().getFontName(Locale.ROOT))
                .toList();
        assertThat(fonts.get(0)).contains("JP");
        assertThat(fonts.get(1)).contains("SC");
        assertThat(fonts.get(2)).contains("TC");
        assertThat(fonts.get(3)).contains("TC");
    }

    @Test
    void korean_breaks_between_words_thai_between_words_without_spaces_and_chinese_never_before_a_comma() {
        assertThat(lines("ko", "핸드메이드 법랑 머그컵 북유럽 디자인", 330, 3))
                .allMatch(it -> List.of("핸드메이드 법랑 머그컵 북유럽 디자인".split(" "))
                        .containsAll(List.of(it.strip().split(" "))));
        assertThat(lines("th", "แก้วเคลือบลายดอกไม้", 200, 3).getFirst()).isIn("แก้ว", "แก้วเคลือบ", "แก้วเคลือบลาย");
        for (var width = 100; width < 500; width += 7) {
            assertThat(lines("zh", "手工搪瓷杯，北欧设计，大号。", width, 9))
                    .noneMatch(it -> it.startsWith("，") || it.startsWith("。"));
        }
    }

    @Test
    void a_word_that_fits_no_line_is_cut_with_a_hyphen_at_a_syllable() {
        var lines = letters("de").lines(letters("de").text("Geschirrspülmaschinenreiniger"), 32, 300, 3);
        assertThat(lines).hasSizeGreaterThan(1).allMatch(it -> it.getAdvance() <= 301);
        assertThat(Hyphens.before("Donaudampfschiff", 0, 9)).isEqualTo(5);
        assertThat(Hyphens.mayStand("搪瓷", 1)).isFalse();
        assertThat(Hyphens.mayStand("คน", 1)).isFalse();
    }

    /** Any text of any script at any width: every line fits, and none begins or ends within a grapheme. */
    @Test
    void no_line_is_wider_than_its_place_and_none_ends_within_a_grapheme() {
        var random = new Random(7);
        var parts = List.of(
                "Mug ",
                "é",
                "👩‍👩‍👧",
                "कि",
                "ก็",
                "كوب ",
                "שלום",
                "漢",
                "한글 ",
                "（",
                "–",
                " ",
                "ﷺ",
                "🇩🇪",
                "x̂",
                "ss",
                "。");
        for (var round = 0; round < 400; round++) {
            var title = random.ints(1 + random.nextInt(24), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            var letters = letters(List.of("de", "ar", "th", "ja").get(round % 4));
            var text = letters.text(title);
            var width = 120 + random.nextInt(300);
            for (var line : letters.lines(text, 32, width, 20)) {
                assertThat((double) line.getVisibleAdvance())
                        .as("round %d: %s at %d", round, title, width)
                        .isLessThanOrEqualTo(width + 1.0);
            }
            var whole = graphemes(text.string());
            for (var line : letters.broken(text, 32, width, 20)) {
                assertThat(whole)
                        .as("round %d: %s", round, title)
                        .containsAll(graphemes(line.string().replaceFirst("[-…]$", "")));
            }
        }
    }

    private static List<String> graphemes(String text) {
        var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        var all = new ArrayList<String>();
        var start = graphemes.first();
        for (var end = graphemes.next(); end != BreakIterator.DONE; start = end, end = graphemes.next()) {
            all.add(text.substring(start, end));
        }
        return all;
    }

    @Test
    void the_families_that_a_theme_may_name_are_those_that_are_bundled() {
        assertThat(Bundled.FAMILIES.stream().map(Bundled::family)).containsExactlyElementsOf(Look.FAMILIES);
        for (var family : Look.FAMILIES) {
            var typeface = Bundled.family(family).orElseThrow();
            for (var weight : Weight.values()) {
                assertThat(typeface.font(weight).canDisplayUpTo("Größe ŁÓDŹ 0123456789 €—“”"))
                        .isEqualTo(-1);
            }
        }
    }

    /** In a process of its own: in this one other tests have read them. */
    @Test
    void a_typeface_is_read_when_a_text_first_needs_it() throws Exception {
        assertThat(readFor("Mug")).isEqualTo("[OPEN_SANS]");
        assertThat(readFor("Mug כוס")).isEqualTo("[OPEN_SANS, HEBREW]");
    }

    private static String readFor(String title) throws Exception {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        // Not every system hands over all letters.
                        title.codePoints().mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(java.waitFor()).isZero();
        return said;
    }

    /** Sets the text that it is given, and says which typefaces that took. */
    static final class Reading {

        private Reading() {}

        public static void main(String[] codePoints) {
            var title = Arrays.stream(codePoints[0].split(","))
                    .map(it -> Character.toString(Integer.parseInt(it)))
                    .collect(Collectors.joining());
            for (var weight : Weight.values()) {
                var letters = new Letters(Bundled.OPEN_SANS, weight, Locale.ENGLISH);
                letters.line(letters.text(title), 20);
            }
            System.out.println(
                    Arrays.stream(Bundled.values()).filter(Bundled::isRead).toList());
        }
    }
}
