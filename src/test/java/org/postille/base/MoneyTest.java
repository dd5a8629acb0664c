package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    /** Blanks are no-break ones, as CLDR has them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1234.50 EUR | de | DE | 1.234,50_€
                    1234.50 EUR | de | AT | €_1.234,50
                    1234.50 EUR | en | IE | €1,234.50
                    1234.50 EUR | fr | FR | 1_234,50_€
                    12.95 USD   | en | US | $12.95
                    12.95 USD   | de | DE | 12,95_$
                    1500 JPY    | ja | JP | ￥1,500
                    1500 JPY    | de | DE | 1.500_¥
                    -3.10 EUR   | de | DE | -3,10_€
                    """)
    void money_reads_as_its_reader_is_used_to(String money, String language, String country, String expected) {
        assertThat(Money.parse(money).format(Locale.of(language, country)).replaceAll("[\\u00A0\\u202F ]", "_"))
                .isEqualTo(expected);
    }

    @Test
    void amounts_stand_at_the_decimals_of_their_currency() {
        assertThat(Money.of("12.955", "EUR")).hasToString("12.96 EUR").isEqualTo(Money.parse("12.96 EUR"));
        assertThat(Money.of("12", "EUR")).isEqualTo(Money.of("12.00", "EUR"));
        assertThat(Money.of("12.5", "JPY")).hasToString("13 JPY");
        assertThat(Money.of("1.2345", "KWD")).hasToString("1.235 KWD");
    }

    @Test
    void sums_and_multiples_keep_the_currency() {
        var price = Money.of("12.95", "EUR");
        assertThat(price.times(3).plus(Money.of("0.05", "EUR"))).hasToString("38.90 EUR");
        assertThat(price).isLessThan(Money.of("13", "EUR"));
        assertThatThrownBy(() -> price.plus(Money.of("1", "USD"))).hasMessageContaining("the currencies differ");
        assertThatThrownBy(() -> price.compareTo(Money.of("1", "USD"))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12.95",
                "12,95 EUR",
                "EUR 12.95",
                "12.95 euro",
                "1.234,50 EUR",
                "1e3 EUR",
                "1E999999999 EUR",
                "9999999999999999999 EUR",
                "12.95 EUR EUR",
                "-- EUR",
                ". EUR",
                "١٢ EUR"
            })
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected for example '12.95 EUR'");
    }
}
