package org.postille.delivery.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.smtp.Attempt.Accepted;
import org.postille.delivery.smtp.Attempt.Deferred;
import org.postille.delivery.smtp.Attempt.NotOffered;
import org.postille.delivery.smtp.Attempt.Rejected;
import org.postille.delivery.smtp.Attempt.Unknown;

class SmtpRelayTest {

    private final SmtpSink sink = new SmtpSink();
    private final SmtpRelay relay = relay(1, 1000, Duration.ofSeconds(20));

    private SmtpRelay relay(int connections, int mailsPerConnection, Duration readTimeout) {
        return new SmtpRelay(settings(connections, mailsPerConnection, readTimeout));
    }

    private RelaySettings settings(int connections, int mailsPerConnection, Duration readTimeout) {
        return new RelaySettings(
                "127.0.0.1",
                sink.port(),
                RelaySettings.StartTls.OFF,
                null,
                "mail.news.example",
                connections,
                mailsPerConnection,
                Duration.ofSeconds(20),
                new RelaySettings.Timeouts(Duration.ofSeconds(2), readTimeout, readTimeout));
    }

    @AfterEach
    void stop() {
        sink.close();
        relay.close();
    }

    @Test
    void a_mail_that_the_relay_takes_is_accepted() {
        assertThat(relay.send(Mails.to("anna@shop.example"))).isEqualTo(new Accepted(new Reply(250, "2.0.0 queued")));
        assertThat(sink.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("bounce@bounces.example");
            assertThat(mail.recipient()).isEqualTo("anna@shop.example");
        });
    }

    @Test
    void the_bytes_at_the_relay_are_the_composed_ones() {
        var mail = Mails.to("anna@shop.example");
        relay.send(mail);
        assertThat(sink.mails().getFirst().bytes()).isEqualTo(Composer.compose(mail));
    }

    @Test
    void a_4xx_to_the_recipient_defers() {
        assertThat(relay.send(Mails.to("451@shop.example")))
                .isEqualTo(new Deferred(new Reply(451, "4.1.1 as you asked")));
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void a_second_attempt_after_a_4xx_may_succeed() {
        assertThat(relay.send(Mails.to("451-once@shop.example"))).isInstanceOf(Deferred.class);
        assertThat(relay.send(Mails.to("451-once@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.connections()).isEqualTo(1);
    }

    @Test
    void a_5xx_to_the_recipient_rejects() {
        var attempt = relay.send(Mails.to("550@shop.example"));
        assertThat(attempt).isEqualTo(new Rejected(new Reply(550, "5.1.1 as you asked")));
        assertThat(attempt.reply().enhanced()).contains("5.1.1");
    }

    @Test
    void a_rejection_does_not_cost_the_connection_nor_the_next_mail() {
        relay.send(Mails.to("550@shop.example"));
        assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.connections()).isEqualTo(1);
    }

    @Test
    void a_4xx_to_the_content_defers() {
        assertThat(relay.send(Mails.to("452-data@shop.example")).reply().code()).isEqualTo(452);
        assertThat(relay.send(Mails.to("452-data@shop.example"))).isInstanceOf(Deferred.class);
    }

    @Test
    void a_5xx_to_the_content_rejects() {
        assertThat(relay.send(Mails.to("554-data@shop.example"))).isInstanceOf(Rejected.class);
        assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"530", "535"})
    void a_relay_that_wants_other_credentials_does_not_condemn_the_recipient(String code) {
        assertThat(relay.send(Mails.to(code + "@shop.example"))).isInstanceOf(Deferred.class);
    }

    @Test
    void a_421_defers_and_the_next_mail_takes_a_new_connection() {
        assertThat(relay.send(Mails.to("421@shop.example")))
                .isEqualTo(new Deferred(new Reply(421, "4.1.1 as you asked")));
        assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void a_connection_lost_within_a_large_mail_defers() {
        assertThat(relay.send(Mails.large("drop-in-data@shop.example", 8_000_000)))
                .isInstanceOf(Deferred.class);
        assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void a_connection_lost_after_the_final_dot_is_unknown() {
        var attempt = relay.send(Mails.to("drop-after-dot@shop.example"));
        assertThat(attempt).isInstanceOf(Unknown.class);
        assertThat(attempt.reply().code()).isZero();
        assertThat(sink.mails()).as("never sent a second time by itself").hasSize(1);
    }

    @Test
    void a_relay_that_does_not_answer_after_the_final_dot_is_unknown() {
        try (var impatient = relay(1, 1000, Duration.ofMillis(200))) {
            assertThat(impatient.send(Mails.to("slow@shop.example"))).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void a_slow_answer_is_waited_for() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempt = threads.submit(() -> relay.send(Mails.to("slow@shop.example")));
            await().until(() -> sink.mails().size() == 1);
            assertThat(attempt.isDone()).isFalse();
            sink.hurry();
            assertThat(attempt.get()).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void where_there_is_no_relay_no_mail_is_offered() throws IOException {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        try (var nowhere = new SmtpRelay(RelaySettings.plain("127.0.0.1", nobody, 1))) {
            assertThat(nowhere.send(Mails.to("anna@shop.example"))).isInstanceOf(NotOffered.class);
        }
    }

    @Test
    void mails_share_one_connection_and_cost_three_commands_each() {
        for (var i = 0; i < 50; i++) {
            assertThat(relay.send(Mails.to("c" + i + "@shop.example"))).isInstanceOf(Accepted.class);
        }
        assertThat(sink.connections()).isEqualTo(1);
        assertThat(sink.commands()).hasSize(1 + 50 * 3);
    }

    @Test
    void the_socket_sends_without_delay() throws Exception {
        var connection = RelayConnection.open(settings(1, 1, Duration.ofSeconds(20)), SSLContext.getDefault());
        assertThat(connection.wire().socket().getTcpNoDelay()).isTrue();
        connection.quit();
    }

    @Test
    void a_connection_that_has_nothing_to_do_is_ended_with_a_goodbye() {
        var settings = settings(1, 1000, Duration.ofSeconds(20));
        var impatient = new RelaySettings(
                settings.host(),
                settings.port(),
                settings.startTls(),
                null,
                settings.heloName(),
                1,
                1000,
                Duration.ofMillis(50),
                settings.timeouts());
        try (var other = new SmtpRelay(impatient)) {
            other.send(Mails.to("anna@shop.example"));
            await().untilAsserted(() -> assertThat(sink.commands()).endsWith("QUIT"));
            assertThat(other.send(Mails.to("anna@shop.example"))).isInstanceOf(Accepted.class);
        }
        assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void a_relay_that_stops_taking_what_is_sent_is_given_up() throws IOException {
        try (var deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var many = new SmtpRelay(new RelaySettings(
                        "127.0.0.1",
                        deaf.getLocalPort(),
                        RelaySettings.StartTls.OFF,
                        null,
                        "mail.news.example",
                        1,
                        1000,
                        Duration.ofMillis(200),
                        new RelaySettings.Timeouts(
                                Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(30))))) {
            Thread.ofVirtual().start(() -> goesDeaf(deaf));
            assertThat(many.send(Mails.large("anna@shop.example", 20_000_000))).isInstanceOf(Deferred.class);
        }
    }

    /** Takes everything up to DATA, and then no more. */
    private static void goesDeaf(ServerSocket server) {
        try {
            var socket = server.accept();
            socket.getOutputStream()
                    .write("220 a\r\n250-b\r\n250 PIPELINING\r\n250 c\r\n250 d\r\n354 e\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_connection_the_relay_closed_meanwhile_is_replaced_without_loss_or_duplicate() {
        relay.send(Mails.to("one@shop.example"));
        sink.hangUp();
        assertThat(relay.send(Mails.to("two@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.mails())
                .extracting(SmtpSink.Received::recipient)
                .containsExactly("one@shop.example", "two@shop.example");
        assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void a_goodbye_to_a_kept_connection_is_no_outcome_of_the_mail() {
        relay.send(Mails.to("one@shop.example"));
        sink.sayGoodbyeToNextMail();
        assertThat(relay.send(Mails.to("two@shop.example"))).isInstanceOf(Accepted.class);
        assertThat(sink.mails()).hasSize(2);
    }

    @Test
    void a_goodbye_to_a_new_connection_too_defers() {
        relay.send(Mails.to("one@shop.example"));
        sink.sayGoodbyeToNextMail();
        sink.sayGoodbyeToNextMail();
        assertThat(relay.send(Mails.to("two@shop.example")).reply().code()).isEqualTo(421);
        assertThat(sink.connections()).as("tried once more, not for ever").isEqualTo(2);
    }

    @Test
    void a_connection_carries_no_more_mails_than_set() {
        try (var careful = relay(1, 2, Duration.ofSeconds(20))) {
            for (var i = 0; i < 5; i++) {
                careful.send(Mails.to("c" + i + "@shop.example"));
            }
        }
        assertThat(sink.connections()).isEqualTo(3);
        assertThat(sink.mails()).hasSize(5);
    }

    private List<Attempt> sendAtOnce(SmtpRelay by, int mails) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Attempt>> tasks = IntStream.range(0, mails)
                    .<Callable<Attempt>>mapToObj(i -> () -> by.send(Mails.to("c" + i + "@shop.example")))
                    .toList();
            return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void where_the_relay_lets_few_connections_in_all_mails_go_over_those() throws Exception {
        sink.lettingIn(3);
        try (var many = relay(8, 1000, Duration.ofSeconds(20))) {
            assertThat(sendAtOnce(many, 200)).hasOnlyElementsOfType(Accepted.class);
            sink.lettingIn(0);
            assertThat(sendAtOnce(many, 50)).as("those that are kept").hasOnlyElementsOfType(Accepted.class);
        }
        assertThat(sink.mails()).hasSize(250);
    }

    @Test
    void where_the_relay_lets_nobody_in_no_mail_waits_for_that() throws Exception {
        sink.lettingIn(0);
        try (var many = relay(8, 1000, Duration.ofSeconds(20))) {
            assertThat(sendAtOnce(many, 50)).containsOnly(new NotOffered(new Reply(421, "4.7.0 too many connections")));
            sink.lettingIn(1000);
            assertThat(sendAtOnce(many, 50)).hasOnlyElementsOfType(Accepted.class);
        }
    }

    @Test
    void many_threads_lose_and_double_nothing() throws Exception {
        Set<String> senders = ConcurrentHashMap.newKeySet();
        try (var many = relay(8, 1000, Duration.ofSeconds(20));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Attempt>> tasks = IntStream.range(0, 400)
                    .<Callable<Attempt>>mapToObj(i -> () -> many.send(Mails.to("c" + i + "@shop.example")))
                    .toList();
            for (Future<Attempt> attempt : threads.invokeAll(tasks)) {
                assertThat(attempt.get()).isInstanceOf(Accepted.class);
            }
        }
        for (var mail : sink.mails()) {
            senders.add(mail.recipient());
        }
        assertThat(sink.mails()).hasSize(400);
        assertThat(senders).hasSize(400);
        assertThat(sink.connections()).isLessThanOrEqualTo(8);
    }

    @Test
    void closing_says_goodbye_and_later_mails_are_not_offered() {
        relay.send(Mails.to("anna@shop.example"));
        relay.close();
        await().untilAsserted(() -> assertThat(sink.commands()).endsWith("QUIT"));
        assertThat(relay.send(Mails.to("anna@shop.example"))).isInstanceOf(NotOffered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a b@shop.example", "a@shop..example", "@shop.example", "a@localhost"})
    void an_address_that_cannot_be_written_to_is_rejected_before_the_relay_hears_of_it(String address) {
        var attempt = relay.send(Mails.to(address));
        assertThat(attempt).isInstanceOf(Rejected.class);
        assertThat(attempt.reply().code()).isEqualTo(553);
        assertThat(attempt.reply().enhanced()).isPresent();
        assertThat(sink.commands()).isEmpty();
    }

    @Test
    void a_domain_with_other_letters_goes_out_in_ascii() {
        relay.send(Mails.to("anna@MÜNCHEN.example"));
        assertThat(sink.mails().getFirst().recipient()).isEqualTo("anna@xn--mnchen-3ya.example");
    }
}
