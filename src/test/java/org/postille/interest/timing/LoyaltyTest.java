package org.postille.interest.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.interest.timing.Loyalty.Past;

class LoyaltyTest {

    /** As Fader, Hardie and Lee (2005) fitted it to the customers of CDNOW; times in weeks. */
    private static final Loyalty CDNOW = new Loyalty(0.243, 4.414, 0.793, 2.426, false);

    @Test
    void the_published_example_comes_out() {
        // Their customer with two repeat purchases, the last in week 30.43 of 38.86: 1.226 more in 39 weeks.
        assertThat(CDNOW.expected(new Past(2, 30.43, 38.86), 39)).isEqualTo(1.226, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void the_sum_is_the_closed_form_with_the_hypergeometric_function(int repeats) {
        for (var days : List.of(1.0, 30.0, 400.0)) {
            var past = new Past(repeats, 20, 50);
            assertThat(CDNOW.expected(past, days))
                    .as("%d repeats, %s days", repeats, days)
                    .isEqualTo(closedForm(CDNOW, past, days), within(1e-6));
        }
    }

    private static double closedForm(Loyalty it, Past past, double days) {
        var x = past.repeats();
        var age = it.alpha() + past.age();
        var sum = 1.0;
        var term = 1.0;
        for (var n = 0; n < 5_000; n++) {
            term *= (it.r() + x + n)
                    * (it.b() + x + n)
                    / ((it.a() + it.b() + x - 1 + n) * (n + 1))
                    * (days / (age + days));
            sum += term;
        }
        return (it.a() + it.b() + x - 1)
                / (it.a() - 1)
                * (1 - Math.pow(age / (age + days), it.r() + x) * sum)
                * it.active(past);
    }

    @Test
    void nothing_overflows() {
        for (var loyalty :
                List.of(CDNOW, new Loyalty(0.01, 1e5, 1, 1e-4, true), new Loyalty(200, 0.1, 100, 100, true))) {
            for (var repeats : List.of(0, 1, 3_000)) {
                for (var recency : List.of(0.0, 1.0, 3_650.0)) {
                    var past = new Past(repeats, recency, 3_650);
                    assertThat(loyalty.active(past)).as("%s %s", loyalty, past).isBetween(0.0, 1.0);
                    assertThat(loyalty.any(past, 90)).as("%s %s", loyalty, past).isBetween(0.0, 1.0);
                    assertThat(loyalty.expected(past, 90))
                            .as("%s %s", loyalty, past)
                            .isBetween(0.0, 1e5);
                }
            }
        }
    }

    @Test
    void a_fit_finds_what_customers_were_made_with_and_tells_their_future() {
        var made = new Loyalty(0.8, 40, 0.9, 3, true);
        var purchases = Simulated.customers(made, 6_000, 5);
        var present = Simulated.START + 500;
        var past = new OrderDays(purchases, present);
        var whole = new OrderDays(purchases, present + 100);

        var fit = LoyaltyFit.of(past, present);

        assertThat(fit.fitted()).isTrue();
        assertThat(fit.loyalty().atOnce()).isTrue();
        assertThat(fit.loyalty().r()).isEqualTo(made.r(), within(0.25));
        var told = 0.0;
        var ordering = 0.0;
        var came = 0;
        var ordered = 0;
        for (var customer = 0; customer < past.customers(); customer++) {
            if (past.count(customer) > 0) {
                var it = new Past(
                        past.count(customer) - 1,
                        past.last(customer) - past.first(customer),
                        present - past.first(customer));
                told += fit.loyalty().expected(it, 100);
                ordering += fit.loyalty().any(it, 100);
                came += whole.count(customer) - past.count(customer);
                ordered += whole.count(customer) > past.count(customer) ? 1 : 0;
            }
        }
        assertThat(told).isEqualTo(came, within(0.07 * came));
        assertThat(ordering).isEqualTo(ordered, within(0.07 * ordered));
    }

    @Test
    void whoever_stays_away_longer_than_ever_is_less_likely_active() {
        var fit = new Loyalty(1, 30, 0.5, 2, true);
        assertThat(fit.active(new Past(10, 300, 305))).isGreaterThan(0.9);
        assertThat(fit.active(new Past(10, 100, 305))).isLessThan(0.1);
    }
}
