package org.postille.interest.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private final Reasons english = Reasons.aboutCustomer(Locale.ENGLISH);
    private final Reasons german = Reasons.aboutCustomer(Locale.GERMAN);

    @Test
    void says_what_somebody_did() {
        assertThat(english.did(Reasons.Deed.of(1), List.of("Mug"))).isEqualTo("bought Mug");
        assertThat(english.did(Reasons.Deed.of(0.2f), List.of("Mug", "Can {0}'s")))
                .isEqualTo("looked at Mug and Can {0}'s");
        assertThat(english.did(Reasons.Deed.of(0.6f), List.of("Mug", "Jug"))).isEqualTo("likes Mug and Jug");
        assertThat(german.did(Reasons.Deed.of(0.5f), List.of("Mug"))).isEqualTo("Mug in den Warenkorb gelegt");
    }

    @Test
    void says_what_somebody_likes_by_its_plain_name() {
        assertThat(english.likes("category Home > Kitchen > Mugs")).isEqualTo("likes Mugs");
        assertThat(english.likes("brand Nordlys")).isEqualTo("likes Nordlys");
        assertThat(german.likes("material Holz")).isEqualTo("mag Dinge aus Holz");
        assertThat(english.likes("crime")).isEqualTo("likes crime");
    }

    @Test
    void speaks_to_customers_otherwise_than_about_them() {
        var toCustomer = Reasons.toCustomer(Locale.ENGLISH);
        assertThat(toCustomer.did(Reasons.Deed.BOUGHT, List.of("Mug", "Jug")))
                .isEqualTo("because you bought Mug and Jug");
        assertThat(toCustomer.likes("material oak")).isEqualTo("because you like things made of oak");
        assertThat(toCustomer.bestseller()).isEqualTo(english.bestseller());
        assertThat(Reasons.toCustomer(Locale.GERMAN).likes("brand Nordlys")).isEqualTo("Sie mögen Nordlys");
    }

    @Test
    void a_customer_is_told_one_long_title_rather_than_two_that_a_picture_would_cut_off() {
        var rucksack = "Water-repellent Day Rucksack in Petrol Blue";
        assertThat(Reasons.toCustomer(Locale.ENGLISH).did(Reasons.Deed.BOUGHT, List.of(rucksack, rucksack)))
                .isEqualTo("because you bought " + rucksack);
        assertThat(english.did(Reasons.Deed.BOUGHT, List.of(rucksack, "Mug"))).endsWith(" and Mug");
    }

    @Test
    void colours_and_materials_are_written_small_in_english_and_as_the_shop_has_them_in_german() {
        assertThat(english.likes("material Glass")).isEqualTo("likes things made of glass");
        assertThat(english.likes("colour Mint Green")).isEqualTo("likes mint green");
        assertThat(german.likes("colour Mintgrün")).isEqualTo("mag Mintgrün");
    }

    @Test
    void names_the_country_in_the_language_of_the_reader() {
        assertThat(english.popular("AT")).isEqualTo("popular in Austria right now");
        assertThat(german.popular("AT")).isEqualTo("zurzeit beliebt in Österreich");
    }

    @Test
    void a_language_without_words_gets_english_wherever_the_server_stands() {
        assertThat(Reasons.aboutCustomer(Locale.of("fi")).bestseller()).isEqualTo("a bestseller");
        assertThat(Reasons.aboutCustomer(Locale.forLanguageTag("de-CH")).bestseller())
                .isEqualTo("ein Bestseller");
    }

    @Test
    void every_language_has_words_for_all_reasons() {
        var name = "org.postille.interest.reason.reasons";
        assertThat(ResourceBundle.getBundle(name, Locale.GERMAN).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ResourceBundle.getBundle(name, Locale.ROOT).keySet());
        assertThat(ResourceBundle.getBundle(name, Locale.GERMAN).getLocale()).isEqualTo(Locale.GERMAN);
    }
}
