package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "anna@shop.example, anna@shop.example",
        "Anna.O'Neil+shop@Shop.Example, Anna.O'Neil+shop@shop.example",
        "anna@bücher.example, anna@xn--bcher-kva.example",
        "anna@straße.example, anna@xn--strae-oqa.example",
        "anna@faß.example, anna@xn--fa-hia.example",
        "anna@βόλος.example, anna@xn--nxasmm1c.example",
        "anna@例え.テスト, anna@xn--r8jz45g.xn--zckzah",
        "anna@shop。example, anna@shop.example",
    })
    void the_wire_form_is_ascii(String address, String wire) {
        assertThat(EmailAddress.of(address).value()).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@shop.example",
                "anna@",
                "anna@shop",
                "anna@shop.example.",
                ".anna@shop.example",
                "an..na@shop.example",
                "anna@-shop.example",
                "anna@shop.123",
                "anna@[127.0.0.1]",
                "\"anna\"@shop.example",
                "anna @shop.example",
                "anna@shop.example\r\nDATA",
                "anna@shop.example\u0000",
                "anna@ß\u0000.example",
                "a\u760d\u760aRCPT TO:<x@evil.example>\u760d\u760a@b.example",
                "<anna@shop.example>,<bert@shop.example>",
            })
    void anything_else_is_refused_with_a_status_code(String address) {
        assertThatThrownBy(() -> EmailAddress.of(address))
                .isInstanceOf(Invalid.class)
                .hasMessageMatching("5\\.\\d\\.\\d .*");
    }

    @Test
    void letters_beyond_ascii_before_the_at_are_said_to_be_the_reason() {
        assertThatThrownBy(() -> EmailAddress.of("jürgen@shop.example")).hasMessageStartingWith("5.6.7 ");
    }

    @ParameterizedTest
    @CsvSource({
        "jürgen@shop.example, jürgen@shop.example",
        "ju\u0308rgen@shop.example, jürgen@shop.example",
        "用户@例え.テスト, 用户@xn--r8jz45g.xn--zckzah",
        "ليلى@shop.example, ليلى@shop.example",
        "jürgen+shop.Öl@Shop.Example, jürgen+shop.Öl@shop.example",
    })
    void a_recipient_may_have_letters_beyond_ascii(String address, String wire) {
        assertThat(EmailAddress.ofRecipient(address).value()).isEqualTo(wire);
        assertThat(EmailAddress.ofRecipient(address).international()).isTrue();
        assertThat(EmailAddress.ofRecipient("anna@bücher.example").international())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jür gen@shop.example",
                "jürgen\u2028@shop.example",
                "jürgen\u0085@shop.example",
                "jürgen\u00a0@shop.example",
                "jür<gen@shop.example",
                "\"jürgen\"@shop.example",
                ".jürgen@shop.example",
                "jürgen\u202e@shop.example",
                "jürgen\ud83c@shop.example",
                "\u760d\u760aDATA:\u760d\u760a@b.example",
            })
    void but_nothing_that_could_be_more_than_a_letter(String address) {
        assertThatThrownBy(() -> EmailAddress.ofRecipient(address)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_part_before_the_at_is_measured_as_it_goes_over_the_wire() {
        assertThat(EmailAddress.ofRecipient("ü".repeat(32) + "@shop.example").international())
                .isTrue();
        assertThatThrownBy(() -> EmailAddress.ofRecipient("ü".repeat(33) + "@shop.example"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void the_longest_address_has_254_characters() {
        var domain = ("a".repeat(60) + ".").repeat(3) + "example";
        var fits = "x".repeat(254 - 1 - domain.length());
        assertThat(EmailAddress.of(fits + "@" + domain).value()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.of(fits + "y@" + domain)).isInstanceOf(Invalid.class);
    }

    @Test
    void punycode_follows_the_samples_of_its_rfc() {
        assertThat(Punycode.encode("他们为什么不说中文")).isEqualTo("ihqwcrb4cv8a8dqg056pqjye");
        assertThat(Punycode.encode("почемужеонинеговорятпорусски")).isEqualTo("b1abfaaepdrnnbgefbadotcwatmq2g4l");
        assertThat(Punycode.encode("bücher")).isEqualTo("bcher-kva");
    }
}
