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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Invalid;
import org.postille.delivery.smtp.Attempt.Accepted;
import org.postille.delivery.smtp.Attempt.Deferred;
import org.postille.delivery.smtp.RelaySettings.StartTls;

class StartTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext selfSigned;

    @BeforeAll
    static void make_a_certificate_that_nobody_vouches_for() throws Exception {
        var store = folder.resolve("sink.p12");
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
        selfSigned = context(store);
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Attempt send(SmtpSink sink, StartTls startTls, @Nullable String password) {
        var settings = new RelaySettings(
                "127.0.0.1",
                sink.port(),
                startTls,
                password == null ? null : "user",
                password,
                "mail.news.example",
                1,
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
        try (var relay = new SmtpRelay(settings)) {
            return relay.send(Mails.to("anna@shop.example"));
        }
    }

    @Test
    void required_means_that_a_relay_without_it_gets_no_mail() {
        try (var sink = new SmtpSink()) {
            assertThat(send(sink, StartTls.REQUIRED, null)).isInstanceOf(Deferred.class);
            assertThat(sink.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void required_means_that_a_relay_with_a_doubtful_certificate_gets_no_mail() {
        try (var sink = new SmtpSink(selfSigned)) {
            assertThat(send(sink, StartTls.REQUIRED, null)).isInstanceOf(Deferred.class);
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
            assertThat(send(sink, StartTls.OPTIONAL, "wrong")).isInstanceOf(Deferred.class);
        }
    }

    @Test
    void a_password_does_not_leave_this_machine_unprotected() {
        assertThatThrownBy(() -> new RelaySettings(
                        "smtp.example",
                        587,
                        StartTls.OPTIONAL,
                        "user",
                        "secret",
                        "mail.news.example",
                        1,
                        100,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("STARTTLS");
    }
}
