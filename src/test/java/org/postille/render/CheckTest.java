package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Finding;

class CheckTest {

    private static final Map<String, Integer> BLOCKS = Map.of("matching", 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[=customer.firstName]~3: [=customer.firstName] has no value for customers without one; write [=customer.firstName!]",
                "[=customer.fistName!]~3: customer has no 'fistName', did you mean 'firstName'?",
                "[=custmer.firstName!]~3: there is no 'custmer', did you mean 'customer'?",
                "[=cart.items.title]~3: cart.items is a list: write [#list cart.items as item][=item.title][/#list]",
                "[#list cart.items as item][=item.titel][/#list]~27: cart.items[…] has no 'titel', did you mean 'title'?",
                "[=salutation.text]~3: salutation is a single value and has no 'text'",
                "[#if customer.gender == 'male']x[/#if]~6: [=customer.gender] has no value",
                "[#if customer.country! == 'XX'][=customer.contry][/#if]~32: customer has no 'contry', did you mean 'country'?",
                "[=blocks.maching.slots[0].alt]~3: the campaign has no block 'maching', did you mean 'matching'?",
                "[=blocks.matching.slots[1].alt]~3: blocks.matching.slots[1] has no value where there are fewer products than slots",
                "[=order.items[0].title] [=customer.lastName!'']~0: ",
                "[#if customer.firstName??][=customer.firstName][/#if] [=cart.value] [=today]~0: ",
                "[#assign n = customer.firstName!'you'][=n] [=returned.items?size]~0: "
            })
    void what_would_go_wrong_with_some_customer_is_found(String code, String finding) throws IOException {
        write(
                "a.de.mjml",
                "<mjml><mj-body><mj-raw>\n" + code + "</mj-raw><p-block name=\"matching\"/></mj-body></mjml>");

        var findings = new Templates(folder).check("a.mjml", List.of("de"), BLOCKS);

        var column = Integer.parseInt(finding.substring(0, finding.indexOf(':')));
        if (column == 0) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).isNotEmpty().first().satisfies(it -> {
                assertThat(it.file()).endsWith("a.de.mjml");
                assertThat(it.line()).isEqualTo(2);
                assertThat(it.message()).startsWith(finding.substring(finding.indexOf(' ') + 1));
            });
        }
    }

    @Test
    void every_language_is_looked_at() throws IOException {
        write("a.de.mjml", "<mjml><mj-body><mj-raw>[=nonsense]</mj-raw></mj-body></mjml>");
        write("a.en.mjml", "<mjml><mj-body><mj-raw>[=x</mj-raw></mj-body></mjml>");

        var findings = new Templates(folder).check("a.mjml", List.of("de", "en", "fr"), Map.of());

        assertThat(findings)
                .extracting(it -> Path.of(it.file()).getFileName().toString())
                .containsExactly("a.de.mjml", "a.en.mjml", "a.mjml");
        assertThat(findings.getLast().message())
                .isEqualTo("there is no template 'a.mjml' in 'fr'; there are a.de.mjml, a.en.mjml");
    }

    @Test
    void what_a_campaign_never_has_is_no_use_in_its_template() throws IOException {
        write("a.mjml", "<mjml><mj-body><mj-raw>[=cart.value]</mj-raw></mj-body></mjml>");
        var templates = new Templates(folder);

        assertThat(templates.check("a.mjml", List.of("de"), Map.of(), Set.of("order")))
                .isEmpty();
        assertThat(templates.check("a.mjml", List.of("de"), Map.of(), Set.of("cart", "order")))
                .extracting(Finding::message)
                .containsExactly("'cart' is not there in this campaign: nothing that starts it has one");
    }

    @Test
    void a_mail_that_gmail_would_cut_off_is_reported() throws IOException {
        write("a.mjml", "<mjml><mj-body><mj-raw>" + "x".repeat(103_000) + "</mj-raw></mj-body></mjml>");

        assertThat(new Templates(folder).check("a.mjml", List.of("de"), Map.of()))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("Gmail cuts it off"));
    }

    @Test
    void subjects_are_checked_at_the_place_they_stand() {
        var templates = new Templates(folder);

        assertThat(templates.checkSubject("[=customer.firstName], hello", "en", "c.yaml", 7, 20, Set.of()))
                .containsExactly(new Finding(
                        "c.yaml",
                        7,
                        22,
                        "[=customer.firstName] has no value for customers without one; write [=customer.firstName!]"));
        assertThat(templates.checkSubject("[#if x]", "en", "c.yaml", 7, 20, Set.of()))
                .singleElement()
                .satisfies(it -> assertThat(it.line()).isEqualTo(7));
        assertThat(templates.checkSubject("[=shop.name]: [=campaign.title]", "en", "c.yaml", 7, 20, Set.of()))
                .isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
