package org.postille.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mails;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SmtpRelay;

class SinkTest {

    @TempDir
    private Path folder;

    @Test
    void it_takes_mails_names_them_in_its_log_and_hangs_up_as_told() throws Exception {
        var log = folder.resolve("log");
        var anna = Mails.to("anna@shop.example");
        var bert = Mails.large("bert@shop.example", 300_000);
        try (var sink = new SinkProcess("--delay", "1", "--log", log.toString(), "--drop-after-dot-every", "2");
                var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", sink.port(), 1))) {
            var attempt = relay.send(anna);
            assertThat(attempt).isInstanceOf(Attempt.Accepted.class);
            assertThat(attempt.reply().text()).startsWith("2.0.0 Ok: queued as ");
            assertThat(relay.send(bert)).isInstanceOf(Attempt.Unknown.class);
            assertThat(sink.taken()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(log))
                .containsExactly(
                        "<" + anna.messageId() + "> anna@shop.example", "<" + bert.messageId() + "> bert@shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--delay=0", "--no-pipelining"})
    void its_own_limit_is_measured_by_what_it_offers(String option) throws Exception {
        try (var sink = new SinkProcess(option.split("="))) {
            SinkLoad.run(sink.port(), "Subject: x\r\n\r\nx".getBytes(StandardCharsets.US_ASCII), 50, 4);
            assertThat(sink.taken()).isEqualTo(50);
        }
    }
}
