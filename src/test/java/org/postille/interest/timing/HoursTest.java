package org.postille.interest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HoursTest {

    @Test
    void one_act_in_the_night_is_not_yet_a_habit_and_many_are() {
        var hours = new Hours(102);
        var random = new Random(1);
        for (var customer = 0; customer < 100; customer++) {
            for (var act = 0; act < 10; act++) {
                hours.add(customer, 18 + random.nextInt(3));
            }
        }
        hours.add(100, 3);
        for (var act = 0; act < 300; act++) {
            hours.add(101, 3);
        }
        hours.learned();

        assertThat(hours.best()).isEqualTo(19);
        assertThat(hours.best(0)).isBetween(18, 20);
        assertThat(hours.best(100)).isEqualTo(19);
        assertThat(hours.best(101)).isEqualTo(3);
        assertThat(hours.knows(101)).isTrue();
    }

    @Test
    void customers_with_habits_of_their_own_are_believed_sooner() {
        var alike = new Hours(200);
        var different = new Hours(200);
        var random = new Random(2);
        for (var customer = 0; customer < 200; customer++) {
            for (var act = 0; act < 8; act++) {
                alike.add(customer, random.nextInt(24));
                different.add(customer, customer % 24);
            }
        }
        assertThat(different.learned().weight()).isLessThan(alike.learned().weight());
        assertThat(different.best(30)).isEqualTo(6);
    }

    @Test
    void an_hour_before_midnight_is_beside_one_after() {
        var hours = new Hours(1);
        hours.add(0, 23);
        hours.add(0, 0);
        hours.add(0, 1);
        hours.add(0, 12);
        hours.learned();
        assertThat(hours.best(0)).isZero();
        assertThat(new Hours(1).learned().knows(0)).isFalse();
    }
}
