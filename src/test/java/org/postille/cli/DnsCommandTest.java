package org.postille.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.postille.delivery.dns.NameServer;

/** {@code ./postille dns}; no key is configured in the tests. */
class DnsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void an_empty_zone_gets_everything_to_paste_and_the_answer_no() throws IOException {
        try (var server = new NameServer()) {
            assertThat(run(
                            "dns",
                            "Müller.example",
                            "--spf",
                            "include:spf.relay.example",
                            "--resolver",
                            server.address()))
                    .isEqualTo(1);
        }
        assertThat(out.toString().lines())
                .contains(
                        "; DKIM: no key is configured, see docs/operations.md",
                        "; SPF of the envelope domain: missing",
                        "xn--mller-kva.example. 3600 IN TXT \"v=spf1 include:spf.relay.example ~all\"",
                        "; DMARC: missing",
                        "_dmarc.xn--mller-kva.example. 3600 IN TXT \"v=DMARC1; p=none;"
                                + " rua=mailto:dmarc-reports@xn--mller-kva.example\"")
                .anyMatch(it -> it.startsWith("xn--mller-kva.example. 3600 IN MX 10 "))
                .anyMatch(it -> it.startsWith("; default._bimi.xn--mller-kva.example. 3600 IN TXT \"v=BIMI1;"));
        assertThat(err.toString()).contains("records to publish or to change: 4");
    }

    @Test
    void what_is_there_already_is_not_printed_for_pasting_again() throws IOException {
        try (var server = new NameServer()) {
            server.with("_dmarc.news.example. 3600 IN TXT \"v=DMARC1; p=reject\"");
            run("dns", "news.example", "--resolver", server.address());
        }
        assertThat(out.toString().lines())
                .contains("; DMARC: there and right")
                .noneMatch(it -> it.startsWith("_dmarc.news.example"));
    }

    @Test
    void a_resolver_that_does_not_answer_is_told_in_one_line_and_asked_once() throws IOException {
        int nobody;
        try (var closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        assertThat(run("dns", "news.example", "--resolver", "127.0.0.1:" + nobody))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .filteredOn(it -> it.contains("does not answer"))
                .hasSize(1);
        assertThat(out.toString())
                .contains("news.example. 3600 IN TXT \"v=spf1 ")
                .doesNotContain("\tat ");
        assertThat(err.toString()).contains("not all records could be checked");
    }

    @Test
    void a_domain_that_is_none_is_refused() {
        assertThat(run("dns", "news")).isEqualTo(1);
        assertThat(err.toString()).contains("domain").doesNotContain("\tat ");
        assertThat(run("dns", "news.example", "--resolver", "nonsense:x")).isEqualTo(1);
        assertThat(run("dns")).isEqualTo(2);
    }
}
