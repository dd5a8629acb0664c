package org.postille.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.AttributeFilter;
import org.postille.base.Attributes;
import org.postille.base.NotFound;
import org.postille.base.Sql;
import org.postille.base.Theme;
import org.postille.event.EventKind;
import org.postille.interest.Interest;
import org.postille.interest.InterestModel;
import org.postille.interest.Person;
import org.postille.interest.Placement;
import org.postille.interest.Prospect;
import org.postille.interest.Prospects;
import org.postille.interest.Recommendation;
import org.postille.interest.Wishes;
import org.postille.interest.blend.Spread;
import org.postille.testing.Shop;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AudienceTest {

    private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
    private static final Basis ANY = new Basis.Transactional();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Inject
    DataSource database;

    @Inject
    Shop shop;

    private final FixedInterest interest = new FixedInterest();
    private Audience audience;

    @BeforeEach
    void open() {
        audience = new Audience(database, interest);
    }

    @Test
    void a_country_selects_its_people_only() {
        customer("anna").country("DE").add();
        customer("benoit").country("FR").add();
        assertThat(selected(new Rule.Country(List.of("DE", "AT")))).containsExactly("anna");
        assertThat(selected(new Rule.Not(new Rule.Country(List.of("DE"))))).containsExactly("benoit");
    }

    @Test
    void a_rule_about_something_unknown_does_not_hold_and_its_opposite_does() {
        customer("anna").gender("female").birthday("1990-05-01").add();
        customer("bo").add();
        for (var rule : List.of(
                new Rule.Gender(List.of("female")),
                new Rule.Age(18, null),
                new Rule.Age(null, 99),
                new Rule.BirthdayToday())) {
            assertThat(selected(rule)).as(rule.toString()).containsExactly("anna");
            assertThat(selected(new Rule.Not(rule))).as("not " + rule).containsExactly("bo");
        }
    }

    @Test
    void a_birthday_is_where_the_customer_lives() {
        // 23:30 on 30 April in Lisbon, 00:30 on 1 May in Berlin.
        var night = Instant.parse("2026-04-30T22:30:00Z");
        customer("anna").zone("Europe/Berlin").birthday("1990-05-01").add();
        customer("ines").zone("Europe/Lisbon").birthday("1990-05-01").add();
        customer("rui").zone("Europe/Lisbon").birthday("1980-04-30").add();
        assertThat(selected(new Rule.BirthdayToday(), ANY, null, night)).containsExactlyInAnyOrder("anna", "rui");
        assertThat(selected(new Rule.BirthdayToday(), ANY, ZoneId.of("Europe/Lisbon"), night))
                .containsExactly("rui");
    }

    @Test
    void the_birthday_of_a_leap_day_is_on_the_28th_in_other_years() {
        customer("leap").birthday("2004-02-29").add();
        customer("day-before").birthday("2004-02-28").add();
        assertThat(selected(new Rule.BirthdayToday(), ANY, BERLIN, Instant.parse("2026-02-28T10:00:00Z")))
                .containsExactlyInAnyOrder("leap", "day-before");
        assertThat(selected(new Rule.BirthdayToday(), ANY, BERLIN, Instant.parse("2028-02-28T10:00:00Z")))
                .containsExactly("day-before");
        assertThat(selected(new Rule.BirthdayToday(), ANY, BERLIN, Instant.parse("2028-02-29T10:00:00Z")))
                .containsExactly("leap");
    }

    @Test
    void an_age_counts_full_years_and_both_bounds_are_in() {
        customer("17").birthday("2008-05-02").add();
        customer("18").birthday("2008-05-01").add();
        customer("35").birthday("1990-05-02").add();
        customer("36").birthday("1990-05-01").add();
        assertThat(selected(new Rule.Age(18, 35))).containsExactlyInAnyOrder("18", "35");
        assertThat(selected(new Rule.Age(null, 17))).containsExactly("17");
    }

    @Test
    void behaviour_counts_orders_and_not_their_lines() {
        product("mug", "Home > Kitchen > Mugs");
        product("spade", "Garden");
        customer("once").add();
        order("once", "o1", "2026-04-01T10:00:00Z", "mug", "spade");
        customer("twice").add();
        order("twice", "o2", "2026-04-01T10:00:00Z", "mug");
        order("twice", "o3", "2026-04-02T10:00:00Z", "mug");
        assertThat(selected(new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, null, 1)))
                .containsExactlyInAnyOrder("once", "twice");
        assertThat(selected(new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, null, 2)))
                .containsExactly("twice");
        assertThat(selected(new Rule.Did(EventKind.VIEWED, Theme.EVERYTHING, null, 1)))
                .isEmpty();
    }

    @Test
    void behaviour_looks_back_from_the_moment_and_never_ahead() {
        product("mug", "Kitchen");
        customer("old").add();
        order("old", "o1", "2026-01-30T10:00:00Z", "mug");
        customer("recent").add();
        order("recent", "o2", "2026-02-01T10:00:01Z", "mug");
        customer("future").add();
        order("future", "o3", "2026-05-01T10:00:01Z", "mug");
        assertThat(selected(new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, Period.ofMonths(3), 1)))
                .containsExactly("recent");
        assertThat(selected(new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, Duration.ofHours(1), 1)))
                .isEmpty();
        assertThat(selected(new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, null, 1)))
                .containsExactlyInAnyOrder("old", "recent");
    }

    @Test
    void a_theme_means_the_same_in_the_database_and_in_java() throws SQLException {
        record Sample(String sku, String title, @Nullable String category) {}
        var samples = List.of(
                new Sample("mug", "Enamel mug", "Home > Kitchen > Mugs"),
                new Sample("pan", "Cast iron pan", "Kitchen"),
                new Sample("toy", "Toy kitchen", "Toys > Kitchens"),
                new Sample("odd", "100% cotton_cloth!", "Home > Kitchenware"),
                new Sample("cafe", "Café sign", "home > kitchen"),
                new Sample("none", "A surprise", null));
        samples.forEach(it -> product(it.sku, it.title, it.category));
        var attributes = Map.of(
                "mug", Map.of("pattern", List.of("Dots", "stripés"), "age", List.of("3-6")),
                "pan", Map.of("age", List.of("12"), "weight", List.of("2,5 kg")),
                "toy", Map.of("age", List.of("2", "ab 8"), "pattern", List.of("100%")));
        attributes.forEach(
                (sku, all) -> all.forEach((name, values) -> shop.productHas(sku, name, values.toArray(String[]::new))));
        var themes = List.of(
                theme(List.of("Kitchen"), List.of()),
                theme(List.of("Home > Kitchen"), List.of()),
                theme(List.of("Kitchen > Mugs", "Toys"), List.of()),
                theme(List.of("%"), List.of()),
                theme(List.of(), List.of("100%")),
                theme(List.of(), List.of("_")),
                theme(List.of(), List.of("cotton_cloth!")),
                theme(List.of(), List.of("cafe", "IRON")),
                theme(List.of("Kitchen"), List.of("mug")),
                new Theme(List.of("pan", "MUG"), List.of(), List.of(), List.of(), List.of(), List.of()),
                having("pattern", new AttributeFilter.OneOf(List.of("dots"))),
                having("pattern", new AttributeFilter.OneOf(List.of("STRIPES", "100%"))),
                having("pattern", new AttributeFilter.OneOf(List.of("stars"))),
                having("pattern", new AttributeFilter.Anything()),
                having("age", new AttributeFilter.Between(6.0, 7.0)),
                having("age", new AttributeFilter.Between(null, 2.0)),
                having("age", new AttributeFilter.Between(7.0, null)),
                having("weight", new AttributeFilter.Between(2.0, 3.0)),
                having("height", new AttributeFilter.Between(2.0, 3.0)),
                Theme.EVERYTHING);
        try (var connection = database.getConnection()) {
            for (var theme : themes) {
                var ids = Arrays.stream(new AudienceSql(connection).products(theme))
                        .boxed()
                        .toList();
                assertThat(ids)
                        .as(theme.toString())
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, samples.size())
                                .filter(i -> {
                                    var it = samples.get(i);
                                    return theme.covers(
                                            it.sku,
                                            it.title,
                                            it.category,
                                            null,
                                            null,
                                            null,
                                            Attributes.of(attributes.getOrDefault(it.sku, Map.of())));
                                })
                                .mapToObj(i -> i + 1L)
                                .toList());
            }
        }
    }

    private static Theme having(String name, AttributeFilter.Wanted wanted) {
        return Theme.ofAttribute(new AttributeFilter(name, wanted));
    }

    @Test
    void an_attribute_is_one_of_some_values_or_a_number_or_a_day_so_many_years_ago() {
        customer("anna").add();
        customer("ben").add();
        customer("eve").add();
        shop.customerHas("anna", "size", "M", "L");
        shop.customerHas("ben", "size", "xl");
        shop.customerHas("anna", "points", "120");
        shop.customerHas("ben", "points", "99.5");
        shop.customerHas("anna", "child-birthday", "2022-05-01", "2010-01-01");
        shop.customerHas("ben", "child-birthday", "2022-05-02T10:00:00Z");

        assertThat(selected(has("size", new AttributeFilter.OneOf(List.of("l", "S")))))
                .containsExactly("anna");
        assertThat(selected(has("size", new AttributeFilter.OneOf(List.of("XL")))))
                .containsExactly("ben");
        assertThat(selected(new Rule.Not(has("size", new AttributeFilter.OneOf(List.of("XL"))))))
                .containsExactlyInAnyOrder("anna", "eve");
        assertThat(selected(has("points", new AttributeFilter.Between(99.5, 119.0))))
                .containsExactly("ben");
        assertThat(selected(has("points", new AttributeFilter.Between(100.0, null))))
                .containsExactly("anna");
        assertThat(selected(has("child-birthday", new AttributeFilter.Age(4, 4))))
                .containsExactly("anna");
        assertThat(selected(has("child-birthday", new AttributeFilter.Age(null, 3))))
                .containsExactly("ben");
        assertThat(selected(has("size", new AttributeFilter.Age(0, 150)))).isEmpty();
    }

    @Test
    void an_attribute_is_explained_and_counted() {
        customer("anna").add();
        customer("eve").add();
        shop.customerHas("anna", "size", "M", "L");
        var rule = has("size", new AttributeFilter.OneOf(List.of("S", "XS")));

        assertThat(audience.explain(target(rule), AT, "anna").toString())
                .contains("no   size S or XS: size is M, L, needs S or XS");
        assertThat(audience.explain(target(rule), AT, "eve").toString())
                .contains("no   size S or XS: size is not known, needs S or XS");
        assertThat(audience.count(target(has("size", new AttributeFilter.OneOf(List.of("L")))), AT)
                        .steps()
                        .getLast())
                .isEqualTo(new Step("size L", 1, 1));
        assertThat(audience.failing(target(rule), AT, shop.customerId("anna"))).contains("size S or XS");
    }

    private static Rule has(String name, AttributeFilter.Wanted wanted) {
        return new Rule.Attribute(new AttributeFilter(name, wanted));
    }

    @Test
    void time_as_a_customer_has_both_bounds() {
        customer("new").since("2026-04-20T00:00:00Z").add();
        customer("loyal").since("2024-04-20T00:00:00Z").add();
        assertThat(selected(new Rule.CustomerSince(Period.ofYears(1), null))).containsExactly("loyal");
        assertThat(selected(new Rule.CustomerSince(null, Period.ofDays(30)))).containsExactly("new");
        assertThat(selected(new Rule.CustomerSince(Period.ofYears(1), Period.ofYears(2))))
                .isEmpty();
    }

    @Test
    void consent_must_be_given_before_and_not_ended_yet() {
        customer("given").consent("news", "2026-04-01T00:00:00Z", null).add();
        customer("ended")
                .consent("news", "2026-04-01T00:00:00Z", "2026-05-01T10:00:00Z")
                .add();
        customer("ends-later")
                .consent("news", "2026-04-01T00:00:00Z", "2026-05-01T10:00:01Z")
                .add();
        customer("later").consent("news", "2026-05-01T10:00:01Z", null).add();
        customer("other").consent("offers", "2026-04-01T00:00:00Z", null).add();
        assertThat(selected(new Rule.Everyone(), new Basis.Consent("news"), null, AT))
                .containsExactlyInAnyOrder("given", "ends-later");
        assertThat(selected(new Rule.HasConsent("news"))).containsExactlyInAnyOrder("given", "ends-later");
    }

    @Test
    void an_existing_customer_has_ordered_and_did_not_object() {
        product("mug", "Kitchen");
        customer("bought").add();
        order("bought", "o1", "2026-04-01T10:00:00Z", "mug");
        customer("objected")
                .consent("offers", "2026-04-02T00:00:00Z", "2026-04-02T00:00:00Z")
                .add();
        order("objected", "o2", "2026-04-01T10:00:00Z", "mug");
        customer("only-looked").add();
        assertThat(selected(new Rule.Everyone(), new Basis.ExistingCustomer("offers"), null, AT))
                .containsExactly("bought");
    }

    @Test
    void interest_keeps_the_best_and_those_above_the_bound() {
        product("spade", "Garden");
        product("mug", "Kitchen");
        customer("a").add();
        customer("b").add();
        customer("c").add();
        customer("d").country("FR").add();
        interest.ranks(1, new Prospect(3, 0.9), new Prospect(4, 0.8), new Prospect(1, 0.5), new Prospect(2, 0.1));
        interest.ranks(2, new Prospect(2, 0.7));
        var garden = new Rule.Interest(theme(List.of("Garden"), List.of()), 10, 0.2);
        var kitchen = new Rule.Interest(theme(List.of("Kitchen"), List.of()), 10, 0.2);
        assertThat(selected(garden)).containsExactly("a", "c", "d");
        assertThat(audience.count(target(garden), AT).buyers()).isCloseTo(0.9 + 0.8 + 0.5, within(1e-9));
        assertThat(selected(new Rule.Interest(garden.theme(), 2, 0.2))).containsExactly("c", "d");
        assertThat(selected(new Rule.Any(List.of(garden, kitchen)))).containsExactly("a", "b", "c", "d");
        assertThat(selected(new Rule.All(List.of(garden, new Rule.Country(List.of("DE"))))))
                .containsExactly("a", "c");
        assertThat(selected(new Rule.Not(garden))).containsExactly("b");
        assertThat(audience.failing(target(garden), AT, 3)).isEmpty();
        assertThat(audience.failing(target(garden), AT, 2)).isPresent();
        assertThat(audience.failing(target(new Rule.Interest(garden.theme(), 2, 0.2)), AT, 1))
                .isPresent();
        assertThat(selected(new Rule.Interest(theme(List.of("Nowhere"), List.of()), 10, 0)))
                .isEmpty();
    }

    @Test
    void who_dislikes_or_has_bought_all_of_it_since_the_training_is_in_no_list_any_more() {
        product("spade", "Garden");
        product("rake", "Garden");
        product("mug", "Kitchen");
        for (var key :
                List.of("dislikes both", "dislikes one", "dislikes and bought", "bought both", "other", "likes")) {
            customer(key).add();
        }
        interest.ranks(
                1,
                IntStream.rangeClosed(1, 6)
                        .mapToObj(it -> new Prospect(it, 0.5))
                        .toArray(Prospect[]::new));
        opinion("dislikes both", "spade", false);
        opinion("dislikes both", "rake", false);
        opinion("dislikes one", "rake", false);
        opinion("dislikes and bought", "spade", false);
        order("dislikes and bought", "o1", "2026-04-30T10:00:00Z", "rake");
        order("bought both", "o2", "2026-04-30T10:00:00Z", "spade", "rake");
        order("other", "o3", "2026-04-30T10:00:00Z", "mug", "mug");
        opinion("likes", "spade", true);
        opinion("likes", "rake", true);

        var garden = target(new Rule.Interest(theme(List.of("Garden"), List.of()), 10, 0.2));
        assertThat(selected(garden.rule())).containsExactlyInAnyOrder("dislikes one", "other", "likes");
        assertThat(audience.count(garden, AT).buyers()).isEqualTo(1.5);
        assertThat(audience.failing(garden, AT, 1)).isPresent();
        assertThat(audience.failing(garden, AT, 2)).isEmpty();
        assertThat(audience.explain(garden, AT, "bought both").toString()).contains("bought all of it since");
        assertThat(audience.explain(garden, AT, "other").holds()).isTrue();
    }

    private void opinion(String customer, String sku, boolean likes) {
        update(
                "insert into opinion (customer_id, product_id, likes, at) select c.id, p.id, ?, '2026-04-30'"
                        + " from customer c, product p where c.customer_key = ? and p.sku = ?",
                likes,
                customer,
                sku);
    }

    @Test
    void expected_buyers_come_with_the_count_and_the_model_is_asked_once() {
        product("spade", "Garden");
        product("mug", "Kitchen");
        customer("a").add();
        customer("b").add();
        customer("c").country("FR").add();
        interest.ranks(1, new Prospect(1, 0.5), new Prospect(2, 0.25), new Prospect(3, 0.125));
        interest.ranks(2, new Prospect(1, 0.75));
        var any = new Rule.Any(List.of(
                new Rule.Interest(theme(List.of("Garden"), List.of()), 10, 0),
                new Rule.Interest(theme(List.of("Kitchen"), List.of()), 10, 0)));
        var reach = audience.count(target(new Rule.All(List.of(any, new Rule.Country(List.of("DE"))))), AT);
        assertThat(reach.steps().getLast().left()).isEqualTo(2);
        assertThat(reach.buyers()).isEqualTo(0.75 + 0.25);
        assertThat(reach.likely()).as("no more than there are").isEqualTo(new Spread.Likely(0, 2));
        assertThat(interest.asked).isEqualTo(2);
        assertThat(audience.count(target(new Rule.Everyone()), AT).buyers()).isZero();
    }

    @Test
    void who_is_held_out_is_the_same_in_the_database_and_in_java() {
        var random = new Random(4);
        for (var i = 0; i < 300; i++) {
            customer("c-" + random.nextInt(1_000_000) + "ab".repeat(i % 3)).add();
        }
        var holdout = new Holdout("birthday", 0.3);
        var target = new Target(new Rule.Everyone(), ANY, holdout, null);
        var expected = keys().stream().filter(it -> !holdout.contains(it)).toList();
        assertThat(expected).hasSizeBetween(170, 250);
        assertThat(selected(target, AT)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void counting_says_where_each_customer_drops_out_first() {
        customer("in")
                .country("DE")
                .gender("female")
                .consent("news", "2026-01-01T00:00:00Z", null)
                .add();
        customer("no-consent").country("FR").add();
        customer("abroad")
                .country("FR")
                .consent("news", "2026-01-01T00:00:00Z", null)
                .add();
        customer("unknown")
                .country("DE")
                .consent("news", "2026-01-01T00:00:00Z", null)
                .add();
        var rule =
                new Rule.All(List.of(new Rule.Country(List.of("DE", "AT", "CH")), new Rule.Gender(List.of("female"))));
        assertThat(audience.count(new Target(rule, new Basis.Consent("news"), null, null), AT)
                        .steps())
                .containsExactly(
                        new Step("all customers", 0, 4),
                        new Step("consent to news", 1, 3),
                        new Step("country DE, AT or CH", 1, 2),
                        new Step("gender female", 1, 1));
    }

    @Test
    void an_explanation_names_the_value_that_decided() {
        product("spade", "Garden");
        customer("benoit")
                .country("FR")
                .gender("male")
                .birthday("1990-06-01")
                .consent("news", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
                .add();
        order("benoit", "o1", "2026-04-01T10:00:00Z", "spade");
        interest.ranks(1, new Prospect(99, 0.9), new Prospect(1, 0.07));
        var rule = new Rule.All(List.of(
                new Rule.Country(List.of("DE", "AT", "CH")),
                new Rule.Not(new Rule.Age(null, 17)),
                new Rule.Did(EventKind.ORDERED, theme(List.of("Garden"), List.of()), Period.ofDays(90), 2),
                new Rule.InSegment("gardeners", new Rule.Interest(theme(List.of("Garden"), List.of()), 1, 0.2))));
        var explanation = audience.explain(new Target(rule, new Basis.Consent("news"), null, BERLIN), AT, "benoit");
        assertThat(explanation.holds()).isFalse();
        assertThat(explanation.toString()).isEqualTo("""
                no   benoit
                  yes  lives in Europe/Berlin: time zone is Europe/Berlin
                  no   consent to news: ended on 2026-02-01 (test)
                  no   all of
                    no   country DE, AT or CH: country is FR, needs DE, AT or CH
                    yes  not
                      no   age at most 17: is 35
                    no   ordered category Garden at least 2 times within 90 days: 1 time, last on 2026-04-01
                    no   segment gardeners
                      no   among the 1 most interested in category Garden, interest at least 0.2: interest 0.07, needs at least 0.2; rank 2 of top 1; bought Spade""");
    }

    @Test
    void an_explanation_says_why_somebody_is_in_no_list_of_interest() {
        product("spade", "Garden");
        customer("anna").add();
        interest.ranks(1, new Prospect(99, 0.9));
        var rule = new Rule.Interest(theme(List.of("Garden"), List.of()), 1, 0.2);
        assertThat(audience.explain(target(rule), AT, "anna").toString())
                .endsWith(
                        "no   among the 1 most interested in category Garden, interest at least 0.2: has done nothing");
    }

    @Test
    void explaining_an_unknown_customer_says_so() {
        assertThatThrownBy(() -> audience.explain(target(new Rule.Everyone()), AT, "nobody"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void an_explanation_holds_exactly_for_those_who_are_selected() {
        product("spade", "Garden");
        product("mug", "Kitchen");
        var random = new Random(11);
        for (var i = 0; i < 40; i++) {
            var customer = customer("c" + i).country(random.nextBoolean() ? "DE" : "FR");
            if (random.nextBoolean()) {
                customer.gender("female")
                        .birthday(LocalDate.of(1950, 1, 1)
                                .plusDays(random.nextInt(25_000))
                                .toString());
            }
            if (random.nextBoolean()) {
                customer.consent("news", "2026-01-01T00:00:00Z", random.nextBoolean() ? "2026-03-01T00:00:00Z" : null);
            }
            customer.add();
            if (random.nextBoolean()) {
                order(
                        "c" + i,
                        "o" + i,
                        "2026-0" + (1 + random.nextInt(4)) + "-10T00:00:00Z",
                        random.nextBoolean() ? "mug" : "spade");
            }
        }
        interest.ranks(
                1,
                IntStream.range(1, 21)
                        .mapToObj(i -> new Prospect(2L * i, 1.0 / i))
                        .toArray(Prospect[]::new));
        for (var trial = 0; trial < 25; trial++) {
            var rule = randomRule(random, 3);
            var target = new Target(rule, random.nextBoolean() ? ANY : new Basis.Consent("news"), null, null);
            var selected = selected(target, AT);
            var counted = audience.count(target, AT).steps().getLast().left();
            assertThat(counted).as("seed 11, trial %d: %s", trial, rule).isEqualTo(selected.size());
            for (var key : List.of("c0", "c7", "c21")) {
                assertThat(audience.explain(target, AT, key).holds())
                        .as("seed 11, trial %d, %s: %s", trial, key, rule)
                        .isEqualTo(selected.contains(key));
            }
        }
    }

    @Test
    void what_authors_wrote_is_only_ever_a_value() {
        customer("anna").add();
        var evil = "x') or 1=1 -- ";
        var rules = List.of(
                new Rule.Country(List.of(evil)),
                new Rule.Language(List.of(evil)),
                new Rule.Gender(List.of(evil)),
                new Rule.HasConsent(evil),
                new Rule.Did(
                        EventKind.ORDERED,
                        new Theme(
                                List.of(evil),
                                List.of(evil),
                                List.of(evil),
                                List.of(evil),
                                List.of(evil),
                                List.of(evil)),
                        null,
                        1),
                new Rule.Interest(theme(List.of(evil), List.of(evil)), 5, 0));
        for (var rule : rules) {
            assertThat(selected(rule)).as(rule.toString()).isEmpty();
            assertThat(new RuleSql(AT, null, RuleSql.interests(rule))
                            .condition(rule)
                            .text())
                    .doesNotContain("1=1");
        }
        assertThat(selected(new Rule.Everyone(), new Basis.Consent(evil), null, AT))
                .isEmpty();
    }

    @Test
    void an_address_that_bounces_is_nobody_s_audience_and_the_reason_is_told() {
        customer("anna").add();
        customer("bo").add();
        suppressed("anna", "all", "2026-03-01T10:00:00");
        var target = target(new Rule.Everyone());

        assertThat(selected(new Rule.Everyone())).containsExactly("bo");
        assertThat(audience.count(target, AT).steps())
                .anySatisfy(it -> assertThat(it).isEqualTo(new Step("an address that takes mail", 1, 1)));
        assertThat(audience.explain(target, AT, "anna").toString())
                .contains("no   an address that takes mail: the address bounces (5.1.1), suppressed since 2026-03-01");
        assertThat(audience.explain(target, AT, "anna").holds()).isFalse();
        assertThat(audience.failing(target, AT, 1))
                .contains("the address bounces (5.1.1), suppressed since 2026-03-01");
        assertThat(audience.failing(target, AT, 2)).isEmpty();
        assertThat(audience.explain(target, AT, "bo").toString()).doesNotContain("takes mail");
        // Before it was suppressed, and with another address, she was and is one of them.
        assertThat(selected(new Rule.Everyone(), ANY, null, Instant.parse("2026-03-01T09:00:00Z")))
                .containsExactlyInAnyOrder("anna", "bo");
        update("update customer set email = 'other@example.org' where customer_key = 'anna'");
        assertThat(selected(new Rule.Everyone())).containsExactlyInAnyOrder("anna", "bo");
    }

    @Test
    void a_complaint_leaves_only_what_needs_no_consent() {
        customer("anna").consent("news", "2025-01-01T00:00:00Z", null).add();
        suppressed("anna", "marketing", "2026-03-01T10:00:00");

        assertThat(selected(new Rule.Everyone(), new Basis.Consent("news"), null, AT))
                .isEmpty();
        assertThat(selected(new Rule.Everyone(), new Basis.Transactional(), null, AT))
                .containsExactly("anna");
    }

    private void suppressed(String customer, String scope, String since) {
        update(
                "insert into suppression (customer_id, address, scope, reason, since)"
                        + " select id, unhex(sha2(lower(email), 256)), ?, 'the address bounces (5.1.1)', ? from customer"
                        + " where customer_key = ?",
                scope,
                since,
                customer);
    }

    @Test
    void a_selection_ends_any_statement_on_its_connection() throws SQLException {
        product("spade", "Garden");
        customer("anna").add();
        customer("bo").add();
        interest.ranks(1, new Prospect(2, 0.9));
        var target = target(new Rule.Interest(theme(List.of("Garden"), List.of()), 10, 0));
        try (var connection = database.getConnection()) {
            var selection = audience.selection(connection, target, AT);
            try (var insert = connection.prepareStatement(
                    "insert into consent (customer_id, purpose, granted_at, source) select c.id, ?, ?, c.time_zone "
                            + selection.text())) {
                insert.setString(1, "news");
                insert.setObject(2, RuleSql.utc(AT));
                selection.bind(insert, 3);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        assertThat(selected(new Rule.HasConsent("news"))).containsExactly("bo");
    }

    @Test
    void timing_counts_as_the_latest_training_left_it() {
        product("beans", "Home > Coffee");
        customer("gone").add();
        customer("loyal").add();
        customer("new").add();
        timing("gone", "0.2, 0.9, 3.5, 60, '2026-06-20'");
        timing("loyal", "0.95, 0.1, 120, 14, '2026-05-08'");
        timing("new", "null, null, null, null, null");
        need("loyal", "beans", "2026-05-04", 0.4);
        need("gone", "beans", "2026-04-30", 0.4);

        assertThat(selected(expected(Rule.Figure.ACTIVE, null, "0.3"))).containsExactly("gone");
        assertThat(selected(new Rule.Not(expected(Rule.Figure.ACTIVE, null, "0.3"))))
                .containsExactlyInAnyOrder("loyal", "new");
        assertThat(selected(expected(Rule.Figure.CHURN_RISK, "0.7", null))).containsExactly("gone");
        assertThat(selected(expected(Rule.Figure.EXPECTED_VALUE, "3.5", "50"))).containsExactly("gone");
        assertThat(selected(expected(Rule.Figure.EXPECTED_VALUE, "50", null))).containsExactly("loyal");
        assertThat(selected(new Rule.NextOrderDue(Period.ofDays(7)))).containsExactly("loyal");
        assertThat(selected(new Rule.NextOrderDue(Period.ofDays(6)))).isEmpty();
        assertThat(selected(new Rule.NextOrderDue(Duration.ofHours(145)))).containsExactly("loyal");
        var coffee = theme(List.of("Coffee"), List.of());
        assertThat(selected(new Rule.Replenish(coffee, Period.ofDays(3), 0))).containsExactly("loyal");
        assertThat(selected(new Rule.Replenish(Theme.EVERYTHING, Period.ofDays(3), 0.4)))
                .containsExactly("loyal");
        assertThat(selected(new Rule.Replenish(coffee, Period.ofDays(2), 0))).isEmpty();
        assertThat(selected(new Rule.Replenish(coffee, Period.ofDays(3), 0.5))).isEmpty();
        assertThat(selected(new Rule.Replenish(theme(List.of("Tea"), List.of()), Period.ofDays(3), 0)))
                .isEmpty();
    }

    @Test
    void timing_is_explained_in_words() {
        product("beans", "Coffee");
        customer("anna").add();
        customer("new").add();
        timing("anna", "0.2, 0.9, 3.5, 60, '2026-06-20'");
        need("anna", "beans", "2026-05-04", 0.4);
        var rule = new Rule.Any(List.of(
                expected(Rule.Figure.CHURN_RISK, "0.7", null),
                new Rule.NextOrderDue(Period.ofDays(7)),
                new Rule.Replenish(theme(List.of("Coffee"), List.of()), Period.ofDays(7), 0.5)));

        assertThat(audience.explain(target(rule), AT, "anna").toString())
                .contains("yes  churn risk at least 0.7: churn risk is 0.90")
                .contains("no   next order due within 7 days: orders every 60 days, next about 2026-06-20")
                .contains(
                        "no   needs category Coffee again within 7 days, with a chance of at least 0.5: beans, bought on"
                                + " 2026-04-01, is due about 2026-05-04 with a chance of 0.40");
        assertThat(audience.explain(target(rule), AT, "new").toString())
                .contains("no   churn risk at least 0.7: has not ordered, or nothing was learned since")
                .contains("nothing of it is expected to be needed again");
    }

    private static Rule expected(Rule.Figure figure, @Nullable String atLeast, @Nullable String atMost) {
        return new Rule.Expected(
                figure,
                atLeast == null ? null : new BigDecimal(atLeast),
                atMost == null ? null : new BigDecimal(atMost));
    }

    private void timing(String customer, String figures) {
        update(
                "insert into customer_timing (active, churn_risk, expected_value, order_interval, next_order_on, learned_at,"
                        + " customer_id) select " + figures + ", '2026-05-01', id from customer where customer_key = ?",
                customer);
    }

    private void need(String customer, String sku, String due, double chance) {
        update(
                "insert into customer_restock (customer_id, product_id, bought_on, repeat_interval, due_on, chance)"
                        + " select c.id, p.id, '2026-04-01', 30, ?, ? from customer c, product p"
                        + " where c.customer_key = ? and p.sku = ?",
                due,
                chance,
                customer,
                sku);
    }

    private Rule randomRule(Random random, int depth) {
        var garden = theme(List.of("Garden"), List.of());
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> new Rule.Country(List.of("DE"));
            case 1 -> new Rule.Gender(List.of("female"));
            case 2 -> new Rule.Age(30, 60);
            case 3 ->
                new Rule.Did(EventKind.ORDERED, random.nextBoolean() ? garden : Theme.EVERYTHING, Period.ofDays(60), 1);
            case 4 -> new Rule.HasConsent("news");
            case 5 -> new Rule.Interest(garden, 1 + random.nextInt(20), random.nextDouble() / 4);
            case 6 -> new Rule.Not(randomRule(random, depth - 1));
            case 7 -> new Rule.All(List.of(randomRule(random, depth - 1), randomRule(random, depth - 1)));
            default -> new Rule.Any(List.of(randomRule(random, depth - 1), randomRule(random, depth - 1)));
        };
    }

    private static Theme theme(List<String> categories, List<String> words) {
        return new Theme(List.of(), categories, List.of(), List.of(), List.of(), words);
    }

    private static Target target(Rule rule) {
        return new Target(rule, ANY, null, null);
    }

    private List<String> selected(Rule rule) {
        return selected(rule, ANY, null, AT);
    }

    private List<String> selected(Rule rule, Basis basis, @Nullable ZoneId zone, Instant at) {
        return selected(new Target(rule, basis, null, zone), at);
    }

    private List<String> selected(Target target, Instant at) {
        return Sql.with(database, connection -> {
            var selection = audience.selection(connection, target, at);
            try (var statement =
                    connection.prepareStatement("select c.customer_key " + selection.text() + " order by c.id")) {
                selection.bind(statement, 1);
                try (var rows = statement.executeQuery()) {
                    var keys = new ArrayList<String>();
                    while (rows.next()) {
                        keys.add(rows.getString(1));
                    }
                    return keys;
                }
            }
        });
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select customer_key from customer order by id");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return keys;
    }

    private void update(String sql, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void product(String sku, String category) {
        product(sku, sku, category);
    }

    private void product(String sku, String title, @Nullable String category) {
        update(
                "insert into product (sku, title, link, category, price, currency, available, updated_at)"
                        + " values (?, ?, 'https://shop.example/p', ?, 10, 'EUR', true, '2026-01-01')",
                sku,
                title,
                category);
    }

    private void order(String customer, String key, String at, String... skus) {
        for (var line = 0; line < skus.length; line++) {
            update(
                    "insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)"
                            + " select 'test', ?, ?, 'order.placed', c.id, p.id, 1, ?, ? from customer c, product p"
                            + " where c.customer_key = ? and p.sku = ?",
                    key,
                    line,
                    RuleSql.utc(Instant.parse(at)),
                    RuleSql.utc(Instant.parse(at)),
                    customer,
                    skus[line]);
        }
    }

    private Customer customer(String key) {
        return new Customer(key);
    }

    private final class Customer {
        private final String key;
        private String country = "DE";
        private String zone = "Europe/Berlin";
        private Instant since = Instant.parse("2025-01-01T00:00:00Z");
        private @Nullable String gender;
        private @Nullable LocalDate birthday;
        private @Nullable String purpose;
        private @Nullable Instant granted;
        private @Nullable Instant ended;

        Customer(String key) {
            this.key = key;
        }

        Customer country(String code) {
            country = code;
            return this;
        }

        Customer zone(String id) {
            zone = id;
            return this;
        }

        Customer since(String instant) {
            since = Instant.parse(instant);
            return this;
        }

        Customer gender(String of) {
            gender = of;
            return this;
        }

        Customer birthday(String date) {
            birthday = LocalDate.parse(date);
            return this;
        }

        Customer consent(String to, String from, @Nullable String until) {
            purpose = to;
            granted = Instant.parse(from);
            ended = until == null ? null : Instant.parse(until);
            return this;
        }

        void add() {
            update(
                    "insert into customer (customer_key, email, gender, language, country, time_zone, birthday, since, updated_at)"
                            + " values (?, concat(?, '@example.org'), ?, 'de', ?, ?, ?, ?, '2026-01-01')",
                    key,
                    key,
                    gender,
                    country,
                    zone,
                    birthday,
                    RuleSql.utc(since));
            if (purpose != null && granted != null) {
                update(
                        "insert into consent (customer_id, purpose, granted_at, source, ended_at, ended_by)"
                                + " select id, ?, ?, 'test', ?, ? from customer where customer_key = ?",
                        purpose,
                        RuleSql.utc(granted),
                        ended == null ? null : RuleSql.utc(ended),
                        ended == null ? null : "test",
                        key);
            }
        }
    }

    /** Knows what the test says, product by product, and nothing else. */
    private static final class FixedInterest extends Interest {

        private final java.util.Map<Long, List<Prospect>> ranks = new java.util.HashMap<>();

        int asked;

        void ranks(long product, Prospect... prospects) {
            ranks.put(product, List.of(prospects));
        }

        @Override
        public InterestModel current() {
            return new InterestModel() {
                @Override
                public long newest() {
                    return 0;
                }

                @Override
                public String version() {
                    return "fixed";
                }

                @Override
                public Instant learnedUntil() {
                    return Instant.parse("2026-04-15T10:00:00Z");
                }

                @Override
                public List<Recommendation> personal(Person person, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Recommendation> complementary(Person person, long[] anchors, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Recommendation> alternatives(Person person, long[] anchors, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Recommendation> topSellers(Person person, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Recommendation> trending(Person person, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Recommendation> similar(Person person, long[] anchors, Wishes wishes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public String absence(long customerId, long[] products) {
                    return "has done nothing";
                }

                private List<Prospect> all(long[] products) {
                    return Arrays.stream(products)
                            .boxed()
                            .flatMap(it -> ranks.getOrDefault(it, List.of()).stream())
                            .toList();
                }

                @Override
                public Spread.Likely likely(long[] products, double told) {
                    return new Spread.Likely((long) told - products.length, (long) told + 7 * products.length);
                }

                @Override
                public Prospects customersFor(long[] products, int top, double atLeast) {
                    asked++;
                    var some = all(products).stream()
                            .limit(top)
                            .filter(it -> it.score() >= atLeast)
                            .toList();
                    return new Prospects(
                            some.stream().mapToLong(Prospect::customerId).toArray(),
                            some.stream().mapToDouble(Prospect::score).toArray());
                }

                @Override
                public Optional<Placement> standing(long customerId, long[] products) {
                    var all = all(products);
                    return IntStream.range(0, all.size())
                            .filter(it -> all.get(it).customerId() == customerId)
                            .mapToObj(it -> new Placement(all.get(it).score(), it + 1, "bought Spade"))
                            .findFirst();
                }
            };
        }
    }
}
