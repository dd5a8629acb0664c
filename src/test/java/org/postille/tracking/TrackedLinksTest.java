package org.postille.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.tracking.visit.SentSql;
import org.postille.tracking.visit.Visits;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TrackedLinksTest {

    private static final String SALE = "https://shop.example/sale?a=1&b=[2]#top";

    @Inject
    Shop shop;

    @Inject
    LinkSql sql;

    @Inject
    Tokens tokens;

    @Inject
    PostilleConfig config;

    @Inject
    TestClock clock;

    @Inject
    SentSql sent;

    @Inject
    Visits visits;

    @Inject
    Campaigns campaigns;

    private TrackedLinks links;

    @BeforeEach
    void nothing_is_known() {
        links = links(() -> true);
    }

    private TrackedLinks links(TrackingConfig tracking) {
        return new TrackedLinks(sql, tokens, config, tracking, sent, visits, (Clock) clock);
    }

    private static RequestSpecification somebody() {
        return given().redirects().follow(false);
    }

    private String path(String address) {
        assertThat(address).startsWith(config.publicUrl() + "/c/");
        return address.substring(config.publicUrl().length());
    }

    @Test
    void a_click_leads_to_the_stored_target_and_is_counted_by_day() {
        shop.customers("anna");
        var first = path(links.of(mail(), SALE));
        var second = path(links.of(mail(), SALE));

        assertThat(first).isNotEqualTo(second).doesNotContain("shop", "sale");
        for (var path : new String[] {first, second, first}) {
            somebody()
                    .get(path)
                    .then()
                    .statusCode(302)
                    .header("Location", SALE)
                    .header("Cache-Control", "no-store")
                    .header("Referrer-Policy", "no-referrer");
        }
        clock.advance(Duration.ofDays(1));
        somebody().get(first).then().header("Location", SALE);

        assertThat(shop.count("link")).isEqualTo(1);
        assertThat(shop.value("select group_concat(clicks order by day) from link_click"))
                .isEqualTo("3,1");
        shop.tampers("delete from customer");
        somebody().get(first).then().header("Location", SALE);
        assertThat(shop.value("select sum(clicks) from link_click"))
                .as("who was erased is not counted")
                .isEqualTo("4");
    }

    private long mail() {
        campaigns.reload();
        shop.tampers(
                """
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at, settled_at)
                values (?, uuid(), 'better', ?, 'offers', 'accepted', ?, ?, ?)""",
                campaigns.named("return").id(),
                shop.customerId("anna"),
                clock.instant(),
                clock.instant(),
                clock.instant().minus(Duration.ofHours(1)));
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    @Test
    void whoever_only_looks_where_it_leads_is_not_counted() {
        somebody().head(path(links.of(1, SALE))).then().statusCode(302).header("Location", SALE);

        assertThat(shop.count("link_click")).isZero();
    }

    @Test
    void an_address_is_stored_once_by_however_many_nodes() {
        var issued = new HashSet<String>();
        for (var node = 0; node < 3; node++) {
            links = links(() -> true);
            issued.add(links.of(7, SALE));
            issued.add(links.of(7, SALE));
        }

        assertThat(issued).hasSize(1);
        assertThat(shop.count("link")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/a b",
                "https://shop.example/{x}",
                "https://käse.example/",
                "https:///nowhere",
                "https://"
            })
    void what_a_browser_could_not_be_sent_to_stays_as_it_is(String address) {
        assertThat(links.of(1, address)).isEqualTo(address);
        assertThat(shop.count("link")).isZero();
    }

    @Test
    void what_is_too_long_to_be_stored_stays_as_it_is() {
        var longest = "https://shop.example/" + "x".repeat(1_979);

        assertThat(links.of(1, longest + "x")).isEqualTo(longest + "x");
        somebody().get(path(links.of(1, longest))).then().header("Location", longest);
    }

    @Test
    void a_token_of_another_kind_or_of_an_unknown_link_leads_to_the_shop() {
        var genuine = path(links.of(1, SALE));
        for (var path : new String[] {
            "/c/" + tokens.issue(Purpose.LINK, 1, 4711),
            "/c/" + tokens.issue(Purpose.LINK, 1),
            "/c/" + tokens.issue(Purpose.UNSUBSCRIBE, 1, 4711),
            genuine.substring(0, genuine.length() - 1),
            "/c/nonsense"
        }) {
            somebody()
                    .get(path)
                    .then()
                    .statusCode(302)
                    .header("Location", config.shop().url());
        }
        assertThat(shop.count("link_click")).isZero();
    }

    @Test
    void an_operator_may_do_without() {
        assertThat(links(() -> false).of(1, SALE)).isEqualTo(SALE);
        assertThat(shop.count("link")).isZero();
    }
}
