package org.postille.opentime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Money;
import org.postille.campaign.definition.Look;

class BadgesTest {

    private static final Look.Badges RULES = new Look.Badges(Period.ofDays(30), 3, 5, 2);
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);

    private static List<String> badges(
            Look.Badges rules,
            String reader,
            String price,
            @Nullable String before,
            @Nullable Integer stock,
            @Nullable LocalDate released) {
        var offer = new Mail.Offered(
                "Mug",
                "https://shop.example/mug",
                Money.of(price, "EUR"),
                before == null ? null : Money.of(before, "EUR"),
                true,
                stock,
                released,
                false,
                null);
        return Badges.of(rules, offer, Locale.forLanguageTag(reader), TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "15.96, 19.95, −20 %",
        "15.97, 19.95, −19 %",
        "18.95, 19.95, −5 %",
        "18.96, 19.95, ",
        "19.95, 19.95, ",
        "20.95, 19.95, "
    })
    void a_reduction_is_told_in_whole_percent_rounded_down_and_only_if_it_is_one(
            String price, String before, @Nullable String badge) {
        assertThat(badges(RULES, "de-DE", price, before, null, null).stream()
                        .map(it -> it.replace('\u00a0', ' '))
                        .toList())
                .isEqualTo(badge == null ? List.of() : List.of(badge));
    }

    @Test
    void without_an_old_price_that_may_be_shown_there_is_no_percentage() {
        assertThat(badges(RULES, "de", "5.00", null, null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, true", "1, true", "4, false", "0, false", ", false"})
    void a_low_stock_is_told_up_to_the_limit_of_the_look(@Nullable Integer stock, boolean told) {
        assertThat(badges(RULES, "en", "5", null, stock, null)).hasSize(told ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-20, true", "2026-04-21, true", "2026-04-20, false", "2026-05-21, false"})
    void a_product_is_new_from_the_day_it_came_out_for_as_long_as_the_look_says(LocalDate released, boolean told) {
        assertThat(badges(RULES, "en", "5", null, null, released)).isEqualTo(told ? List.of("New") : List.of());
    }

    @Test
    void the_most_pressing_comes_first_and_never_more_than_the_look_allows() {
        var all = badges(RULES, "de-DE", "10", "20", 2, TODAY);
        assertThat(all).hasSize(2);
        assertThat(all.getFirst()).isEqualTo("Nur noch 2");
        assertThat(all.getLast()).startsWith("−50");
        assertThat(badges(new Look.Badges(Period.ofDays(30), 3, 5, 1), "de", "10", "20", 2, TODAY))
                .hasSize(1);
        assertThat(badges(new Look.Badges(Period.ZERO, 0, 0, 2), "de", "10", "20", 2, TODAY))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Plus que 3",
        "ru, Осталось: 3",
        "ja, 残り3点",
        "zh-CN, 仅剩 3 件",
        "zh-TW, 僅剩 3 件",
        "th, เหลือ 3 ชิ้น",
        "xx, Only 3 left"
    })
    void it_is_told_in_the_language_of_the_reader(String reader, String words) {
        assertThat(badges(RULES, reader, "5", null, 3, null)).containsExactly(words);
    }

    @Test
    void arabic_readers_get_arabic_words() {
        assertThat(badges(RULES, "ar-EG", "5", null, 3, TODAY).getFirst()).startsWith("المتبقي");
    }
}
