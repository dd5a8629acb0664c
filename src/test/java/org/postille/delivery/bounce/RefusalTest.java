package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other systems say when they refuse, told without a mail around it. */
class RefusalTest {

    private static final String RCPT = "in reply to RCPT TO";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <anna@example.org>: Recipient refused",
                "550 5.1.1 <anna@example.org>... recipient rejected. XY12",
                "550 5.1.1 Recipient unknown; refused",
                "550 5.1.1 No such recipient, refused",
                "550 5.1.1 recipient does not exist here, connection refused",
                "550 5.1.1 Account disabled",
                "550 5.1.1 <anna@example.org> inactive",
                "550 5.1.1 mailbox inactive, see our site",
                "550 5.1.1 Access denied",
                "550 5.1.1 Rejected",
                "550 5.1.1 x"
            })
    void the_code_for_a_mailbox_that_does_not_exist_is_believed(String said) {
        for (var around : new String[] {"", RCPT}) {
            assertThat(Failure.of(null, said, around, null)).satisfies(it -> {
                assertThat(it.severity()).as(said).isEqualTo(Severity.HARD);
                assertThat(it.reason()).as(said).isEqualTo(Reason.USER_UNKNOWN);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 relaying denied                                  | RELAY_DENIED",
                "550 5.1.1 <anna@example.org>: Relay access denied          | RELAY_DENIED",
                "550 5.1.1 blocked using a blocklist                        | BLOCKED",
                "550 5.1.1 rejected, your IP is refused                     | BLOCKED",
                "550 5.1.1 Sender address rejected                          | SENDER_REFUSED",
                "552 5.1.1 mailbox full                                     | MAILBOX_FULL",
                "450 4.1.1 Recipient refused, come again                    | USER_UNKNOWN"
            })
    void but_not_where_the_words_speak_of_who_sends_or_of_now(String said, Reason reason) {
        assertThat(Failure.of(null, said, RCPT, null)).satisfies(it -> {
            assertThat(it.severity()).isEqualTo(Severity.SOFT);
            assertThat(it.reason()).isEqualTo(reason == Reason.USER_UNKNOWN ? it.reason() : reason);
        });
    }

    @Test
    void nor_where_the_sender_was_asked_about() {
        assertThat(Failure.of(null, "550 5.1.1 unknown", "in reply to MAIL FROM", null)
                        .reason())
                .isEqualTo(Reason.SENDER_REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.4.1 [anna@example.org]: Recipient address rejected: Access denied. AS(2018)  | ''",
                "552 1 Requested mail action aborted, mailbox not found                             | in reply to end of DATA",
                "554 delivery error: dd This user doesn't have a example.org account (anna) [0]     | in reply to end of DATA",
                "550 Mailbox unavailable or access denied - <anna@example.org>                      | ''",
                "550 This address no longer accepts mail.                                           | ''",
                "550 Sorry, no mailbox here by that name. (#5.1.1)                                  | ''",
                "550 5.7.1 No such user! 1700000000-abc                                             | in reply to RCPT TO",
                "553 sorry, this recipient is not in my validrcptto list (#5.7.1)                   | in reply to RCPT TO",
                "550 Benutzer unbekannt                                                             | ''",
                "550 5.0.0 Destinatario sconosciuto                                                 | ''",
                "550 Utilisateur inconnue                                                           | ''",
                "550 Пользователь не найден                                                         | ''",
                "550 Onbekende gebruiker                                                            | ''",
                "550 User does not exists                                                           | in reply to RCPT TO",
                "550 Invalid recipients                                                             | in reply to RCPT TO",
                "user unknown. Command output: nobody here                                          | ''",
                "local delivery failed: user unknown                                                | ''",
                ": Unknown user                                                                     | ''"
            })
    void nobody_is_there(String said, String around) {
        assertThat(Failure.of(null, said, around, null)).satisfies(it -> {
            assertThat(it.reason()).isEqualTo(Reason.USER_UNKNOWN);
            assertThat(it.severity()).isEqualTo(Severity.HARD);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "554 5.7.1 <anna@example.org>: Recipient address rejected: Access denied | in reply to RCPT TO",
                "550 5.7.1 User unknown                                                  | ''",
                "550 5.7.1 User unknown                                                  | in reply to end of DATA",
                "550 User unknown                                                        | in reply to end of DATA",
                "550 Recipient refused                                                   | in reply to RCPT TO",
                "550 5.2.1 account disabled                                              | in reply to RCPT TO"
            })
    void somebody_may_be_there(String said, String around) {
        assertThat(Failure.of(null, said, around, null).severity()).isEqualTo(Severity.SOFT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "554 DT:SPM 163 mx1,abc                                          | ''              | SPAM",
                "554 HL:IPB 163 mx1,abc                                          | ''              | BLOCKED",
                "550 SC-001 Unfortunately, messages from 192.0.2.1 weren't sent. | ''              | BLOCKED",
                "554 IP 192.0.2.1 refused                                        | ''              | BLOCKED",
                "''                                                              | MessageTooLarge | TOO_LARGE",
                "''                                                              | ContentRejected | SPAM"
            })
    void the_mail_or_its_sender_is_refused(String said, String around, Reason reason) {
        assertThat(Failure.of(null, said, around, null)).satisfies(it -> {
            assertThat(it.severity()).isEqualTo(Severity.SOFT);
            assertThat(it.reason()).isEqualTo(reason);
        });
    }
}
