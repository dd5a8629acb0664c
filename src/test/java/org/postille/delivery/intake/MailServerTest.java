package org.postille.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener speaks SMTP to anybody, and takes mail to nobody but us. */
class MailServerTest {

    private record Taken(String mail, String sender, String recipient) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private MailServer server = serve(Dialogue.Protocol.SMTP);

    private MailServer serve(Dialogue.Protocol protocol) {
        return serve(protocol, MailServer.Limits.USUAL);
    }

    private MailServer serve(Dialogue.Protocol protocol, MailServer.Limits limits) {
        try {
            return new MailServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    protocol,
                    new Dialogue.Taker() {
                        @Override
                        public boolean takes(String address) {
                            return address.startsWith("b+ours");
                        }

                        @Override
                        public void take(byte[] mail, String sender, String recipient) {
                            if (away) {
                                throw new IllegalStateException("the database is away");
                            }
                            taken.add(new Taken(new String(mail, StandardCharsets.UTF_8), sender, recipient));
                        }
                    },
                    limits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** The other side of a connection. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        String answer() throws IOException {
            var line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            return line == null ? "closed" : line;
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        String say(String line) throws IOException {
            send(line + "\r\n");
            return answer();
        }

        Client greeted() throws IOException {
            assertThat(answer()).startsWith("220");
            assertThat(say("EHLO mx.example.net")).startsWith("250");
            return this;
        }

        Client addressed() throws IOException {
            greeted();
            assertThat(say("MAIL FROM:<> SIZE=500 BODY=8BITMIME")).startsWith("250");
            assertThat(say("RCPT TO:<b+ours@bounces.example>")).startsWith("250");
            assertThat(say("DATA")).startsWith("354");
            return this;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void a_mail_to_an_address_of_ours_is_taken_as_it_was_written() throws IOException {
        try (var client = new Client().addressed()) {
            assertThat(client.say("Subject: Undelivered\r\n\r\n..dots\r\n..\r\nline\nwith\rothers\r\n."))
                    .startsWith("250 2.0.0");
            assertThat(taken)
                    .containsExactly(new Taken(
                            "Subject: Undelivered\r\n\r\n.dots\r\n.\r\nline\nwith\rothers\r\n",
                            "",
                            "b+ours@bounces.example"));
            assertThat(client.say("MAIL FROM:<x@y.example>")).startsWith("250");
            assertThat(client.say("RCPT TO:<b+ours2@bounces.example>")).startsWith("250");
            assertThat(client.say("DATA")).startsWith("354");
            assertThat(client.say("Subject: second\r\n.")).startsWith("250");
            assertThat(client.say("QUIT")).startsWith("221");
            assertThat(client.answer()).isEqualTo("closed");
        }
        assertThat(taken).extracting(Taken::sender).containsExactly("", "x@y.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody@else.example", "b+guessed@bounces.example", "postmaster", "", "@", "b+ours"})
    void nothing_is_relayed_and_nobody_else_is_here(String address) throws IOException {
        try (var client = new Client().greeted()) {
            client.say("MAIL FROM:<>");
            var answer = client.say("RCPT TO:<" + address + ">");
            assertThat(answer).startsWith(address.equals("b+ours") ? "250" : "550 5.1.1");
        }
    }

    @Test
    void a_client_that_does_not_wait_is_answered_in_order() throws IOException {
        try (var client = new Client().greeted()) {
            for (var it : List.of(
                    "MAIL FROM:<>",
                    "RCPT TO:<nobody@x.example>",
                    "RCPT TO:<b+ours@x.example>",
                    "RCPT TO:<b+ours2@x.example>",
                    "DATA")) {
                client.send(it + "\r\n");
            }
            assertThat(client.answer()).startsWith("250");
            assertThat(client.answer()).startsWith("550");
            assertThat(client.answer()).startsWith("250");
            assertThat(client.answer()).startsWith("452 4.5.3");
            assertThat(client.answer()).startsWith("354");
            client.send("x\r\n.\r\nQUIT\r\n");
            assertThat(client.answer()).startsWith("250");
            assertThat(client.answer()).startsWith("221");
        }
        assertThat(taken).extracting(Taken::recipient).containsExactly("b+ours@x.example");
    }

    @Test
    void while_the_database_is_away_nothing_is_taken_and_the_mail_comes_again() throws IOException {
        away = true;
        try (var client = new Client().addressed()) {
            assertThat(client.say("x\r\n.")).startsWith("451 4.3.0");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void only_a_dot_between_true_ends_of_lines_ends_a_mail() throws IOException {
        try (var client = new Client().addressed()) {
            client.send("one\n.\nMAIL FROM:<evil@x.example>\r\n");
            client.send("two\r.\r\n");
            assertThat(client.say("three\r\n.")).startsWith("250");
        }
        assertThat(taken).singleElement().satisfies(it -> assertThat(it.mail()).contains("evil", "two", "three"));
    }

    @Test
    void a_mail_that_is_too_large_is_refused_before_or_after() throws IOException {
        try (var client = new Client().greeted()) {
            assertThat(client.say("MAIL FROM:<> SIZE=1048577")).startsWith("552 5.3.4");
            assertThat(client.say("MAIL FROM:<> SIZE=99999999999999999999")).startsWith("250");
        }
        try (var client = new Client().addressed()) {
            var line = "x".repeat(1022) + "\r\n";
            for (var i = 0; i < 1025; i++) {
                client.send(line);
            }
            assertThat(client.say(".")).startsWith("552 5.3.4");
            assertThat(client.say("NOOP")).startsWith("250");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void a_line_that_is_too_long_for_any_report_is_cut_and_the_mail_is_taken() throws IOException {
        try (var client = new Client().addressed()) {
            client.send("Subject: Undelivered\r\n\r\n" + "x".repeat(300_000) + "\r\n");
            assertThat(client.say("end\r\n.")).startsWith("250");
        }
        assertThat(taken).singleElement().satisfies(it -> {
            assertThat(it.mail()).endsWith("x\r\nend\r\n");
            assertThat(it.mail().length()).isBetween(260_000, 270_000);
        });
    }

    @Test
    void whoever_never_ends_is_cut_off() throws IOException {
        try (var client = new Client().addressed()) {
            client.send("x".repeat((1 << 24) + 1));
            assertThat(client.answer()).startsWith("421");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void commands_out_of_order_or_of_no_sense_are_told_so() throws IOException {
        try (var client = new Client()) {
            assertThat(client.answer()).startsWith("220");
            assertThat(client.say("MAIL FROM:<>")).startsWith("503");
            assertThat(client.say("LHLO x")).startsWith("500");
            assertThat(client.say("HELO x")).startsWith("250");
            assertThat(client.say("RCPT TO:<b+ours@x.example>")).startsWith("503");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("MAIL TO:<x>")).startsWith("501");
            assertThat(client.say("MAIL FROM:x@y.example")).startsWith("501");
            assertThat(client.say("MAIL FROM:<>")).startsWith("250");
            assertThat(client.say("MAIL FROM:<>")).startsWith("503");
            assertThat(client.say("RSET")).startsWith("250");
            assertThat(client.say("VRFY anna")).startsWith("252");
            assertThat(client.say("AUTH PLAIN x")).startsWith("500");
        }
    }

    @Test
    void whoever_makes_too_many_mistakes_is_sent_away() throws IOException {
        try (var client = new Client().greeted()) {
            var answer = "";
            for (var i = 0; i < 40 && !answer.startsWith("421"); i++) {
                answer = client.say("WHAT");
                answer = answer.startsWith("421") || i < 20 ? answer : client.answer();
            }
            assertThat(answer).startsWith("421");
            assertThat(client.answer()).isEqualTo("closed");
        }
    }

    @Test
    void a_line_without_end_is_cut() throws IOException {
        try (var client = new Client().greeted()) {
            client.send("MAIL FROM:<" + "x".repeat(5_000));
            assertThat(client.answer()).startsWith("500");
            assertThat(client.answer()).isEqualTo("closed");
        }
    }

    @Test
    void a_connection_that_breaks_within_a_mail_leaves_nothing() throws IOException {
        try (var client = new Client().addressed()) {
            client.send("Subject: half");
        }
        try (var client = new Client().addressed()) {
            assertThat(client.say("whole\r\n.")).startsWith("250");
        }
        assertThat(taken).hasSize(1);
    }

    @Test
    void too_many_connections_are_asked_to_come_again() throws IOException {
        server.close();
        server = serve(
                Dialogue.Protocol.SMTP, new MailServer.Limits(5, 10, Duration.ofMinutes(1), Duration.ofMinutes(15)));
        fills(5);
    }

    @Test
    void nobody_has_all_connections() throws IOException {
        assertThat(MailServer.Limits.USUAL.ofOneAddress()).isLessThan(MailServer.Limits.USUAL.connections() / 2);
        fills(MailServer.Limits.USUAL.ofOneAddress());
    }

    private void fills(int connections) throws IOException {
        var open = new java.util.ArrayList<Client>();
        try {
            for (var i = 0; i < connections; i++) {
                open.add(new Client().greeted());
            }
            try (var one = new Client()) {
                assertThat(one.answer()).startsWith("421 4.3.2");
            }
        } finally {
            for (var it : open) {
                it.close();
            }
        }
    }

    @Test
    void whoever_does_not_read_is_cut_off() throws IOException {
        server.close();
        server = serve(
                Dialogue.Protocol.SMTP, new MailServer.Limits(5, 5, Duration.ofSeconds(1), Duration.ofMinutes(15)));
        try (var client = new Client().greeted()) {
            assertThat(client.say("MAIL FROM:<>")).startsWith("250");
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> {
                                for (var i = 0; i < 1_000_000; i++) {
                                    client.send("RCPT TO:<b+ours@x.example>\r\n".repeat(100));
                                }
                            })
                            .isInstanceOf(IOException.class));
        }
    }

    @Test
    void a_connection_ends_when_its_time_is_over_whatever_is_said() throws IOException {
        server.close();
        server = serve(
                Dialogue.Protocol.SMTP, new MailServer.Limits(5, 5, Duration.ofMillis(600), Duration.ofMillis(1)));
        try (var client = new Client()) {
            assertThat(client.answer()).startsWith("220");
            assertThat(client.answer())
                    .satisfiesAnyOf(
                            it -> assertThat(it).startsWith("421"),
                            it -> assertThat(it).isEqualTo("closed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "RSET", "VRFY x", "HELP", "EHLO mx.example.net"})
    void whoever_brings_no_mail_is_sent_away(String command) throws IOException {
        try (var client = new Client().greeted()) {
            for (var i = 0; i < 49; i++) {
                assertThat(client.say(command)).startsWith("2");
            }
            client.say(command);
            assertThat(client.answer()).startsWith("421");
            assertThat(client.answer()).isEqualTo("closed");
        }
    }

    @Test
    void lmtp_is_greeted_in_its_own_way() throws IOException {
        server.close();
        server = serve(Dialogue.Protocol.LMTP);
        try (var client = new Client()) {
            assertThat(client.answer()).startsWith("220");
            assertThat(client.say("EHLO x")).startsWith("500");
            assertThat(client.say("LHLO x")).startsWith("250");
            client.say("MAIL FROM:<>");
            client.say("RCPT TO:<b+ours@x.example>");
            client.say("DATA");
            assertThat(client.say("x\r\n.")).startsWith("250");
        }
        assertThat(taken).hasSize(1);
    }
}
