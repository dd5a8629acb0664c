package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {

    @Test
    void it_reads_as_editors_expect_it() {
        assertThat(new Finding("a.yaml", 3, 7, "no such key")).hasToString("a.yaml:3:7: no such key");
        assertThat(new Finding("a.csv", 3, 0, "no such key")).hasToString("a.csv:3: no such key");
    }

    @Test
    void findings_stand_in_the_order_of_their_places() {
        assertThat(Stream.of(
                                new Finding("b", 1, 1, "x"),
                                new Finding("a", 10, 1, "x"),
                                new Finding("a", 9, 2, "x"),
                                new Finding("a", 9, 1, "y"))
                        .sorted())
                .extracting(Finding::toString)
                .containsExactly("a:9:1: y", "a:9:2: x", "a:10:1: x", "b:1:1: x");
    }

    @Test
    void what_it_quotes_cannot_command_the_terminal_nor_fill_the_screen() {
        assertThat(new Finding("a", 1, 0, "title is '\u001b[2J\r\nok'").toString())
                .isEqualTo("a:1: title is ' [2J ok'");
        assertThat(new Finding("a", 1, 0, "x".repeat(1_000_000)).toString()).hasSizeLessThan(1100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "sku-1", "A 1", "c/17#x"})
    void keys_are_printable_ascii(String key) {
        assertThat(Bounds.key(key, "id", 10)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "kündin", "a\nb", "a\u0000", "12345678901", "😀"})
    void other_keys_are_refused(String key) {
        assertThatThrownBy(() -> Bounds.key(key, "id", 10))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("'id'");
    }

    @Test
    void days_and_times_that_no_database_holds_are_refused() {
        assertThat(Bounds.date(LocalDate.of(9999, 12, 31), "day")).hasToString("9999-12-31");
        assertThatThrownBy(() -> Bounds.date(LocalDate.of(10000, 1, 1), "day")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Bounds.date(LocalDate.of(999, 1, 1), "day")).isInstanceOf(Invalid.class);
        assertThat(Bounds.instant(Instant.parse("9999-12-31T23:59:59Z"), "at")).isNotNull();
        assertThatThrownBy(() -> Bounds.instant(Instant.MAX, "at")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Bounds.instant(Instant.MIN, "at")).isInstanceOf(Invalid.class);
    }
}
