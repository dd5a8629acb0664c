package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.delivery.bounce.Report.Bounced;

class BouncedTest {

    private static final String ANNA = "anna@example.org";

    @ParameterizedTest
    @CsvSource({
        "postfix,                   HARD, USER_UNKNOWN,   5.0.0,   550",
        "postfix-after-data,        SOFT, FILTERED,       5.0.0,   550",
        "postfix-delay,             SOFT, USER_UNKNOWN,   4.1.1,   450",
        "wrong-boundary,            HARD, USER_UNKNOWN,   5.0.0,   550",
        "exim,                      HARD, USER_UNKNOWN,   5.1.1,   550",
        "qmail,                     HARD, USER_UNKNOWN,   ,        550",
        "sendmail,                  SOFT, MAILBOX_FULL,   5.2.2,   552",
        "exchange-2003,             HARD, USER_UNKNOWN,   ,           ",
        "exchange-online,           HARD, USER_UNKNOWN,   5.1.10,  550",
        "exchange-online-directory, HARD, USER_UNKNOWN,   5.4.1,   550",
        "gmail,                     HARD, HOST_UNKNOWN,   4.0.0,      ",
        "gmail-dmarc,               SOFT, AUTHENTICATION, 5.7.26,  550",
        "yahoo,                     SOFT, POLICY,         5.7.9,   554",
        "outlook-reputation,        SOFT, REPUTATION,     4.7.650, 451",
        "ses,                       HARD, USER_UNKNOWN,   5.1.1,   550",
        "domino,                    HARD, USER_UNKNOWN,   5.0.0,      ",
        "groupwise,                 HARD, USER_UNKNOWN,   ,           ",
        "courier,                   HARD, USER_UNKNOWN,   5.0.0,   550",
        "mimecast,                  HARD, USER_UNKNOWN,   ,        550",
        "barracuda,                 SOFT, SPAM,           5.7.1,   550",
        "imail,                     HARD, USER_UNKNOWN,   ,           ",
        "marshal,                   HARD, USER_UNKNOWN,   5.1.1,   550",
        "zoho,                      HARD, USER_UNKNOWN,   5.1.1,   550",
        "gmx,                       HARD, USER_UNKNOWN,   5.1.1,      ",
        "mailru,                    HARD, NOT_ACCEPTING,  ,           ",
        "au,                        SOFT, SUSPENDED,      ,           ",
        "kddi,                      SOFT, MAILBOX_FULL,   ,           ",
        "verizon,                   HARD, USER_UNKNOWN,   ,           ",
        "james,                     HARD, USER_UNKNOWN,   5.1.1,   550",
        "lotus,                     HARD, USER_UNKNOWN,   ,           ",
        "web.de,                    HARD, USER_UNKNOWN,   5.1.1,      "
    })
    void one_recipient_in_the_layout_of_many_systems(
            String name, Severity severity, Reason reason, String status, Integer reply) {
        for (var report : List.of(Samples.read(name), Samples.readFromTheWire(name))) {
            assertThat(failures(report)).singleElement().satisfies(it -> {
                assertThat(it.recipient()).isEqualTo(ANNA);
                assertThat(it.reason()).isEqualTo(reason);
                assertThat(it.severity()).isEqualTo(severity);
                assertThat(it.status()).isEqualTo(status);
                assertThat(it.reply()).isEqualTo(reply);
                assertThat(it.diagnostic()).isNotBlank();
                assertThat(it.delayed()).isEqualTo(name.endsWith("-delay"));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exim-two,   HARD, HOST_UNKNOWN, SOFT, MAILBOX_FULL",
        "sendmail-5, HARD, HOST_UNKNOWN, HARD, USER_UNKNOWN",
        "opensmtpd,  SOFT, MAILBOX_FULL, HARD, USER_UNKNOWN"
    })
    void each_recipient_has_a_reason_of_its_own(
            String name, Severity severity, Reason reason, Severity second, Reason other) {
        var failures = failures(Samples.read(name));
        assertThat(failures).extracting(Failure::recipient).containsExactly(ANNA, "bert@example.net");
        assertThat(failures).extracting(Failure::severity).containsExactly(severity, second);
        assertThat(failures).extracting(Failure::reason).containsExactly(reason, other);
    }

    @ParameterizedTest
    @CsvSource({"postfix", "postfix-delay", "exim", "qmail", "sendmail-5", "exchange-2003", "groupwise", "imail", "gmx"
    })
    void the_returned_mail_tells_which_it_was(String name) {
        var origin = Samples.read(name).origin();
        assertThat(origin.messageId()).isEqualTo("<m1@news.example.com>");
        assertThat(origin.sender()).isEqualTo("bounce+tok123@bounces.example.com");
        assertThat(origin.listUnsubscribe())
                .isEqualTo("<https://news.example.com/u/tok123>, <mailto:u+tok123@news.example.com>");
        assertThat(origin.recipients()).containsExactly(ANNA);
        assertThat(origin.reportedTo()).containsExactly("bounce+tok123@bounces.example.com");
    }

    @Test
    void a_confirmed_delivery_is_no_failure() {
        assertThat(Samples.read("delivered"))
                .isInstanceOfSatisfying(
                        Report.Delivered.class,
                        it -> assertThat(it.recipients()).containsExactly(ANNA));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 No such user here                                          | HARD | USER_UNKNOWN",
                "550 5.1.2 Host unknown                                               | HARD | HOST_UNKNOWN",
                "551 5.1.6 Recipient has moved, please try <b@example.net>            | HARD | MOVED",
                "556 5.1.10 Recipient address has null MX                             | HARD | NOT_ACCEPTING",
                "450 4.1.1 User unknown, try later                                    | SOFT | USER_UNKNOWN",
                "550 5.7.1 User unknown                                               | SOFT | FILTERED",
                "550 5.2.1 The email account that you tried to reach is disabled      | SOFT | SUSPENDED",
                "554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30) | SOFT | SUSPENDED",
                "550-5.2.2 The email account that you tried to reach is over quota    | SOFT | MAILBOX_FULL",
                "552 5.3.4 Message size exceeds fixed limit                           | SOFT | TOO_LARGE",
                "550 5.7.1 Our system has detected that this message is likely unsolicited mail | SOFT | SPAM",
                "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org | SOFT | BLOCKED",
                "550 5.7.25 The IP address sending this message does not have a PTR record setup | SOFT | NO_REVERSE_DNS",
                "550 5.7.515 Access denied, sending domain EXAMPLE.COM does not meet the required authentication level | SOFT | AUTHENTICATION",
                "554 5.7.1 <anna@example.org>: Relay access denied                    | SOFT | RELAY_DENIED",
                "550 5.1.8 Sender address rejected: Domain not found                  | SOFT | SENDER_REFUSED",
                "421 4.7.28 Our system has detected an unusual rate of unsolicited mail | SOFT | REPUTATION",
                "452 4.3.1 Insufficient system storage                                | SOFT | SYSTEM_FULL",
                "451 4.3.0 Temporary lookup failure                                   | SOFT | NETWORK",
                "554 5.4.6 Too many hops                                              | SOFT | NETWORK",
                "503 5.5.1 Bad sequence of commands                                   | SOFT | SYNTAX",
                "554 5.6.0 Attachment refused                                         | SOFT | CONTENT",
                "550 something nobody has ever said                                   | SOFT | UNKNOWN"
            })
    void a_refusal_in_a_delivery_status(String diagnostic, Severity severity, Reason reason) {
        assertThat(failures(status(diagnostic))).singleElement().satisfies(it -> {
            assertThat(it.reason()).isEqualTo(reason);
            assertThat(it.severity()).isEqualTo(severity);
        });
    }

    @Test
    void names_of_people_and_machines_are_no_words() {
        assertThat(failures(
                        status("550 <over.quota@user-unknown.example>: host spam.virus.example[192.0.2.1] said: no")))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo(Reason.UNKNOWN));
    }

    private static Report status(String diagnostic) {
        return Report.read(new String(Samples.bytes("ses"), StandardCharsets.US_ASCII)
                .replace("550 5.1.1 user unknown", diagnostic)
                .replace("Status: 5.1.1", "Status: 5.0.0")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Failure> failures(Report report) {
        assertThat(report).isInstanceOf(Bounced.class);
        return ((Bounced) report).failures();
    }
}
