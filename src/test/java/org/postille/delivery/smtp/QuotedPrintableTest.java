package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedPrintableTest {

    private static final String[] PIECES = {
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        ".",
        "..",
        "=",
        "=3D",
        "From ",
        "From",
        "a",
        "ä",
        "字",
        "🎂",
        "\u0000",
        "\u007F",
        "x".repeat(74),
        "x".repeat(75),
        "x".repeat(76),
        "ü".repeat(13),
        "=_",
        "--",
        "Lorem ipsum dolor sit amet, "
    };

    private static String encoded(String text) {
        var out = new Octets(1);
        QuotedPrintable.encode(text, out);
        return new String(out.toArray(), StandardCharsets.ISO_8859_1);
    }

    private static String canonical(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a|a",
                "ü|=C3=BC",
                "a=b|a=3Db",
                "a b|a b",
                "a |a=20",
                ".|=2E",
                "a.b|a.b",
                "From me|=46rom me",
                "Fromage|Fromage",
            })
    void the_form_is_that_of_the_standard(String text, String form) {
        assertThat(encoded(text)).isEqualTo(form);
    }

    @Test
    void blanks_at_the_end_of_a_line_are_encoded() {
        assertThat(encoded("a \nb\t\r\n \n")).isEqualTo("a=20\r\nb=09\r\n=20\r\n");
    }

    @Test
    void a_line_of_75_characters_is_not_broken_and_one_more_is() {
        assertThat(encoded("x".repeat(75) + "\n")).isEqualTo("x".repeat(75) + "\r\n");
        assertThat(encoded("x".repeat(76))).isEqualTo("x".repeat(75) + "=\r\nx");
    }

    @Test
    void what_begins_a_line_only_after_a_break_is_encoded_too() {
        assertThat(encoded("x".repeat(75) + ".")).isEqualTo("x".repeat(75) + "=\r\n=2E");
    }

    @Test
    void any_text_survives_and_its_lines_are_safe() throws Exception {
        var random = new Random(4711);
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            for (var i = random.nextInt(60); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var encoded = encoded(text.toString());
            assertThat(encoded.replace("\r\n", "")).matches("[\\t -~]*");
            for (var line : encoded.split("\r\n", -1)) {
                assertThat(line)
                        .hasSizeLessThanOrEqualTo(76)
                        .doesNotStartWith(".")
                        .doesNotStartWith("From ");
                assertThat(line).doesNotEndWith(" ").doesNotEndWith("\t");
            }
            assertThat(decodedByJakartaMail(encoded)).isEqualTo(canonical(text.toString()));
            assertThat(decodedByMime4j(encoded)).isEqualTo(canonical(text.toString()));
        }
    }

    private static String decodedByJakartaMail(String encoded) throws Exception {
        var in = MimeUtility.decode(
                new ByteArrayInputStream(encoded.getBytes(StandardCharsets.ISO_8859_1)), "quoted-printable");
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String decodedByMime4j(String encoded) throws IOException {
        try (var in = new QuotedPrintableInputStream(
                new ByteArrayInputStream(encoded.getBytes(StandardCharsets.ISO_8859_1)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
