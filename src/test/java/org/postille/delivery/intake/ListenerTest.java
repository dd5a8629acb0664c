package org.postille.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.Post;
import org.postille.delivery.feedback.Reports;
import org.postille.testing.Shop;
import org.postille.testing.TestDatabase;

/** A mail server hands bounces to the listener, and they count. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ListenerTest {

    @Inject
    Listener listener;

    @Inject
    Post post;

    @Inject
    Shop shop;

    @AfterEach
    void close() throws IOException {
        listener.close(new ShutdownEvent());
    }

    private static void send(int port, String to, byte[] mail) throws Exception {
        send(port, "<>", to, mail);
    }

    private static void send(int port, String from, String to, byte[] mail) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(port));
        properties.setProperty("mail.smtp.from", from);
        var message = new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(mail));
        Transport.send(message, new InternetAddress[] {new InternetAddress(to)});
        assertThat(message.getRecipients(Message.RecipientType.TO)).isNotEmpty();
    }

    @Test
    void a_bounce_by_smtp_counts() throws Exception {
        var port = listener.open("127.0.0.1:0", "smtp");
        post.reader("anna");
        var mail = post.sent("anna");

        send(port, post.verp(mail), Reports.dsn("x@y.example", "anna@example.com", "5.1.1", "550 5.1.1 User unknown"));

        assertThat(post.suppression("anna")).startsWith("all:");
        assertThat(shop.value("select source from bounce")).isEqualTo("smtp");
        assertThatThrownBy(() -> send(port, "b+x@y.example", Reports.vacation("b+x@y.example")))
                .isInstanceOf(SendFailedException.class);
    }

    @Test
    void who_sent_it_tells_a_bounce_from_what_somebody_writes_about_one() throws Exception {
        var port = listener.open("127.0.0.1:0", "smtp");
        post.reader("anna");
        var mail = post.sent("anna");
        var text = Reports.letter(post.verp(mail), "Undelivered Mail Returned to Sender", """
                This is the mail system at host mx.example.net.

                <anna@example.com>: host mx.example.net said: 550 5.1.1 user unknown (in reply to RCPT TO command)
                """);

        send(port, "anna@example.com", post.verp(mail), text);
        assertThat(shop.count("bounce")).isZero();
        assertThat(post.suppression("anna")).isEmpty();

        send(port, post.verp(mail), text);
        assertThat(post.suppression("anna")).startsWith("all:");
    }

    @Test
    void a_mail_to_unsubscribe_unsubscribes() throws Exception {
        var port = listener.open("127.0.0.1:0", "smtp");
        post.reader("anna");
        var mail = post.sent("anna");

        send(port, post.unsubscribe(mail), Reports.letter(post.unsubscribe(mail), "unsubscribe"));

        assertThat(post.agrees("anna")).isFalse();
        assertThat(shop.value("select ended_by from consent")).isEqualTo("unsubscribe by smtp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2525", "localhost", "localhost:99999", "localhost:x", "no.such.host.invalid:2525"})
    void an_address_that_is_none_is_refused(String address) {
        assertThatThrownBy(() -> listener.open(address, "smtp"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("postille.bounces.listen");
    }

    @ParameterizedTest
    @CsvSource({"pop3", "''", "esmtp"})
    void a_protocol_that_is_none_is_refused(String protocol) {
        assertThatThrownBy(() -> listener.open("127.0.0.1:0", protocol))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected smtp or lmtp");
    }
}
