package org.postille.demo.mailbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.campaign.Campaigns;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.Party;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SmtpRelay;
import org.postille.demo.page.Urls;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxPageTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    DemoMailbox demo;

    @Inject
    Campaigns campaigns;

    private Letter send(String recipient, String text, String html) {
        var mail = new Mail(
                new Party("hallo@news.example", text),
                "bounce@news.example",
                new Party(recipient, text),
                text,
                html,
                text + " https://news.example/page and so on",
                "page-test-" + NUMBER.incrementAndGet() + "@news.example",
                Instant.parse("2026-05-04T09:00:00Z"),
                new Mail.Listing(URI.create("https://news.example/u/token"), text, "page-test.news.example", null),
                false);
        try (var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", demo.smtpPort(), 1))) {
            assertThat(relay.send(mail)).isInstanceOf(Attempt.Accepted.class);
        }
        return demo.mailbox()
                .orElseThrow()
                .find(new Search(recipient, ""), 0, 1)
                .letters()
                .getFirst();
    }

    private static Document page(String address) {
        var answer = given().urlEncodingEnabled(false).get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.asString());
    }

    @Test
    void the_list_leads_to_the_mail_and_the_mail_to_its_views() {
        var letter = send("leads@shop.example", "Hello there", "<p>Hello</p>");
        var link = page("/mailbox?q=leads%40shop.example").expectFirst("ol.letters a");
        assertThat(link.attr("href")).isEqualTo("/mailbox/" + letter.id() + "?q=leads%40shop.example");
        var mail = page(link.attr("href"));
        assertThat(mail.expectFirst("h1").text()).isEqualTo("Hello there");
        assertThat(mail.expectFirst("iframe").attr("src")).isEqualTo("/mailbox/" + letter.id() + "/html");
        for (var tab : mail.select(".tabs a")) {
            assertThat(page(tab.attr("href")).select(".tabs a[aria-current]").text())
                    .isEqualTo(tab.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title></textarea><svg onload=alert(1)>",
            })
    void nothing_from_a_mail_becomes_part_of_a_page(String hostile) {
        var id = send("xss@shop.example", hostile, "<p>x</p>" + hostile).id();
        for (var address : new String[] {
            "/mailbox",
            "/mailbox?q=" + Urls.encoded(hostile),
            "/mailbox?campaign=page-test",
            "/mailbox/" + id,
            "/mailbox/" + id + "?view=text",
            "/mailbox/" + id + "?view=headers",
            "/mailbox/" + id + "?view=source"
        }) {
            var page = page(address);
            assertThat(page.select("script, img, svg, [onerror], [onload], [onmouseover], [onclick]"))
                    .as(address)
                    .isEmpty();
            assertThat(page.text()).as(address).contains("alert(1)");
        }
    }

    @Test
    void a_page_may_run_no_script_and_be_in_no_frame() {
        var policy = given().get("/mailbox").header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("script-src", "unsafe");
    }

    @Test
    void the_mail_itself_is_locked_into_a_sandbox() {
        var id = send("box@shop.example", "Hello", "<html><head><title>x</title></head><body>Hi</body></html>")
                .id();
        var answer = given().get("/mailbox/" + id + "/html");
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("sandbox ")
                .contains("default-src 'none'", "frame-ancestors 'self'")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
        assertThat(answer.asString()).contains("<head><base target=\"_blank\">");
        assertThat(page("/mailbox/" + id).expectFirst("iframe").attr("sandbox"))
                .doesNotContain("allow-scripts")
                .doesNotContain("allow-same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "source"})
    void the_raw_views_are_plain_text_for_every_browser(String view) {
        var id = send("raw@shop.example", "<b>Hello</b>", "<p>Hello</p>").id();
        var answer = given().get("/mailbox/" + id + "/" + view);
        assertThat(answer.contentType()).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void links_in_plain_text_can_be_followed() {
        var id = send("link@shop.example", "Hello", "<p>Hello</p>").id();
        assertThat(page("/mailbox/" + id + "?view=text").select("pre a").attr("href"))
                .isEqualTo("https://news.example/page");
    }

    @Test
    void a_mail_of_a_run_at_another_port_is_answered_by_this_one() {
        var letter = send(
                "earlier@example.com",
                "http://localhost:4711/c/abc",
                "<img src=\"http://localhost:4711/i/abc.jpg\"><a href=\"http://localhost:4711/other\">x</a>");
        assertThat(given().get("/mailbox/" + letter.id() + "/html").asString())
                .contains("http://localhost:8080/i/abc.jpg", "http://localhost:4711/other")
                .doesNotContain("4711/i/");
        assertThat(page("/mailbox/" + letter.id() + "?view=text")
                        .select("a[href]")
                        .eachAttr("href"))
                .contains("http://localhost:8080/c/abc");
    }

    @ParameterizedTest
    @CsvSource({"hour, same-origin, 303", "day, same-origin, 303", "year, same-origin, 404", "hour, cross-site, 404"})
    void only_the_mailbox_itself_moves_the_clock_and_only_by_its_steps(String by, String site, int status) {
        campaigns.reload();
        given().redirects()
                .follow(false)
                .header("Sec-Fetch-Site", site)
                .formParam("by", by)
                .post("/mailbox/clock")
                .then()
                .statusCode(status);
    }

    @Test
    void a_mail_that_is_not_there_is_said_to_be_missing() {
        var answer = given().get("/mailbox/999999999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("This mail is not here");
    }
}
