package org.postille.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.postille.base.Money;
import org.postille.catalog.Product;
import org.postille.consent.Consents;
import org.postille.customer.Customer;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ShopTest {

    @Inject
    Shop shop;

    @Inject
    Consents consents;

    @Test
    void what_the_fixture_writes_is_what_the_entities_read() {
        shop.customer("anna", it -> it.bornOn("1990-05-04").livesIn("AT", "Europe/Vienna"));
        shop.product("mug", it -> it.costs("12.95").titled("de", "Becher").in("Home > Kitchen > Mugs"));

        var anna = Customer.byKey("anna");
        assertThat(anna.birthday).isEqualTo(LocalDate.of(1990, 5, 4));
        assertThat(anna.zone().getId()).isEqualTo("Europe/Vienna");
        assertThat(anna.email).isEqualTo("anna@example.com");
        var mug = Product.bySku("mug");
        assertThat(mug.price()).isEqualTo(Money.of("12.95", "EUR"));
        assertThat(mug.title("de")).isEqualTo("Becher");
        assertThat(mug.title("fr")).isEqualTo("Mug");
        assertThat(mug.inStock()).isTrue();

        shop.sellsOut("mug");
        assertThat(Product.bySku("mug").inStock()).isFalse();
    }

    @Test
    void what_happens_stands_in_the_log_at_its_time() {
        shop.customer("anna");
        shop.products("mug", "plate");

        shop.at(TestClock.START.minus(Duration.ofDays(1))).ordered("anna", "mug", "plate");
        shop.viewed("anna", "mug");

        assertThat(shop.count("event where kind = 'order.placed'")).isEqualTo(2);
        assertThat(shop.value("select distinct at from event where kind = 'order.placed'"))
                .startsWith("2026-05-03 10:00:00");
        assertThat(shop.value("select amount from event where kind = 'product.viewed'"))
                .isEqualTo("10.00");
    }

    @Test
    void a_consent_lasts_until_it_is_withdrawn() {
        var anna = shop.customer("anna");
        shop.consents("anna", "offers", "news");
        assertThat(consents.mayBeWritten(anna, "offers")).isTrue();

        shop.withdraws("anna", "offers");
        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        assertThat(consents.mayBeWritten(anna, "news")).isTrue();
    }

    @Test
    void an_unknown_name_ends_the_test() {
        shop.customer("anna");
        assertThatThrownBy(() -> shop.ordered("anna", "mgu")).isInstanceOf(AssertionError.class);
    }
}
