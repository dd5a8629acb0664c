package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.NotFound;
import org.postille.base.PostilleConfig;
import org.postille.campaign.Campaigns;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PreviewTest {

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    Campaigns campaigns;

    @Inject
    Preview preview;

    @Inject
    PostilleConfig settings;

    @BeforeEach
    void anna() {
        campaigns.reload();
        shop.customer("anna");
        shop.product("mug", it -> it.titled("de", "Becher"));
        shop.product("vase", it -> it.titled("de", "Blumenvase"));
    }

    @Test
    void shows_the_mail_of_a_customer_without_planning_or_deciding_anything() {
        var mail = preview.of("birthday", null, "anna", clock.instant());

        assertThat(mail.subject()).isEqualTo("Alles Gute zum Geburtstag, Anna!");
        assertThat(mail.html()).contains("Liebe Anna,", "data:image/");
        assertThat(mail.text()).contains("Liebe Anna,");
        assertThat(shop.count("message")).isZero();
        assertThat(shop.count("decision")).isZero();
        assertThat(mail.html()).contains("href=\"" + settings.shop().url() + "\"");
        assertThat(shop.count("link")).isZero();
    }

    @Test
    void shows_a_triggered_mail_with_the_latest_event_before_that_moment() {
        shop.at(clock.instant().minus(Duration.ofDays(2))).fillsCart("anna", "vase");
        shop.at(clock.instant().minus(Duration.ofDays(1))).fillsCart("anna", "mug");
        shop.at(clock.instant().plus(Duration.ofDays(1))).fillsCart("anna", "vase");

        assertThat(preview.of("cart-abandonment", null, "anna", clock.instant()).text())
                .contains("Becher")
                .doesNotContain("Blumenvase");
        assertThat(preview.of(
                                "cart-abandonment",
                                "reminder",
                                "anna",
                                clock.instant().minus(Duration.ofDays(2)))
                        .text())
                .contains("Blumenvase");
    }

    @Test
    void says_which_name_it_does_not_know() {
        assertThatThrownBy(() -> preview.of("birthdy", null, "anna", clock.instant()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("did you mean 'birthday'?");
        assertThatThrownBy(() -> preview.of("birthday", "greting", "anna", clock.instant()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("did you mean 'greeting'?");
        assertThatThrownBy(() -> preview.of("birthday", null, "nobody", clock.instant()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> preview.of("return", null, "anna", clock.instant()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("has no order.returned");
    }
}
