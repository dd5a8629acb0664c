package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Money;
import org.postille.base.Progress;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** From a feed to the price that may be struck through. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OldPriceTest {

    @Inject
    ProductImport products;

    @Inject
    PriceImport earlier;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void nothing_found_yet() {
        findings.clear();
    }

    @Test
    void a_sale_of_a_feed_strikes_the_lowest_price_of_the_month_before_and_not_the_one_it_tells() throws IOException {
        feed("12.95", "");
        days(10);
        feed("14.95", "");
        days(25);
        feed("16.95", "9.95");

        assertThat(Product.bySku("mug").price()).isEqualTo(Money.of("9.95", "EUR"));
        assertThat(oldPrice()).contains(Money.of("12.95", "EUR"));
        assertThat(Product.bySku("mug").reducedAt).isEqualTo(clock.instant());
    }

    @Test
    void every_change_of_a_price_is_kept_and_only_a_change() throws IOException {
        feed("12.95", "");
        days(1);
        feed("12.95", "");
        days(1);
        feed("12.95", "9.95");
        days(1);
        feed("9.95", "");
        assertThat(shop.count("product_price")).isEqualTo(3);
        assertThat(shop.value(
                        "select group_concat(price, if(on_sale, ' on sale', '') order by since) from product_price"))
                .isEqualTo("12.95,9.95 on sale,9.95");
    }

    @Test
    void a_product_that_is_on_sale_from_its_first_import_has_no_old_price() throws IOException {
        feed("12.95", "9.95");
        assertThat(oldPrice()).isEmpty();
        days(60);
        feed("12.95", "9.95");
        assertThat(oldPrice()).isEmpty();
    }

    @Test
    void a_history_younger_than_thirty_days_allows_none() throws IOException {
        feed("12.95", "");
        days(29);
        feed("12.95", "9.95");
        assertThat(oldPrice()).isEmpty();
    }

    @Test
    void a_second_step_of_a_sale_still_strikes_the_price_before_the_first() throws IOException {
        feed("12.95", "");
        days(40);
        feed("12.95", "9.95");
        days(7);
        feed("12.95", "7.95");
        assertThat(oldPrice()).contains(Money.of("12.95", "EUR"));
    }

    @Test
    void the_end_of_a_sale_takes_the_old_price_away() throws IOException {
        feed("12.95", "");
        days(40);
        feed("12.95", "9.95");
        days(1);
        feed("12.95", "");
        assertThat(oldPrice()).isEmpty();
        assertThat(Product.bySku("mug").reducedAt).isNull();
    }

    @Test
    void a_sale_that_never_ends_is_no_news_after_a_quarter() throws IOException {
        feed("12.95", "");
        days(40);
        feed("12.95", "9.95");
        days(89);
        assertThat(oldPrice()).isPresent();
        days(1);
        assertThat(oldPrice()).isEmpty();
    }

    @Test
    void a_price_that_was_written_past_the_history_has_none() throws IOException {
        feed("12.95", "");
        days(40);
        feed("12.95", "9.95");
        shop.tampers("update product set price = 11.95");
        assertThat(oldPrice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-01-01T00:00+0100/2030-01-01T00:00+0100     | 9.95
                    2026-01-01T00:00:00+01:00/2030-01-01T00:00:00Z  | 9.95
                    2026-01-01 / 2030-01-01                         | 9.95
                    2029-01-01T00:00/2030-01-01T00:00               | 12.95
                    2025-01-01T00:00-0800/2026-01-01T00:00-0800     | 12.95
                    """)
    void a_sale_counts_while_it_is_on(String period, String price) throws IOException {
        file("id,title,link,availability,price,sale_price,sale_price_effective_date\n"
                + "mug,Mug,https://shop.example/mug,in_stock,12.95 EUR,9.95 EUR," + period + "\n");
        assertThat(findings).isEmpty();
        assertThat(Product.bySku("mug").price()).isEqualTo(Money.of(price, "EUR"));
    }

    @Test
    void a_sale_at_a_time_that_is_none_is_refused() throws IOException {
        file("id,title,link,availability,price,sale_price,sale_price_effective_date\n"
                + "mug,Mug,https://shop.example/mug,in_stock,12.95 EUR,9.95 EUR,soon\n");
        assertThat(findings)
                .singleElement()
                .asString()
                .contains("'sale_price_effective_date' is 'soon', expected for example 2026-03-01T08:00+0100/");
    }

    @Test
    void a_shop_that_tells_its_earlier_prices_need_not_wait_for_a_month() throws IOException {
        feed("12.95", "9.95");
        assertThat(prices("""
                id,at,price,sale_price
                mug,2026-01-01T00:00:00Z,14.95 EUR,
                mug,2026-04-01T00:00:00Z,12.95 EUR,
                mug,2026-05-01T00:00:00Z,12.95 EUR,9.95 EUR
                jug,2026-05-01T00:00:00Z,12.95 EUR,
                mug,2027-05-01T00:00:00Z,12.95 EUR,
                """)).isEqualTo(3);
        assertThat(findings).hasSize(2);
        assertThat(findings.getFirst()).contains("prices.csv:6: 'at' is 2027-05-01T00:00:00Z, which is still to come");
        assertThat(findings.getLast()).contains("prices.csv:5: product 'jug' is not known; import products first");
        assertThat(oldPrice()).contains(Money.of("12.95", "EUR"));
        assertThat(prices("id,at,price\nmug,2026-04-01T00:00:00Z,12.95 EUR\n")).isZero();
    }

    @Test
    void what_was_told_when_it_took_effect_is_not_told_otherwise_later() throws IOException {
        feed("9.95", "");
        days(40);
        feed("12.95", "");
        days(1);
        feed("12.95", "9.90");
        assertThat(oldPrice()).contains(Money.of("9.95", "EUR"));
        assertThat(prices("id,at,price\nmug,2026-06-01T00:00:00Z,19.95 EUR\n")).isZero();
        assertThat(oldPrice()).contains(Money.of("9.95", "EUR"));
    }

    private long prices(String content) throws IOException {
        var file = Files.writeString(folder.resolve("prices.csv"), content);
        return earlier.run(file, it -> findings.add(it.toString()), Progress.UNSEEN);
    }

    private Optional<Money> oldPrice() {
        return Product.bySku("mug").oldPrice(clock.instant());
    }

    private void days(int count) {
        clock.advance(Duration.ofDays(count));
    }

    private void feed(String price, String salePrice) throws IOException {
        var sale = salePrice.isEmpty() ? "" : "<g:sale_price>" + salePrice + " EUR</g:sale_price>";
        var file = folder.resolve("feed.xml");
        Files.writeString(file, """
                <?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><item>
                <g:id>mug</g:id><title>Mug</title><link>https://shop.example/mug</link>
                <g:availability>in_stock</g:availability><g:price>%s EUR</g:price>%s</item></channel></rss>
                """.formatted(price, sale));
        products.run(file, it -> findings.add(it.toString()), Progress.UNSEEN);
        assertThat(findings).isEmpty();
    }

    private void file(String content) throws IOException {
        var file = Files.writeString(folder.resolve("products.csv"), content);
        products.run(file, it -> findings.add(it.toString()), Progress.UNSEEN);
    }
}
