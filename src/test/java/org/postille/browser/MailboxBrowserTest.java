package org.postille.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.campaign.Campaigns;
import org.postille.delivery.Heartbeat;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.Party;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SmtpRelay;
import org.postille.demo.mailbox.DemoMailbox;
import org.postille.demo.storefront.Articles;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestMailbox;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(TestMailbox.class)
class MailboxBrowserTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SERVER = "http://localhost:8080";
    private static @Nullable Chromium chromium;

    @Inject
    DemoMailbox mailbox;

    @Inject
    DataSource database;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    Campaigns campaigns;

    @Inject
    Training training;

    @Inject
    Heartbeat heartbeat;

    private BrowserContext context;
    private Page page;

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Browser browser() {
        if (chromium == null) {
            chromium = new Chromium(RestAssured.port);
        }
        return chromium.browser();
    }

    @BeforeEach
    void open() {
        context = browser().newContext(new Browser.NewContextOptions().setViewportSize(1360, 860));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void send(String name, String recipient, String campaign, String subject, String html, String text) {
        var mail = new Mail(
                new Party("post@nordlys.example", "Nordlys"),
                "bounce@nordlys.example",
                new Party(recipient, name),
                subject,
                html,
                text,
                "browser-test-" + NUMBER.incrementAndGet() + "@nordlys.example",
                Instant.parse("2026-05-04T07:00:00Z"),
                new Mail.Listing(
                        URI.create(SERVER + "/u/token"),
                        campaign,
                        campaign.toLowerCase(Locale.ROOT).replace(' ', '-') + ".nordlys.example",
                        null),
                false);
        try (var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", mailbox.smtpPort(), 1))) {
            assertThat(relay.send(mail)).isInstanceOf(Attempt.Accepted.class);
        }
    }

    private String html(String... skus) {
        var slots = new StringBuilder();
        for (var sku : skus) {
            slots.append(
                    "<a href=\"%s/shop/p/%s\"><img src=\"%s/shop/photo/%s\" width=\"170\" height=\"170\" alt=\"A product\"></a> "
                            .formatted(SERVER, sku, SERVER, sku));
        }
        return """
                <!doctype html><html><head><title>Mail</title></head>
                <body style="margin:0;background:#f4f1ea;font-family:Georgia,serif;color:#333">
                <div style="max-width:600px;margin:24px auto;background:#fff;padding:32px;text-align:center">
                <h1 style="font-weight:normal">Alles Gute zum Geburtstag!</h1>
                <p>Liebe Anna, wir haben drei Dinge für dich ausgesucht.</p>%s
                <p style="font-size:12px;color:#888">Nordlys GmbH, Musterweg 1, 20095 Hamburg</p></div></body></html>""".formatted(slots);
    }

    private void shot(Page what, String name) {
        what.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** From the shop's history to the product page, with nothing put in by hand on the way. */
    @Test
    void a_birthday_mail_shows_pictures_and_the_second_leads_to_its_product() {
        var articles = new Articles(database);
        for (var i = 0; i < 12; i++) {
            articles.put(
                    "gift-" + i, "Geschenk Nr. " + i, i % 2 == 0 ? "Home > Table" : "Home > Bath", (10 + i) + ".50");
        }
        for (var i = 0; i < 8; i++) {
            shop.customer("c" + i);
            for (var product = 0; product < 12; product++) {
                if ((i * 7 + product * 5) % 4 > 0) {
                    shop.ordered("c" + i, "gift-" + product);
                }
            }
        }
        shop.customer("anna", anna -> anna.email("anna.chain@kunden.example").bornOn("1985-05-05"));
        shop.consents("anna", "offers");
        shop.ordered("anna", "gift-1", "gift-2");
        training.train();
        campaigns.reload();
        heartbeat.run();
        clock.set(Instant.parse("2026-05-05T06:00:30Z"));
        heartbeat.run();

        var window = MailboxWindow.open(page, SERVER);
        window.search("anna.chain");
        window.openMail("Alles Gute zum Geburtstag, Anna");
        assertThat(window.pictureWidths(4)).allMatch(width -> width.intValue() > 100);
        shot(page, "birthday");

        var message = "(select max(id) from message where customer_id = " + shop.customerId("anna") + ")";
        var decided = "from decision d join product p on p.id = d.product_id where d.message_id = " + message;
        assertThat(shop.count(decided.substring("from ".length()))).isEqualTo(4);
        var second = shop.value("select p.sku " + decided + " and d.slot = 1");
        // The voucher's picture leads to the shop and comes first.
        var product = window.clickPicture("/c/", 2);
        assertThat(product.locator("article.product").getAttribute("data-sku")).isEqualTo(second);
        assertThat(product.url()).isEqualTo(SERVER + "/shop/p/" + second);
        assertThat(shop.value("select p.sku " + decided + " and d.slot = 1"))
                .as("the click changed nothing")
                .isEqualTo(second);
    }

    @Test
    void a_click_on_a_picture_of_a_mail_lands_on_the_product_it_shows() {
        var articles = new Articles(database);
        var skus = List.of("mug-1", "vase-2", "bowl-3");
        skus.forEach(sku -> articles.put(sku, "Artikel " + sku, "Home > Table", "24.90"));
        send(
                "Anna Müller",
                "anna.mueller@kunden.example",
                "Geburtstag",
                "Alles Gute, Anna! 🎂",
                html("mug-1", "vase-2", "bowl-3"),
                "Liebe Anna, alles Gute zum Geburtstag!");

        var window = MailboxWindow.open(page, SERVER);
        window.search("anna.mueller");
        window.openMail("Alles Gute, Anna");
        assertThat(window.pictureWidths(3)).hasSize(3).allMatch(width -> width.intValue() == 480);
        shot(page, "mail");

        var shop = window.clickPicture("/shop/p/", 1);
        assertThat(shop.url()).isEqualTo(SERVER + "/shop/p/vase-2");
        assertThat(shop.locator("article.product").getAttribute("data-sku")).isEqualTo("vase-2");
        shot(shop, "product");
    }

    @Test
    void a_script_in_a_mail_does_not_run() {
        var hostile =
                "<script>top.document.title='owned';document.title='owned'</script><img src=x onerror=\"alert(1)\"><b id=safe>still here</b>";
        send(
                "<script>alert(1)</script>",
                "mallory@evil.example",
                "Geburtstag",
                "<img src=x onerror=alert(1)>",
                hostile,
                hostile);
        page.onDialog(dialog -> {
            throw new AssertionError("a script ran: " + dialog.message());
        });
        var window = MailboxWindow.open(page, SERVER);
        window.search("mallory");
        window.openMail("onerror");
        assertThat(window.mail().locator("#safe").textContent()).isEqualTo("still here");
        assertThat(page.title()).doesNotContain("owned");
        for (var tab : List.of("Plain text", "Headers", "Source")) {
            page.getByText(tab, new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.title()).endsWith("Postille mailbox");
        }
        shot(page, "source");
    }

    @Test
    void the_mailbox_can_be_used_with_the_keyboard_alone() {
        send("Carla Weiß", "carla@kunden.example", "Newsletter", "Neu im Mai", html(), "Neu im Mai");
        MailboxWindow.open(page, SERVER);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#main");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.locator("article.mail").waitFor();
        assertThat(page.locator("h1").textContent()).isEqualTo("Neu im Mai");
    }

    @Test
    void the_pages_fit_every_screen() {
        var articles = new Articles(database);
        var titles = List.of(
                "Becher Sørland",
                "Vase Lofoten",
                "Schale Halland",
                "Teekanne Bergen",
                "Teller Malmö",
                "Krug Visby",
                "Brotdose Umeå");
        for (var i = 0; i < titles.size(); i++) {
            articles.put(
                    "item-" + i,
                    titles.get(i),
                    i % 3 == 0 ? "Home > Kitchen" : i % 3 == 1 ? "Garden" : "Home > Living room",
                    (9 + 7 * i) + ".90");
        }
        var names = List.of(
                "Anna Müller",
                "Jonas Öztürk",
                "Marie-Luise von Hohenberg",
                "Ben O'Connor",
                "Søren Kierkegaard",
                "Ines Brandt",
                "Tom",
                "Lea Winter");
        for (var name : names) {
            var address = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".") + "@kunden.example";
            send(
                    name,
                    address,
                    "Geburtstag",
                    "Alles Gute, " + name + "! 🎂",
                    html("item-0", "item-1", "item-2"),
                    "Liebe Grüße zum Geburtstag! Wir haben drei Dinge für dich ausgesucht, die zu dir passen.");
            send(
                    name,
                    address,
                    "Warenkorb-Erinnerung",
                    name + ", Ihr Warenkorb wartet",
                    html("item-3"),
                    "Sie haben etwas vergessen: Becher Sørland, 12,95 €. Er liegt noch da.");
            send(
                    name,
                    address,
                    "Neu im Sortiment",
                    "Frisch eingetroffen: Teekanne Bergen",
                    html("item-3", "item-4"),
                    "Eine Teekanne, die den Tag entschleunigt. Jetzt bei uns.");
        }
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (var width : new int[] {1360, 390}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.setViewportSize(width, 860);
                var suffix = "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                var window = MailboxWindow.open(page, SERVER);
                fits("list" + suffix);
                window.openMail("Alles Gute, Lea");
                window.pictureWidths(3);
                fits("mail" + suffix);
                if (width > 400) {
                    page.getByText("Phone").click();
                    fits("phone" + suffix);
                }
                for (var path : List.of("/shop", "/shop/c/Home", "/shop/p/item-3")) {
                    page.navigate(SERVER + path);
                    fits(path.replace('/', '_').substring(1) + suffix);
                }
            }
        }
    }

    /** Nothing sticks out to the side. */
    private void fits(String name) {
        shot(page, name);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name)
                .isEqualTo(true);
    }
}
