package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postille.base.Invalid;
import org.postille.delivery.smtp.Attempt.Accepted;
import org.postille.delivery.smtp.Attempt.NotOffered;
import org.postille.delivery.smtp.RelaySettings.StartTls;

class StartTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext selfSigned;
    private static SSLContext ofThisHost;

    @BeforeAll
    static void make_certificates_that_nobody_vouches_for() throws Exception {
        selfSigned = certificate("sink", "DNS:sink.example");
        ofThisHost = certificate("host", "IP:127.0.0.1");
    }

    private static SSLContext certificate(String name, String host) throws Exception {
        var store = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sink",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=sink.example",
                        "-ext",
                        "SAN=" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return context(store);
    }

    /** It has the certificate, and trusts it. */
    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("sink", keys.getCertificate("sink"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static SmtpRelay relay(
            SmtpSink sink, StartTls startTls, @Nullable Login login, @Nullable SSLContext trusted) {
        var settings = new RelaySettings(
                "127.0.0.1",
                sink.port(),
                startTls,
                login,
                "mail.news.example",
                1,
                100,
                Duration.ofSeconds(5),
                new RelaySettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5)));
        return new SmtpRelay(settings, Seal.NONE, trusted == null ? Trust.of(startTls) : trusted);
    }

    private static Attempt send(SmtpSink sink, StartTls startTls, @Nullable String password) {
        return send(sink, startTls, password == null ? null : new Login.Password("user", password), null);
    }

    private static Attempt send(SmtpSink sink, StartTls startTls, @Nullable Login login, @Nullable SSLContext trusted) {
        try (var relay = relay(sink, startTls, login, trusted)) {
            return relay.send(Mails.to("anna@shop.example"));
        }
    }

    @Test
    void required_means_that_a_relay_without_it_gets_no_mail() {
        try (var sink = new SmtpSink()) {
            assertThat(send(sink, StartTls.REQUIRED, null)).isInstanceOf(NotOffered.class);
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void required_means_that_a_relay_with_a_doubtful_certificate_gets_no_mail() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.REQUIRED, null)).isInstanceOf(NotOffered.class);
            assertThat(sink.commands()).contains("STARTTLS").noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void optional_takes_what_is_offered() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.OPTIONAL, null)).isInstanceOf(Accepted.class);
            assertThat(sink.commands()).contains("STARTTLS");
        }
        try (var sink = new SmtpSink()) {
            assertThat(send(sink, StartTls.OPTIONAL, null)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void off_means_off() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.OFF, null)).isInstanceOf(Accepted.class);
            assertThat(sink.commands()).doesNotContain("STARTTLS");
        }
    }

    @Test
    void the_right_password_is_accepted() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.OPTIONAL, "secret")).isInstanceOf(Accepted.class);
            assertThat(sink.commands()).anyMatch(line -> line.startsWith("AUTH PLAIN "));
        }
    }

    @Test
    void a_wrong_password_condemns_no_recipient() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.OPTIONAL, "wrong")).isInstanceOf(NotOffered.class);
        }
    }

    @Test
    void a_certificate_that_is_trusted_but_somebody_elses_gets_no_mail() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.REQUIRED, null, selfSigned)).isInstanceOf(NotOffered.class);
            assertThat(sink.commands()).contains("STARTTLS").noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StartTls.class,
            names = {"REQUIRED", "OPTIONAL"})
    void a_trusted_certificate_of_that_host_gets_mails_and_the_greeting_is_repeated(StartTls startTls) {
        try (var sink = new SmtpSink(ofThisHost)) {
            assertThat(send(sink, startTls, null, ofThisHost)).isInstanceOf(Accepted.class);
            assertThat(sink.commands())
                    .startsWith("EHLO mail.news.example", "STARTTLS", "EHLO mail.news.example")
                    .anyMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void implicit_means_encrypted_from_the_first_byte() {
        try (var sink = SmtpSink.encrypted(ofThisHost)) {
            assertThat(send(sink, StartTls.IMPLICIT, new Login.Password("user", "secret"), ofThisHost))
                    .isInstanceOf(Accepted.class);
            assertThat(sink.commands()).doesNotContain("STARTTLS");
        }
    }

    @Test
    void implicit_checks_the_certificate() {
        try (var sink = SmtpSink.encrypted(selfSigned)) {
            assertThat(send(sink, StartTls.IMPLICIT, null, null)).isInstanceOf(NotOffered.class);
            assertThat(send(sink, StartTls.IMPLICIT, null, selfSigned)).isInstanceOf(NotOffered.class);
            assertThat(sink.commands()).isEmpty();
        }
    }

    @Test
    void what_somebody_says_before_the_encryption_is_not_taken_for_the_relays_word() {
        try (var sink = new SmtpSink(ofThisHost).injecting("250 AUTH PLAIN")) {
            var attempt = send(sink, StartTls.REQUIRED, new Login.Password("user", "secret"), ofThisHost);
            assertThat(attempt).isInstanceOf(NotOffered.class);
            assertThat(attempt.reply().text()).contains("before the encryption");
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @ParameterizedTest
    @CsvSource({"secret, true", "wrong, false"})
    void a_relay_that_knows_only_login_is_asked_that_way(String password, boolean right) {
        try (var sink = new SmtpSink(ofThisHost).offeringLogins("CRAM-MD5 LOGIN")) {
            var attempt = send(sink, StartTls.REQUIRED, new Login.Password("user", password), ofThisHost);
            assertThat(attempt).isInstanceOf(right ? Accepted.class : NotOffered.class);
            assertThat(sink.commands()).contains("AUTH LOGIN");
        }
    }

    @ParameterizedTest
    @CsvSource({"secret, true", "expired, false"})
    void a_token_is_told_by_xoauth2(String token, boolean right) {
        try (var sink = new SmtpSink(ofThisHost).offeringLogins("PLAIN XOAUTH2")) {
            var attempt = send(sink, StartTls.REQUIRED, new Login.Token("user", () -> token), ofThisHost);
            assertThat(attempt).isInstanceOf(right ? Accepted.class : NotOffered.class);
            assertThat(attempt.reply().code()).isEqualTo(right ? 250 : 535);
        }
    }

    @Test
    void a_token_file_is_read_at_each_login() throws IOException {
        var file = folder.resolve("token");
        try (var sink = new SmtpSink(ofThisHost).offeringLogins("XOAUTH2");
                var relay = relay(sink, StartTls.REQUIRED, Login.tokenFile("user", file), ofThisHost)) {
            assertThat(relay.send(Mails.to("anna@shop.example")).reply().text()).contains(file.toString());
            Files.writeString(file, "secret\n");
            assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void a_relay_that_offers_no_login_that_fits_is_not_told_anything() {
        try (var sink = new SmtpSink(ofThisHost).offeringLogins("CRAM-MD5")) {
            var attempt = send(sink, StartTls.REQUIRED, new Login.Password("user", "secret"), ofThisHost);
            assertThat(attempt).isInstanceOf(NotOffered.class);
            assertThat(attempt.reply().text()).contains("CRAM-MD5");
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void a_refused_login_says_what_to_do_and_is_not_tried_again_at_once() {
        try (var sink = new SmtpSink(ofThisHost);
                var relay = relay(sink, StartTls.REQUIRED, new Login.Password("user", "wrong"), ofThisHost)) {
            var first = relay.send(Mails.to("anna@shop.example"));
            assertThat(first.reply().toString())
                    .startsWith("535 5.7.8 who are you?")
                    .contains("relay.user");
            assertThat(relay.send(Mails.to("anna@shop.example"))).isEqualTo(first);
            assertThat(sink.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobody_prints_a_secret() {
        assertThat(new Login.Password("user", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(new Login.Token("user", () -> "s3cret").toString()).isEqualTo("user");
    }

    @Test
    void a_password_does_not_leave_this_machine_unprotected() {
        assertThatThrownBy(() -> new RelaySettings(
                        "smtp.example",
                        587,
                        StartTls.OPTIONAL,
                        new Login.Password("user", "secret"),
                        "mail.news.example",
                        1,
                        100,
                        Duration.ofSeconds(5),
                        RelaySettings.plain("localhost", 25, 1).timeouts()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("STARTTLS");
    }
}
