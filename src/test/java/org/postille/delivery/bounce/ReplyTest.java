package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.bounce.Report.AutoReply;
import org.postille.delivery.bounce.Report.Other;

class ReplyTest {

    @ParameterizedTest
    @ValueSource(strings = {"vacation", "vacation-german"})
    void an_answer_on_holiday_is_no_bounce(String name) {
        assertThat(Samples.read(name))
                .isInstanceOfSatisfying(
                        AutoReply.class, it -> assertThat(it.sender()).isEqualTo("anna@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "newsletter", "forwarded-bounce"})
    void what_people_write_is_something_else_even_in_the_words_of_bounces(String name) {
        assertThat(Samples.read(name)).isInstanceOf(Other.class);
    }
}
