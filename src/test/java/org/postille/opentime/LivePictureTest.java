package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.Ending;
import org.postille.campaign.definition.Place;
import org.postille.campaign.definition.Texts;
import org.postille.campaign.definition.Voucher;
import org.postille.opentime.voucher.VoucherImport;
import org.postille.opentime.voucher.Vouchers;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** Countdowns and vouchers, at the moment of opening. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LivePictureTest {

    private static final String CACHE_CONTROL = "no-cache, no-store, must-revalidate, max-age=0, private";
    private static final Texts TITLE =
            new Texts(java.util.Map.of("en", new Texts.Text("Ten percent", new Place("test.yaml", 1, 1))), "en");
    private static final Voucher POOL = new Voucher("cart-10", null, TITLE, null);

    @Inject
    Shop shop;

    @Inject
    Tokens tokens;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    LiveLinks links;

    @Inject
    Vouchers vouchers;

    @Inject
    VoucherImport codes;

    @TempDir
    Path folder;

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private byte[] countdown(Instant end, String language) {
        var answer = given().get(path(links.countdown(end, language)));
        answer.then().statusCode(200).contentType("image/gif").header("Cache-Control", CACHE_CONTROL);
        return answer.asByteArray();
    }

    @Test
    void a_countdown_shows_what_is_left_when_it_is_opened_and_then_that_it_is_over() {
        var end = clock.instant().plus(Duration.ofDays(2));
        var first = countdown(end, "de");
        assertThat(first.length).isLessThan(200_000);
        assertThat(countdown(end, "de")).isEqualTo(first);
        assertThat(countdown(end, "en")).isNotEqualTo(first);
        clock.advance(Duration.ofHours(1));
        var later = countdown(end, "de");
        assertThat(later).isNotEqualTo(first);
        clock.advance(Duration.ofDays(2));
        var over = countdown(end, "de");
        clock.advance(Duration.ofDays(200));
        assertThat(over).isNotEqualTo(later).isEqualTo(countdown(end, "de"));
    }

    @Test
    void a_forged_countdown_is_over() {
        var over = given().get("/t/forged.gif").asByteArray();
        given().get("/t/" + tokens.issue(Purpose.CLICK, 1, 2) + ".gif")
                .then()
                .statusCode(200)
                .header("Set-Cookie", nullValue());
        assertThat(countdown(clock.instant(), "en")).isEqualTo(over);
    }

    @Test
    void an_end_is_told_in_the_readers_words_and_zone() {
        var berlin = java.time.ZoneId.of("Europe/Berlin");
        var end = new Ending.At(java.time.LocalDateTime.parse("2026-11-30T23:59"), berlin);
        var instant = end.of(clock.instant(), java.time.ZoneId.of("America/New_York"));
        assertThat(instant).isEqualTo(Instant.parse("2026-11-30T22:59:00Z"));
        assertThat(Endings.inWords(instant, berlin, berlin, Locale.GERMANY)).isEqualTo("30. November 2026, 23:59");
        assertThat(Endings.inWords(instant, berlin, java.time.ZoneId.of("America/New_York"), Locale.US))
                .contains("November 30, 2026")
                .endsWith("(CET)");
        assertThat(new Ending.At(java.time.LocalDateTime.parse("2026-11-30T23:59"), null)
                        .of(clock.instant(), java.time.ZoneId.of("America/New_York")))
                .isEqualTo(Instant.parse("2026-12-01T04:59:00Z"));
        assertThat(new Ending.After(Duration.ofDays(3)).of(clock.instant(), berlin))
                .isEqualTo(clock.instant().plus(Duration.ofDays(3)));
    }

    private long message() throws IOException {
        Files.createDirectories(folder);
        settings.campaignsIn(folder);
        settings.writeCampaign("gift.yaml", """
                campaign: gift
                basis: consent
                purpose: offers
                schedule: { daily: "08:00", zone: customer }
                messages:
                  gift:
                    template: birthday.mjml
                    subject: Gift
                    countdown: { after: P14D }
                    voucher: { code: HELLO10, title: { de: Zehn Prozent, en: Ten percent }, after: P14D }
                    blocks:
                      matching: { strategy: personal, slots: 4 }
                """);
        campaigns.reload();
        shop.customer("anna");
        shop.consents("anna", "offers");
        shop.tampers("""
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at)
                values (?, 'test', 'gift', ?, 'offers', 'sent', ?, ?)""", campaigns.named("gift").id(), shop.customerId("anna"), clock.instant(), clock.instant());
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    @Test
    void a_voucher_shows_whether_it_is_still_good_and_nothing_to_who_left() throws IOException {
        var message = message();
        var link = path(links.voucher(message, clock.instant().plus(Duration.ofDays(14))));
        var good = given().get(link);
        good.then().statusCode(200).contentType("image/png").header("Cache-Control", CACHE_CONTROL);
        assertThat(good.asByteArray().length).isLessThan(60_000);
        assertThat(given().get(link).asByteArray()).isEqualTo(good.asByteArray());
        clock.advance(Duration.ofDays(15));
        var over = given().get(link).asByteArray();
        assertThat(over).isNotEqualTo(good.asByteArray());

        var neutral = given().get("/a/forged.png").asByteArray();
        assertThat(neutral).isNotEqualTo(over);
        assertThat(given().get(path(links.voucher(message + 1, null))).asByteArray())
                .isEqualTo(neutral);
        shop.withdraws("anna", "offers");
        assertThat(given().get(link).asByteArray()).isEqualTo(neutral);
        shop.tampers("delete from customer");
        assertThat(given().get(link).asByteArray()).isEqualTo(neutral);
    }

    private void pool(int from, int to) throws IOException {
        var csv = new StringBuilder("pool,code\n");
        LongStream.range(from, to)
                .forEach(it -> csv.append("cart-10,CODE-").append(it).append('\n'));
        var findings = new ArrayList<String>();
        codes.run(
                Files.writeString(folder.resolve("codes.csv"), csv.toString()),
                it -> findings.add(it.toString()),
                Progress.UNSEEN);
        assertThat(findings).isEmpty();
    }

    @Test
    void each_code_is_given_to_one_mail_and_kept_also_by_many_at_once() throws Exception {
        pool(0, 200);
        var mails = new ArrayList<Callable<String>>();
        for (var i = 0; i < 400; i++) {
            var message = i % 200 + 1L;
            mails.add(() -> vouchers.code(message, POOL));
        }
        var given = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var it : threads.invokeAll(mails)) {
                given.add(it.get());
            }
        }
        assertThat(new HashSet<>(given)).hasSize(200);
        assertThat(given.subList(0, 200)).isEqualTo(given.subList(200, 400));
        assertThatThrownBy(() -> vouchers.code(999, POOL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("'cart-10' have no code left")
                .hasMessageContaining("./postille import vouchers");
        pool(100, 201);
        assertThat(vouchers.code(999, POOL)).isEqualTo("CODE-200");
        assertThat(vouchers.code(1, POOL)).isEqualTo(given.getFirst());
    }

    @Test
    void codes_that_cannot_be_are_told_by_line_and_all_others_are_in() throws IOException {
        var findings = new ArrayList<String>();
        var stored = codes.run(
                Files.writeString(
                        folder.resolve("codes.csv"), "pool,code\ncart-10,A\ncart-10,\ncart-10,ü\n,B\ncart-10,C\n"),
                it -> findings.add(it.toString()),
                Progress.UNSEEN);
        assertThat(stored).isEqualTo(2);
        assertThat(findings).hasSize(3).allMatch(it -> it.contains("codes.csv:"));
        assertThat(List.of(shop.count("voucher_code"))).containsExactly(2L);
    }
}
