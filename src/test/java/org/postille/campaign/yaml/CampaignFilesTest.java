package org.postille.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.audience.Basis;
import org.postille.audience.Holdout;
import org.postille.audience.Rule;
import org.postille.base.NotFound;
import org.postille.base.Theme;
import org.postille.campaign.definition.Anchors;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.JourneyStep;
import org.postille.campaign.definition.Limits;
import org.postille.campaign.definition.OnUnknown;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Schedule;
import org.postille.campaign.definition.Start;
import org.postille.campaign.definition.Strategy;
import org.postille.campaign.definition.Texts;
import org.postille.event.EventKind;

class CampaignFilesTest {

    private static final KnownNames KNOWN = new KnownNames(
            Set.of("cart.mjml", "birthday.mjml"), Set.of("sale"), Set.of("banner.jpg"), Set.of("offers", "news"));

    /** Line numbers of the tests refer to this. */
    static final String CART = """
            campaign: cart-abandonment
            title: { de: Warenkorb, en: Cart }
            basis: consent
            purpose: offers
            trigger:
              on: cart.updated
              where: { cart.value: { min: 20 } }
              wait: PT1H
              unless: [order.placed, cart.emptied]
            journey:
              - send: reminder
              - wait: P1D
                unless: [order.placed]
              - send: second
            audience:
              all:
                - country: { in: [DE, AT] }
                - not: { segment: lately }
            messages:
              reminder:
                template: cart.mjml
                subject: { de: "Ihr Warenkorb", en: "Your cart" }
                blocks:
                  matching: { strategy: complementary, to: cart, slots: 4, fallback: topsellers }
              second:
                template: cart.mjml
                subject: "[=customer.firstName]"
            limits: { per-customer: 2 per week, quiet-hours: { from: "21:00", to: "07:00" } }
            experiment: { holdout: 10% }
            """;

    private static final String SEGMENTS = """
            segments:
              lately:
                title: Bought lately
                rule: { ordered: { within: P30D } }
            """;

    @TempDir
    Path folder;

