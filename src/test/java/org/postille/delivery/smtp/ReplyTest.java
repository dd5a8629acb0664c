package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.0.0 Ok: queued as 4XyZ1a2b3c | 4XyZ1a2b3c",
                "Ok: queued as s1-Kq_w | s1-Kq_w",
                "OK id=1tAbCd-000000001Xy-2Abc | 1tAbCd-000000001Xy-2Abc",
                "2.6.0 <1.a@news.example> [InternalId=4711, Hostname=a.example] Queued mail for delivery | 4711",
                "2.0.0 4AB1c2d3045678 Message accepted for delivery | 4AB1c2d3045678",
                "2.0.0 OK  1767225600 a1-20020a05600c123456b003e1f2si123456wms.45 - gsmtp | a1-20020a05600c123456b003e1f2si123456wms.45",
                "Ok 0100018f1a2b3c4d-5e6f7a8b-0000-0000-0000-9c0d1e2f3a4b-000000 | 0100018f1a2b3c4d-5e6f7a8b-0000-0000-0000-9c0d1e2f3a4b-000000",
            })
    void the_name_that_the_relay_gives_to_a_mail_is_known(String text, String id) {
        assertThat(new Reply(250, text).queueId()).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0 queued", "Ok", "thank you", "2.0.0 Ok: queued", ""})
    void a_relay_need_not_name_it(String text) {
        assertThat(new Reply(250, text).queueId()).isEmpty();
    }

    @Test
    void what_is_written_into_logs_names_nobody() {
        assertThat(Reply.withoutAddresses(
                        "550 5.7.1 <cr@example.org>: refused (rcpt=\"x+y'z\"@a.example, b@b.example)"))
                .isEqualTo("550 5.7.1 <…@example.org>: refused (rcpt=\"x+y'z\"@a.example, …@b.example)");
    }

    @Test
    void a_refusal_names_nothing() {
        assertThat(new Reply(550, "5.7.1 queued as spam").queueId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\tb", "a  b", " a b ", "a\u2028b", "a\u0000b"})
    void the_text_is_one_line(String text) {
        assertThat(new Reply(250, text).text()).isEqualTo("a b");
    }

    @Test
    void lines_without_a_status_code_are_joined() {
        assertThat(Reply.of(550, List.of("Sorry,", "nobody", "here")).text()).isEqualTo("Sorry, nobody here");
    }

    @Test
    void an_advice_always_fits() {
        assertThat(new Reply(535, "x".repeat(500)).hint("do this").text())
                .hasSize(400)
                .endsWith("x (do this)");
    }
}
