package org.postille.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.audience.Rule;
import org.postille.base.AttributeFilter;
import org.postille.base.Theme;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Block.Shortage;

/** What the rules of a block are read as, and what is said where they cannot be. */
class BlockRulesReaderTest {

    private static final String BLOCK_STANDS = "  m: { template: cart.mjml, subject: Hello, blocks: { b: { ";

    @TempDir
    Path folder;

    private Loaded read(String block) throws IOException {
        Files.writeString(folder.resolve("segments.yaml"), """
                segments:
                  loyal: { rule: { ordered: { at-least: 5 } } }
                  keen: { rule: { not: { interest: { category: Garden, top: 10 } } } }
                """);
        Files.writeString(folder.resolve("c.yaml"), """
                campaign: c
                basis: consent
                purpose: offers
                schedule: { daily: "08:00", zone: customer }
                messages:
                """ + BLOCK_STANDS + block + " } } }\n");
        return CampaignFiles.read(folder, KnownNames.ofTemplates(Set.of("cart.mjml")));
    }

    private Block.Rules rules(String more) throws IOException {
        var loaded = read("strategy: personal, slots: 4, " + more);
        assertThat(loaded.findings()).isEmpty();
        return loaded.campaigns()
                .getFirst()
                .message("m")
                .blocks()
                .values()
                .iterator()
                .next()
                .rules();
    }

    @Test
    void rules_are_read_as_they_are_written() throws IOException {
        var rules = rules("price: { min: 5 }, fits: { Size: { customer: shirt_size, unknown: hide },"
                + " age: { age-of: child-birthday }, gender: gender }, exclude: { bought: P90D, shown: 2 },"
                + " repeat: { avoid: 5 }, at-least: 1.5, short: { hide-below: 2 },"
                + " boost: { attribute: { clearance: true }, by: 0.3, for: loyal }");

        assertThat(rules.price()).isEqualTo(new Block.Price(new BigDecimal("5"), null));
        assertThat(rules.fits())
                .containsExactly(
                        new Block.Fit("size", "shirt-size", false, false),
                        new Block.Fit("age", "child-birthday", true, true),
                        new Block.Fit("gender", "gender", false, true));
        assertThat(rules.exclusions()).isEqualTo(new Block.Exclusions(Period.ofDays(90), null, null, 2, true));
        assertThat(rules.avoided()).isEqualTo(5);
        assertThat(rules.atLeast()).isEqualTo(1.5);
        assertThat(rules.shortage()).isEqualTo(new Shortage(Shortage.Way.HIDE, 2));
        var boost = rules.boosts().getFirst();
        assertThat(boost.theme())
                .isEqualTo(Theme.ofAttribute(
                        new AttributeFilter("clearance", new AttributeFilter.OneOf(List.of("true")))));
        assertThat(boost.whom()).isInstanceOf(Rule.InSegment.class);
    }

    @Test
    void a_list_of_exclusions_has_the_usual_times_and_an_empty_one_excludes_nothing() throws IOException {
        var usual = Block.Exclusions.USUAL;
        assertThat(rules("repeat: allow").exclusions()).isEqualTo(usual);
        assertThat(rules("repeat: allow").avoided()).isZero();
        assertThat(rules("exclude: [bought, shown]").exclusions())
                .isEqualTo(new Block.Exclusions(usual.bought(), null, null, 3, false));
        assertThat(rules("exclude: []").exclusions()).isEqualTo(new Block.Exclusions(null, null, null, 0, true));
        assertThat(rules("short: hide").shortage().hides(3, 4)).isTrue();
        assertThat(rules("short: fewer").shortage().hides(0, 4)).isFalse();
        assertThat(new Shortage(Shortage.Way.HIDE, 9).hides(4, 4))
                .as("more than there are slots are not asked for")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            price: { mn: 5 }                              | unknown key 'mn', did you mean 'min'?
            price: { min: 5, max: 4 }                     | nothing costs at least 5 and at most 4
            price: {}                                     | expected 'min', 'max' or both
            fits: size                                    | expected what fits what like '{ size: size }', found 'size'
            fits: { size: { age: birthday } }             | unknown key 'age', expected customer, age-of, unknown
            fits: { size: { unknown: hide } }             | expected 'customer' or 'age-of'
            fits: { "si/ze": size }                       | expected the name of an attribute
            exclude: [bougt]                              | unknown value 'bougt', did you mean 'bought'?
            exclude: { cart: 3 }                          | expected a time span
            exclude: { shown: 21 }                        | expected a whole number from 1 to 20
            repeat: { avoid: 0 }                          | expected a whole number from 1 to 20
            at-least: high                                | expected a number from -5 to 10
            short: hidden                                 | unknown value 'hidden', did you mean 'hide'?
            short: fallback                               | 'fallback' is missing
            boost: { brand: A, by: 2, for: loyl }         | 'loyl'
            boost: { brand: A, by: 2, for: keen }         | the segment 'keen' asks for interest
            theme: { attribute: { size: { mn: 3 } } }     | unknown key 'mn', did you mean 'min'?
            theme: { attribute: { a: 1, A: 2 } }          | the attribute 'a' stands here twice
            theme: { attribute: { a: { min: 3, max: 2 } } } | nothing is at least 3.0 and at most 2.0""")
    void what_cannot_be_is_told_where_it_stands(String more, String finding) throws IOException {
        var findings = read("strategy: personal, slots: 4, " + more).findings();

        assertThat(findings).anySatisfy(it -> {
            assertThat(it.message()).contains(finding);
            assertThat(it.line()).isEqualTo(6);
            assertThat(it.column()).isGreaterThan(BLOCK_STANDS.length() + "strategy: personal, slots: 4, ".length());
        });
    }

    @Test
    void interest_is_asked_of_a_personal_block_alone() throws IOException {
        assertThat(read("strategy: topsellers, slots: 4, at-least: 1").findings())
                .singleElement()
                .asString()
                .contains("'at-least' is about the customer's interest");
    }
}