    @Test
    void a_triggered_campaign_is_read_with_all_it_says() throws IOException {
        var campaign = only(CART);
        assertThat(campaign.name()).isEqualTo("cart-abandonment");
        assertThat(campaign.version()).matches("[0-9a-f]{16}");
        assertThat(campaign.title().in("de").value()).isEqualTo("Warenkorb");
        assertThat(campaign.title().in("fr").value()).isEqualTo("Cart");
        assertThat(campaign.basis()).isEqualTo(new Basis.Consent("offers"));
        assertThat(campaign.start())
                .isEqualTo(new Start.Triggered(
                        EventKind.CART_UPDATED,
                        new Start.Condition(new BigDecimal("20"), null, List.of()),
                        Duration.ofHours(1),
                        Set.of(EventKind.ORDERED, EventKind.CART_EMPTIED)));
        assertThat(campaign.journey())
                .containsExactly(
                        new JourneyStep.Send("reminder"),
                        new JourneyStep.Wait(Duration.ofDays(1), Set.of(EventKind.ORDERED)),
                        new JourneyStep.Send("second"));
        assertThat(campaign.audience())
                .isEqualTo(new Rule.All(List.of(
                        new Rule.Country(List.of("DE", "AT")),
                        new Rule.Not(new Rule.InSegment(
                                "lately", new Rule.Did(EventKind.ORDERED, Theme.EVERYTHING, Period.ofDays(30), 1))))));
        assertThat(campaign.message("reminder").blocks())
                .containsEntry(
                        "matching",
                        new Block(Strategy.COMPLEMENTARY, Anchors.CART, Theme.EVERYTHING, 4, Strategy.TOPSELLERS));
        assertThat(campaign.limits())
                .isEqualTo(new Limits(
                        new Limits.Frequency(2, Limits.Window.WEEK),
                        new Limits.QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0))));
        assertThat(campaign.holdout()).isEqualTo(new Holdout("cart-abandonment", 0.1));
    }

    @Test
    void what_a_campaign_does_about_lost_and_late_mails_follows_its_start_unless_it_says_so() throws IOException {
        var triggered = only(CART);
        assertThat(triggered.onUnknown()).isEqualTo(OnUnknown.RESEND);
        assertThat(triggered.expires()).isEqualTo(Duration.ofHours(24));
        var scheduled = """
                campaign: birthday
                basis: transactional
                schedule: { daily: "08:00", zone: customer }
                messages: { m: { template: cart.mjml, subject: Hello } }
                """;
        assertThat(only(scheduled).onUnknown()).isEqualTo(OnUnknown.SKIP);
        assertThat(only(scheduled + "on-unknown: resend").onUnknown()).isEqualTo(OnUnknown.RESEND);
        assertThat(only(scheduled + "expires: PT16H").expires()).isEqualTo(Duration.ofHours(16));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    on-unknown: resnd | did you mean 'resend'
                    on-unknown: wait  | resend
                    expires: PT0S     | expected a time span
                    expires: P1M      | months differ in length
                    expires: tomorrow | expected a time span""")
    void a_campaign_that_says_it_wrongly_is_told_so(String line, String words) throws IOException {
        assertThat(findings("""
                campaign: birthday
                basis: transactional
                schedule: { daily: "08:00", zone: customer }
                messages: { m: { template: cart.mjml, subject: Hello } }
                """ + line)).singleElement().asString().contains(words);
    }

    @Test
    void a_text_knows_where_its_first_character_stands() throws IOException {
        var file = folder.resolve("cart.yaml").toString();
        var campaign = only(CART);
        assertThat(campaign.message("reminder").subject().in("en"))
                .isEqualTo(new Texts.Text("Your cart", new Place(file, 22, 42)));
        assertThat(campaign.message("second").subject().in("de"))
                .isEqualTo(new Texts.Text("[=customer.firstName]", new Place(file, 27, 15)));
        assertThat(campaign.message("second").place()).isEqualTo(new Place(file, 26, 15));
    }

    @Test
    void a_scheduled_campaign_without_a_journey_sends_its_message() throws IOException {
        var campaign = only("""
                campaign: birthday
                basis: existing-customer
                purpose: offers
                language: de
                schedule: { daily: "08:00", zone: customer }
                audience: { birthday: today }
                messages: { greeting: { template: birthday.mjml, subject: Alles Gute } }
                """);
        assertThat(campaign.start())
                .isEqualTo(new Start.Scheduled(new Schedule(new Schedule.When.Daily(LocalTime.of(8, 0)), null)));
        assertThat(campaign.journey()).containsExactly(new JourneyStep.Send("greeting"));
        assertThat(campaign.basis()).isEqualTo(new Basis.ExistingCustomer("offers"));
        assertThat(campaign.title().in("fr").value()).isEqualTo("birthday");
        assertThat(campaign.limits()).isEqualTo(Limits.NONE);
        assertThat(campaign.holdout()).isNull();
    }

    @Test
    void norway_is_a_country_and_not_a_truth_value() throws IOException {
        assertThat(only(CART.replace("[DE, AT]", "[NO, DE]")).audience().toString())
                .contains("in=[NO, DE]");
    }

    @Test
    void every_rule_can_be_written() throws IOException {
        var rules = List.of(
                "everyone",
                "{ any: [ { country: DE }, { language: [de, en] } ] }",
                "{ gender: { in: [female, diverse] } }",
                "{ age: { min: 18, max: 35 } }",
                "{ ordered: { within: P90D, category: Garden, at-least: 2 } }",
                "{ viewed: { within: PT36H, product: [sku-1, sku-2], brand: Nordlys, material: Wood, colour: blue, words: mug } }",
                "{ customer-since: { min: P1Y, max: P3Y } }",
                "{ has-consent: news }",
                "{ interest: { category: [Kitchen, Garden], top: 400, at-least: 0.2 } }",
                "{ active: { at-most: 0.3 } }",
                "{ churn-risk: { at-least: 0.7, at-most: 1 } }",
                "{ expected-value: { at-least: 50 } }",
                "{ next-order-due: { within: P7D } }",
                "{ replenish: { within: PT36H } }",
                "{ replenish: { category: [Coffee, Tea], within: P3D, at-least: 0.2 } }");
        for (var rule : rules) {
            assertThat(findings(withRule(rule))).as(rule).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            titel: { de:                      | title: { de:              | 2:1: unknown key 'titel', did you mean 'title'?
            basis: konsent                    | basis: consent            | 3:8: unknown basis 'konsent', did you mean 'consent'?
            purpose: ofers                    | purpose: offers           | 4:10: unknown purpose 'ofers', did you mean 'offers'?
            on: cart.update                   | on: cart.updated          | 6:7: unknown event 'cart.update', did you mean 'cart.updated'?
            where: { cart.valu: {             | where: { cart.value: {    | 7:12: unknown key 'cart.valu', did you mean 'cart.value'?
            where: { order.value: {           | where: { cart.value: {    | 7:12: only order.placed and order.returned have an order
            min: "20"                         | min: 20                   | 7:32: expected a number from 0 to 9999999999, found '20': without quotes, please
            wait: 1 hour                      | wait: PT1H                | 8:9: expected a time span like PT1H (an hour), P1D (a day), P2W (two weeks) or P1Y (a year), found '1 hour'
            wait: P1M                         | wait: PT1H                | 8:9: expected weeks (P2W), days (P1D) or hours (PT1H), because months differ in length
            [order.place, cart.emptied]       | [order.placed, cart.emptied] | 9:12: unknown event 'order.place', did you mean 'order.placed'?
            - sent: reminder                  | - send: reminder          | 11:5: unknown key 'sent', did you mean 'send'?
            - send: remind                    | - send: reminder          | 11:11: unknown message 'remind', did you mean 'reminder'?
            country: { in: [de, AT] }         | country: { in: [DE, AT] } | 17:23: unknown country 'de', did you mean 'DE'?
            country: { in: [UK, AT] }         | country: { in: [DE, AT] } | 17:23: unknown country 'UK', did you mean 'GB'?
            country: { in: [Österreich] }     | country: { in: [DE, AT] } | 17:23: unknown country 'Österreich', did you mean 'AT'?
            country: { in: [ED] }             | country: { in: [DE, AT] } | 17:23: unknown country 'ED', did you mean 'DE'?
            active: { at-leats: 0.3 }         | country: { in: [DE, AT] } | 17:17: unknown key 'at-leats', did you mean 'at-least'?
            active: { at-most: 30 }           | country: { in: [DE, AT] } | 17:26: expected a number from 0 to 1, found the number 30
            churn-risk: {}                    | country: { in: [DE, AT] } | 17:19: expected 'at-least', 'at-most' or both
            churn-rsik: { at-least: 0.7 }     | country: { in: [DE, AT] } | 17:7: unknown key 'churn-rsik', did you mean 'churn-risk'?
            active: { at-least: 1, at-most: 0 } | country: { in: [DE, AT] } | 17:15: nothing is at least 1 and at most 0
            next-order-due: P7D               | country: { in: [DE, AT] } | 17:23: expected within with values, found 'P7D'
            replenish: { category: Tea }      | country: { in: [DE, AT] } | 17:18: 'within' is missing, for example 'within: P7D'
            contry: { in: [DE, AT] }          | country: { in: [DE, AT] } | 17:7: unknown key 'contry', did you mean 'country'?
            segment: latly                    | segment: lately           | 18:23: unknown segment 'latly', did you mean 'lately'?
            template: card.mjml               | template: cart.mjml       | 21:15: unknown template 'card.mjml', did you mean 'cart.mjml'?
            subject: { german:                | subject: { de:            | 22:16: unknown language 'german', did you mean 'de'?
            subject: { en_GB:                 | subject: { de:            | 22:16: unknown language 'en_GB', did you mean 'en'?
            strategy: complementry            | strategy: complementary   | 24:29: unknown strategy 'complementry', did you mean 'complementary'?
            to: order                         | to: cart                  | 24:44: there is no 'order' here: only a campaign with 'trigger: { on: order.placed }' has one
            strategy: personal                | strategy: complementary   | 24:39: the strategy personal starts from nothing: remove 'to'
            slots: 13                         | slots: 4                  | 24:61: expected a whole number from 1 to 12, found the number 13
            fallback: top                     | fallback: topsellers      | 24:74: unknown strategy 'top', expected personal, complementary, alternatives, topsellers, trending, new-arrivals, last-viewed, similar, favourites, back-in-stock, low-stock, price-drop, free-shipping, complete-the-set, articles
            fallback: [topsellers, { picture: baner.jpg, link: /sale }] | fallback: topsellers | 24:98: unknown picture 'baner.jpg', did you mean 'banner.jpg'?
            fallback: { picture: banner.jpg, link: sale } | fallback: topsellers | 24:103: expected a path of the shop such as /sale, or an http or https address
            fallback: { picture: banner.jpg } | fallback: topsellers          | 24:74: 'link' is missing, for example 'link: /sale'
            fallback: [{ picture: banner.jpg, link: /a }, personal] | fallback: topsellers | 24:110: nothing comes after a picture: it stands in any block
            fallback: { strategy: personal, to: cart } | fallback: topsellers | 24:96: the strategy personal starts from nothing: remove 'to'
            strategy: favourites              | strategy: complementary   | 24:17: 'by' is missing: favourites of what? Expected category, brand, material, colour, collection
            strategy: complementary, by: size | strategy: complementary   | 24:44: the strategy complementary compares nothing: remove 'by'
            strategy: free-shipping, to: order | strategy: complementary, to: cart | 24:44: free-shipping starts from the cart: expected 'to: cart'
            subject: [=customer.firstName]    | subject: "[=customer.firstName]" | 27:14: expected text, found a list; text that begins with [ needs quotes
            2 per weak                        | 2 per week                | 28:25: unknown time 'weak', did you mean 'week'?
            per-customer: often               | per-customer: 2 per week  | 28:25: expected a number of mails per day, week or month like '2 per week', found 'often'
            from: "9 pm"                      | from: "21:00"             | 28:59: expected a time of day like "08:00", found '9 pm'
            holdout: 10                       | holdout: 10%              | 29:24: expected a percentage above 0% and below 100% like '10%', found the number 10
            holdout: 100%                     | holdout: 10%              | 29:24: expected a percentage above 0% and below 100% like '10%', found '100%'
            """)
    void a_mistake_is_reported_where_it_is(String wrong, String right, String finding) throws IOException {
        assertThat(CART).contains(right);
        var file = folder.resolve("cart.yaml");
        assertThat(findings(CART.replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong))))
                .contains(file + ":" + finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            { cron: "0 0 9 ? * THU", zone: Europe/Berln }   | 4:42: unknown time zone 'Europe/Berln', did you mean 'Europe/Berlin'?
            { cron: "0 0 9 ? * THU", zone: berlin }         | 4:42: unknown time zone 'berlin', did you mean 'Europe/Berlin'?
            { cron: "0 9 * * 4", zone: Europe/Berlin }      | 4:20: expected the six fields of a cron expression (second minute hour day-of-month month day-of-week, and maybe a year), found 5: every Thursday at nine is "0 0 9 ? * THU"
            { cron: "0 0 9 ? * DOO", zone: Europe/Berlin }  | 4:30: not a cron expression: Invalid Day-of-Week value: 'DOO'
            { cron: "0 0 9 31 2 ?", zone: Europe/Berlin }   | 4:20: this moment never comes
            { daily: "8:00", zone: customer }               | 4:21: expected a time of day like "08:00", found '8:00'
            { daily: "08:00" }                              | 4:11: 'zone' is missing, for example 'zone: Europe/Berlin' or 'zone: customer'
            { daily: "08:00", zone: UTC, best-hour: PT9H }  | 4:40: a best hour is one on the customer's own clock: it needs 'zone: customer'
            { daily: "08:00", zone: customer, best-hour: P1D } | 4:56: expected from PT1H to PT23H, the time in which each customer's best hour is looked for
            { zone: Europe/Berlin }                         | 4:11: a schedule has either 'daily: "08:00"' or 'cron: "0 0 9 ? * THU"'
            """)
    void a_wrong_schedule_is_reported_where_it_is(String schedule, String finding) throws IOException {
        assertThat(findings("""
                        campaign: news
                        basis: consent
                        purpose: news
                        schedule: %s
                        messages: { m: { template: cart.mjml, subject: News } }
                        """.formatted(schedule))).containsExactly(folder.resolve("cart.yaml") + ":" + finding);
    }

    @Test
    void what_is_missing_is_reported_at_its_parent() throws IOException {
        assertThat(findings("title: Nothing else\n"))
                .containsExactly(
                        at("1:1: 'basis' is missing, for example 'basis: consent'"),
                        at("1:1: 'campaign' is missing, for example 'campaign: spring-sale'"),
                        at(
                                "1:1: 'messages' is missing, for example 'messages: { name: { template: ..., subject: ... } }'"),
                        at(
                                "1:1: nothing starts this campaign: add a 'schedule' (the clock does) or a 'trigger' (an event does)"));
        assertThat(findings(CART.replace("    template: cart.mjml\n    subject: \"[", "    subject: \"[")))
                .containsExactly(at("26:5: 'template' is missing, for example 'template: second.mjml'"));
        assertThat(findings(CART.replace("purpose: offers\n", "")))
                .containsExactly(at("1:1: 'purpose' is missing, for example 'purpose: offers'"));
    }

    @Test
    void a_transactional_mail_has_no_purpose() throws IOException {
        assertThat(findings(CART.replace("basis: consent", "basis: transactional")))
                .singleElement()
                .asString()
                .contains(":4:1: a transactional mail needs nobody's consent");
        assertThat(findings(CART.replace("basis: consent\npurpose: offers", "basis: transactional")))
                .isEmpty();
    }

    @Test
    void a_message_that_nothing_sends_is_a_mistake() throws IOException {
        assertThat(findings(CART.replace("  - send: second\n", "")
                        .replace("  - wait: P1D\n    unless: [order.placed]\n", "")))
                .containsExactly(
                        at("22:3: message 'second' is never sent: add '- send: second' to the journey, or remove it"));
        assertThat(findings(CART.replace("  - send: second\n", "")))
                .contains(at("12:5: nothing follows this wait: end with a 'send', or remove it"));
    }

    @Test
    void two_messages_need_a_journey_and_a_journey_needs_a_trigger() throws IOException {
        var journey = CART.substring(CART.indexOf("journey:"), CART.indexOf("audience:"));
        assertThat(findings(CART.replace(journey, "")))
                .containsExactly(
                        at("14:1: more than one message (reminder, second): say in 'journey' when each is sent"));
        var trigger = CART.substring(CART.indexOf("trigger:"), CART.indexOf("journey:"));
        assertThat(findings(CART.replace(trigger, "schedule: { daily: \"08:00\", zone: customer }\n")))
                .contains(at(
                        "6:1: a scheduled campaign sends its one message at its time: a 'journey' needs a 'trigger'"));
    }

    @Test
    void a_rule_with_two_keys_is_told_to_be_a_list() throws IOException {
        assertThat(findings(withRule("{ country: DE, language: de }")))
                .containsExactly(
                        at(
                                "15:11: a rule has one key, found country, language: put several as a list under 'all' or 'any'"));
    }

    @Test
    void a_subject_needs_the_language_that_everybody_else_gets() throws IOException {
        assertThat(findings(CART.replace(", en: \"Your cart\"", "")))
                .containsExactly(at("22:14: no text in 'en', the language for readers of any other: add it,"
                        + " or set the campaign's 'language' to one of those here"));
    }

    @Test
    void all_mistakes_of_all_files_come_in_one_run() throws IOException {
        write("a.yaml", CART.replace("basis: consent", "basis: none").replace("slots: 4", "slots: four"));
        write("b.yaml", "campaign: [");
        write("good.yaml", CART.replace("campaign: cart-abandonment", "campaign: good"));
        write("segments.yaml", SEGMENTS + "  broken: { rule: { contry: DE } }\n");
        var loaded = CampaignFiles.read(folder, KNOWN);
        assertThat(loaded.findings())
                .extracting(it -> Path.of(it.file()).getFileName() + ":" + it.line())
                .containsExactly("a.yaml:3", "a.yaml:24", "b.yaml:1", "segments.yaml:5");
        assertThat(loaded.campaigns()).extracting(CampaignDefinition::name).containsExactly("good");
        assertThat(loaded.segments()).containsOnlyKeys("lately");
    }

    @Test
    void neither_of_two_campaigns_of_one_name_runs() throws IOException {
        write("a.yaml", CART);
        write("b.yaml", CART);
        write("segments.yaml", SEGMENTS);
        var loaded = CampaignFiles.read(folder, KNOWN);
        assertThat(loaded.campaigns()).isEmpty();
        assertThat(loaded.findings())
                .extracting(Object::toString)
                .containsExactly(
                        folder.resolve("a.yaml") + ":1:11: " + folder.resolve("b.yaml")
                                + " is called 'cart-abandonment' too: a name belongs to one campaign",
                        folder.resolve("b.yaml") + ":1:11: " + folder.resolve("a.yaml")
                                + " is called 'cart-abandonment' too: a name belongs to one campaign");
    }

    @Test
    void a_segment_can_be_made_of_others_but_not_of_itself() throws IOException {
        write("segments.yaml", """
                segments:
                  a: { rule: { any: [ { segment: b }, { country: DE } ] } }
                  b: { rule: { segment: c } }
                  c: { rule: { not: { segment: a } } }
                  fine: { rule: { country: AT } }
                """);
        write("cart.yaml", CART.replace("segment: lately", "segment: b"));
        var loaded = CampaignFiles.read(folder, KNOWN);
        assertThat(loaded.segments()).containsOnlyKeys("fine");
        assertThat(loaded.campaigns()).isEmpty();
        assertThat(loaded.findings())
                .extracting(Object::toString)
                .contains(folder.resolve("segments.yaml") + ":4:32: segment 'a' is made of itself: a -> b -> c -> a")
                .anyMatch(it ->
                        it.startsWith(folder.resolve("cart.yaml") + ":18:23: segment 'b' has a mistake of its own"));
    }

    @Test
    @Timeout(10)
    void segments_cannot_blow_up() throws IOException {
        var segments = new StringBuilder("segments:\n  s0: { rule: { country: DE } }\n");
        for (var i = 1; i < 40; i++) {
            segments.append(
                    "  s%d: { rule: { any: [ { segment: s%d }, { segment: s%d } ] } }%n".formatted(i, i - 1, i - 1));
        }
        write("segments.yaml", segments.toString());
        var loaded = CampaignFiles.read(folder, KNOWN);
        assertThat(loaded.findings()).first().asString().contains("but the database can only take 300 at once");
        assertThat(loaded.segments().size()).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            campaign: x\\n\\ttitle: y                    | 2:1: a tab stands here: indent with spaces
            campaign: "x                                | a quote that is opened is never closed
            campaign: x\\n title: y: z                   | a ':' was not expected here
            messages: { a: { template: x }              | the { } is not closed
            audience: [a, b                             | the list in [ ] is not closed
            a: [=x], more                               | 1:8: expected a key and ':' here: the line is indented differently
            title: @home                                | 1:8: a value cannot begin with this character: put the text in quotes
            title: !!java.io.File x                     | 1:8: a word that begins with '!' is a tag
            title: &a x                                 | 1:8: a word that begins with '&' names a place
            title: *a                                   | 1:8: a word that begins with '*' refers to another place
            a: 1\\n---\\nb: 1                             | 3:1: a second document begins here
            a: 1\\na: 2                                  | 2:1: 'a' stands here a second time, first in line 1
            ? [a]\\n: b                                  | 1:3: a key must be a word, not a list
            a: \\u0007                                   | 1:4: the character U+0007 is not allowed
            - a                                         | 1:1: expected campaign, title,
            """)
    void broken_yaml_is_told_in_plain_words(String yaml, String expected) throws IOException {
        assertThat(findings(yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007")))
                .anyMatch(it -> it.contains(expected));
    }

    @Test
    @Timeout(10)
    void hostile_yaml_is_refused_quickly() throws IOException {
        assertThat(findings("[".repeat(10_000))).singleElement().asString().contains("nested deeper than 40 levels");
        assertThat(findings("a: ".concat("{a: ".repeat(10_000))))
                .singleElement()
                .asString()
                .contains("nested deeper than");
        assertThat(findings("#" + "x".repeat(1 << 20)))
                .singleElement()
                .asString()
                .contains("larger than 1 MiB");
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(findings(bomb.toString())).singleElement().asString().contains("begins with '&'");
        assertThat(findings("x".repeat(100_000) + ": 1")).first().asString().hasSizeLessThan(400);
        assertThat(findings(CART.replace("slots: 4", "slots: 9e999999999")))
                .singleElement()
                .asString()
                .contains("24:61: expected a whole number");
        assertThat(findings(CART.replace("min: 20", "min: 1e999999999")))
                .singleElement()
                .asString()
                .contains("expected a number");
    }

    @Test
    void a_subject_of_two_lines_is_refused() throws IOException {
        assertThat(findings(CART.replace("en: \"Your cart\"", "en: \"Your\\r\\nBcc: x@example.org\"")))
                .singleElement()
                .asString()
                .contains("expected one line of text");
    }

    @Test
    void another_encoding_is_told_with_its_place() throws IOException {
        Files.write(folder.resolve("cart.yaml"), "campaign: a\ntitle: Grüße\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(CampaignFiles.read(folder, KNOWN).findings())
                .extracting(Object::toString)
                .containsExactly(at("2:10: not UTF-8: save the file in that encoding"));
    }

    @Test
    void a_byte_order_mark_is_no_mistake() throws IOException {
        assertThat(findings("\uFEFF" + CART)).isEmpty();
    }

    @Test
    void an_empty_file_says_so_and_other_files_are_not_campaigns() throws IOException {
        write("notes.txt", "no yaml");
        write(".hidden.yaml", "[");
        assertThat(findings("")).containsExactly(at("1:1: the file is empty"));
        assertThat(findings("# only a comment\n")).containsExactly(at("1:1: the file is empty"));
    }

    @Test
    void a_folder_that_is_not_there_says_so() {
        assertThatThrownBy(() -> CampaignFiles.read(folder.resolve("nowhere"), KNOWN))
                .isInstanceOf(NotFound.class);
    }

    private String withRule(String rule) {
        var audience = CART.substring(CART.indexOf("audience:"), CART.indexOf("messages:"));
        return CART.replace(audience, "audience: " + rule + "\n");
    }

    private CampaignDefinition only(String yaml) throws IOException {
        assertThat(findings(yaml)).isEmpty();
        return CampaignFiles.read(folder, KNOWN).campaigns().getFirst();
    }

    private List<String> findings(String yaml) throws IOException {
        write("cart.yaml", yaml);
        write("segments.yaml", SEGMENTS);
        return CampaignFiles.read(folder, KNOWN).findings().stream()
                .map(Object::toString)
                .toList();
    }

    private String at(String rest) {
        return folder.resolve("cart.yaml") + ":" + rest;
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
