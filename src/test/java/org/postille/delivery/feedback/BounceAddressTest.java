package org.postille.delivery.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.delivery.feedback.BounceAddress.Mark;

class BounceAddressTest {

    private static final String SHOP = "post@shop.example";

    private final Tokens tokens = new Tokens("a secret of this test, long enough to be one");
    private final BounceAddress verp = new BounceAddress(tokens, Optional.of("bounces.example"), SHOP);
    private final BounceAddress plain = new BounceAddress(tokens, Optional.empty(), SHOP);

    @Test
    void the_envelope_sender_tells_the_mail_and_the_address_in_any_case() {
        var address = verp.of(4711, "Anna@Example.com");
        assertThat(address).matches("b\\+[a-z2-7]{39}@bounces\\.example");
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        var mark = new Mark.Sent(4711, BounceAddress.fingerprint("anna@example.com"));
        for (var spelt : List.of(address, address.toUpperCase(Locale.ROOT), "<" + address + ">")) {
            assertThat(verp.read(spelt)).contains(mark);
            assertThat(verp.takes(spelt.replaceAll("[<>]", ""))).isTrue();
        }
        assertThat(BounceAddress.fingerprint("anna@example.com"))
                .isNotEqualTo(BounceAddress.fingerprint("ben@example.com"));
    }

    @Test
    void ids_of_any_size_come_back() {
        for (var message : new long[] {0, 1, 1L << 24, (1L << 39) + 5}) {
            assertThat(verp.read(verp.of(message, "a@b.example")).map(Mark::message))
                    .contains(message);
        }
    }

    @Test
    void without_a_domain_the_shop_is_the_sender_and_nothing_is_offered() {
        assertThat(plain.of(4711, "anna@example.com")).isEqualTo(SHOP);
        assertThat(plain.unsubscribe(4711)).isEmpty();
    }

    @Test
    void mails_that_were_sent_under_another_domain_still_have_their_address() {
        assertThat(plain.takes(verp.of(4711, "anna@example.com"))).isTrue();
    }

    @Test
    void unsubscribing_by_mail_has_an_address_of_its_own() {
        var uri = verp.unsubscribe(4711).orElseThrow().toString();
        assertThat(uri).matches("mailto:u\\+[a-z2-7]{39}@bounces\\.example\\?subject=unsubscribe");
        var address = uri.substring(7, uri.indexOf('?'));
        assertThat(verp.read(address)).contains(new Mark.Unsubscribe(4711));
        assertThat(verp.read("b" + address.substring(1))).isEmpty();
        assertThat(verp.ofListUnsubscribe("<" + uri + ">")).contains(new Mark.Sent(4711, null));
    }

    @Test
    void a_message_id_and_an_unsubscribe_link_tell_the_mail_too() {
        var id = "<" + tokens.issue(Purpose.MESSAGE, 4711) + "@shop.example>";
        assertThat(verp.read(id)).contains(new Mark.Sent(4711, null));
        assertThat(verp.takes(id.substring(1, id.length() - 1))).isFalse();
        var link = "<https://news.example/u/" + tokens.issue(Purpose.UNSUBSCRIBE, 4711) + ">, <mailto:x@y.example>";
        assertThat(verp.ofListUnsubscribe(link)).contains(new Mark.Sent(4711, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "b+",
                "b+@bounces.example",
                "b+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@bounces.example",
                "u+4711@bounces.example",
                "4711@bounces.example",
                "no address at all",
                "<<>>"
            })
    void what_is_not_signed_is_nobodys(String address) {
        assertThat(verp.read(address)).isEmpty();
        assertThat(verp.ofListUnsubscribe(address)).isEmpty();
    }

    @Test
    void a_domain_that_is_none_is_refused_at_the_start() {
        assertThatThrownBy(() -> new BounceAddress(tokens, Optional.of("not a domain"), SHOP))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("postille.bounces.domain");
    }
}
