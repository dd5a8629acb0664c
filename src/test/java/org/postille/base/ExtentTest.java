package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | 4 | 4",
                "4.5 | 4.5 | 4.5",
                "4,5 kg | 4.5 | 4.5",
                "3-6 | 3 | 6",
                "3 – 6 years | 3 | 6",
                "3 Jahre bis 6 Jahre | 3 | 6",
                "20 cm | 20 | 20",
                "3+ | 3 | 1e15",
                "ab 3 Jahren | 3 | 1e15",
                "bis 12 kg | -1e15 | 12",
                "under 100 | -1e15 | 100",
                "-5 | -5 | -5"
            })
    void a_text_says_from_where_to_where_it_reaches(String text, double from, double to) {
        assertThat(Extent.of(text)).contains(new Extent(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "blue", "2021-04-02", "6-3", "M", "3x4x5", "1e99999", "12345678901234567890", "A4 210 mm"})
    void what_says_no_number_has_no_extent(String text) {
        assertThat(Extent.of(text)).isEmpty();
    }

    @Test
    void an_age_of_four_lasts_until_the_fifth_birthday_and_months_are_parts_of_years() {
        assertThat(Extent.ages("4").orElseThrow().contains(4.99)).isTrue();
        assertThat(Extent.ages("4").orElseThrow().contains(5)).isFalse();
        assertThat(Extent.ages("3-6").orElseThrow().contains(6.9)).isTrue();
        assertThat(Extent.ages("6-12 months").orElseThrow().contains(0.4)).isFalse();
        assertThat(Extent.ages("6-12 months").orElseThrow().contains(0.6)).isTrue();
        assertThat(Extent.ages("18 Monate+").orElseThrow().from()).isEqualTo(1.5);
        assertThat(Extent.ages("ab 18 Monate").orElseThrow().from()).isEqualTo(1.5);
        assertThat(Extent.ages("Toddler").orElseThrow().contains(3)).isTrue();
        assertThat(Extent.ages("M")).isEmpty();
    }
}
