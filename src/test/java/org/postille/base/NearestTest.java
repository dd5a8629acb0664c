package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("country", "language", "interest", "id", "to", "birthday");

    @ParameterizedTest
    @CsvSource({
        "contry,country",
        "COUNTRY,country",
        "langauge,language",
        "intrest,interest",
        "brithday,birthday",
        "i,id"
    })
    void a_slip_of_the_keyboard_is_understood(String misspelt, String meant) {
        assertThat(Nearest.of(misspelt, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"price", "xy", "colour", "''"})
    void nothing_is_suggested_that_is_not_alike(String misspelt) {
        assertThat(Nearest.of(misspelt, KNOWN)).isEmpty();
        assertThat(Nearest.hint(misspelt, KNOWN)).isEmpty();
    }

    @Test
    void of_names_as_near_as_each_other_the_first_in_the_alphabet_is_taken() {
        assertThat(Nearest.of("cat", List.of("rat", "bat"))).contains("bat");
    }

    @Test
    void the_hint_goes_into_a_sentence() {
        assertThat("unknown key 'contry'" + Nearest.hint("contry", KNOWN))
                .isEqualTo("unknown key 'contry', did you mean 'country'?");
    }

    @Test
    void endless_input_is_not_compared() {
        assertThat(Nearest.of("x".repeat(1_000_000), List.of("x".repeat(1_000_000))))
                .isEmpty();
    }
}
