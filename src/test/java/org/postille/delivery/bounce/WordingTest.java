package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    @Test
    void every_heading_is_a_reason() {
        assertThat(Phrases.of("wording.txt").headings())
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .allSatisfy(it -> {
                    var words = it.split(" ");
                    assertThat(Reason.valueOf(words[0])).isNotEqualTo(Reason.UNKNOWN);
                    assertThat(it).matches("[A-Z_]+( sure| plain| otherwise)?");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"wording.txt", "layout.txt"})
    void phrases_are_written_as_they_are_looked_up(String table) throws IOException {
        try (var stream = Objects.requireNonNull(Phrases.class.getResourceAsStream(table))) {
            var seen = new HashSet<String>();
            for (var line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    seen.clear();
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    assertThat(line).isEqualTo(Phrases.plain(line)).isEqualTo(line.toLowerCase(Locale.ROOT));
                    assertThat(seen.add(line))
                            .as(line + " stands twice under a heading")
                            .isTrue();
                }
            }
        }
    }
}
