package org.postille.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as far as it needs no server. */
class MainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @BeforeEach
    void a_folder_of_campaigns_and_one_of_templates() throws IOException {
        Files.createDirectories(folder.resolve("campaigns"));
        Files.createDirectories(folder.resolve("templates"));
        write(
                "templates/mail.mjml",
                "<mjml><mj-body><mj-section><mj-column><mj-text>[=salutation]</mj-text></mj-column>"
                        + "</mj-section></mj-body></mjml>");
        write("campaigns/good.yaml", campaign("good", "mail.mjml", "Hello"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String campaign(String name, String template, String subject) {
        return """
                campaign: %s
                basis: consent
                purpose: news
                schedule: { daily: "08:00", zone: customer }
                messages:
                  mail:
                    template: %s
                    subject: "%s"
                """.formatted(name, template, subject);
    }

    private int check() {
        return run("check", folder.resolve("campaigns").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--nonsense",
                "demo --port 99999",
                "preview",
                "preview birthday",
                "audience",
                "audience birthday --at yesterday",
                "import",
                "import products",
                "import nonsense file.csv",
                "check one two"
            })
    void a_call_that_cannot_be_understood_ends_with_2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("postille");
    }

    @Test
    void help_and_version_are_no_errors() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("serve", "check", "preview", "audience", "import", "train", "evaluate", "dns");
        assertThat(run("--version")).isZero();
        assertThat(run("preview", "--help")).isZero();
    }

    @Test
    void a_folder_without_mistakes_is_answered_with_0() {
        assertThat(check()).as(out.toString()).isZero();
        assertThat(err.toString()).contains("campaigns: 1, errors: none");
    }

    @Test
    void all_mistakes_of_all_campaigns_and_templates_come_in_one_run_with_their_places() throws IOException {
        write(
                "campaigns/key.yaml",
                campaign("key", "mail.mjml", "Hello [=customer.fistName!]").replace("purpose", "purpse"));
        write("campaigns/template.yaml", campaign("template", "mial.mjml", "Hello [=customer.fistName!]"));
        write("campaigns/subject.yaml", campaign("subject", "mail.mjml", "Hello [=customer.fistName!]"));
        write("campaigns/broken.yaml", campaign("broken", "faulty.mjml", "Hello"));
        write("campaigns/cart.yaml", campaign("cart", "mail.mjml", "Worth [=cart.value]"));
        write("campaigns/syntax.yaml", "campaign: [");
        write(
                "templates/faulty.mjml",
                "<mjml><mj-body>\n<mj-section><mj-column><mj-text>\n[=salutatoin] <a href=\"javascript:x\">x</a>\n<script>1</script>"
                        + "</mj-text></mj-column></mj-section></mj-body></mjml>");

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString().lines())
                .anyMatch(it -> it.contains("key.yaml:3:1: ") && it.contains("did you mean 'purpose'"))
                .anyMatch(it -> it.contains("key.yaml:8:") && it.contains("did you mean 'firstName'"))
                .anyMatch(it -> it.contains("faulty.mjml:3:") && it.contains("javascript:x"))
                .anyMatch(it -> it.contains("faulty.mjml:4:1: <script> is not allowed"))
                .anyMatch(it -> it.contains("template.yaml:7:") && it.contains("did you mean 'mail.mjml'"))
                .anyMatch(it -> it.contains("template.yaml:8:") && it.contains("did you mean 'firstName'"))
                .anyMatch(it -> it.contains("subject.yaml:8:") && it.contains("did you mean 'firstName'"))
                .anyMatch(it -> it.contains("cart.yaml:8:"))
                .anyMatch(it -> it.contains("syntax.yaml:1:"))
                .anyMatch(it -> it.contains("faulty.mjml:3:") && it.contains("did you mean 'salutation'"))
                .noneMatch(it -> it.contains("good.yaml"));
    }

    @Test
    void a_single_file_is_asked_for_its_own_mistakes() throws IOException {
        write("campaigns/key.yaml", campaign("key", "mail.mjml", "Hello").replace("purpose", "purpse"));

        assertThat(run("check", folder.resolve("campaigns/good.yaml").toString()))
                .isZero();
        assertThat(run("check", folder.resolve("campaigns/key.yaml").toString()))
                .isEqualTo(1);
    }

    @Test
    void what_may_not_be_in_a_mail_is_told_where_it_stands() throws IOException {
        write(
                "templates/mail.mjml",
                "<mjml><mj-body><mj-section><mj-column><mj-text>\nHello\n<a href=\"javascript:alert(1)\">x</a>"
                        + "</mj-text></mj-column></mj-section></mj-body></mjml>");
        assertThat(check()).isEqualTo(1);
        assertThat(out.toString()).contains("mail.mjml:3:10: the address 'javascript:alert(1)' is not allowed");
    }

    @Test
    void what_freemarker_says_comes_without_names_of_its_insides_or_ours() throws IOException {
        for (var code : new String[] {"[=customer?string]", "[=1e308?string('0')]"}) {
            write(
                    "templates/mail.mjml",
                    "<mjml><mj-body><mj-section><mj-column><mj-text>" + code
                            + "</mj-text></mj-column></mj-section></mj-body></mjml>");
            assertThat(check()).isEqualTo(1);
        }
        assertThat(out.toString())
                .contains("Expected a number, date, boolean or string")
                .contains("Encountered \"e308\"")
                .doesNotContain("org.postille", "DOT_DOT", "in template");
    }

    @Test
    void a_shop_folder_that_is_not_there_is_told_before_anything_is_started() {
        assertThat(run(
                        "demo",
                        "--port",
                        "28765",
                        "--shop",
                        folder.resolve("shp").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("a shop folder holds products.csv").doesNotContain("\tat ");
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThat(run("check", folder.resolve("campains").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no ", "campains").doesNotContain("\tat ");
    }
}
