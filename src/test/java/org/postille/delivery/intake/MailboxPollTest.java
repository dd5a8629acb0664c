package org.postille.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.BounceConfig;
import org.postille.delivery.feedback.Post;
import org.postille.delivery.feedback.Reports;
import org.postille.delivery.intake.MailAccount.Kind;
import org.postille.delivery.intake.MailAccount.Tls;
import org.postille.testing.Shop;
import org.postille.testing.TestDatabase;

/** A mailbox of bounces is emptied, by IMAP and by POP3; nothing in it is lost. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailboxPollTest {

    private static final String ADDRESS = "bounces@bounces.example.com";

    @Inject
    MailboxPoll poll;

    @Inject
    Post post;

    @Inject
    Shop shop;

    private GreenMail server;
    private GreenMailUser user;

    @BeforeEach
    void a_mailbox() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
        });
        server.start();
        user = server.setUser(ADDRESS, "bounces", "secret");
        post.reader("anna");
    }

    @AfterEach
    void no_mailbox_any_more() {
        server.stop();
    }

    private MailAccount account(Kind kind) {
        var port = kind == Kind.IMAP
                ? server.getImap().getPort()
                : server.getPop3().getPort();
        return new MailAccount(kind, "127.0.0.1", port, Tls.OFF, "bounces", "secret", "INBOX");
    }

    private void arrives(byte[] mail) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
    }

    private byte[] hard(long message) {
        return Reports.dsn(post.verp(message), "anna@example.com", "5.1.1", "550 5.1.1 User unknown");
    }

    private int in(String folder) throws FolderException {
        var found = folder.equals("INBOX")
                ? server.getManagers().getImapHostManager().getInbox(user)
                : server.getManagers().getImapHostManager().getFolder(user, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_understood_is_taken_and_put_away(Kind kind) throws Exception {
        arrives(hard(post.sent("anna")));
        arrives(Reports.vacation(post.verp(post.sent("anna"))));

        assertThat(poll.run(account(kind))).isEqualTo(2);

        assertThat(post.suppression("anna")).startsWith("all:");
        assertThat(shop.value("select source from bounce"))
                .isEqualTo(kind.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(in("INBOX")).isZero();
        assertThat(in("Processed")).isEqualTo(kind == Kind.IMAP ? 2 : 0);
        assertThat(poll.run(account(kind))).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_should_look_at_is_not_lost(Kind kind) throws Exception {
        arrives(Reports.letter("post@shop.example", "A question"));
        arrives(Reports.dsn("post@shop.example", "x@example.com", "5.1.1", "550 5.1.1 User unknown"));
        arrives(hard(post.sent("anna")));

        assertThat(poll.run(account(kind))).isEqualTo(3);

        assertThat(in("INBOX")).isEqualTo(kind == Kind.IMAP ? 0 : 2);
        assertThat(in("Undecided")).isEqualTo(kind == Kind.IMAP ? 2 : 0);
        assertThat(shop.count("bounce where message_id is null")).isEqualTo(1);
        assertThat(poll.run(account(kind))).isZero();
        assertThat(post.suppression("anna")).startsWith("all:");
    }

    @ParameterizedTest
    @EnumSource
    void a_full_mailbox_is_emptied_in_portions(Kind kind) throws Exception {
        for (var i = 0; i < Box.PORTION * 2 + 3; i++) {
            arrives(Reports.vacation("post@shop.example"));
        }
        assertThat(poll.run(account(kind))).isEqualTo(Box.PORTION * 2 + 3);
        assertThat(in("INBOX")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void of_a_large_mail_the_beginning_is_enough(Kind kind) throws Exception {
        var report = new String(hard(post.sent("anna")), StandardCharsets.UTF_8)
                .replace("Subject: Letter\r\n", "Subject: Letter\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(40_000));
        arrives(report.getBytes(StandardCharsets.UTF_8));

        assertThat(poll.run(account(kind))).isEqualTo(1);
        assertThat(post.suppression("anna")).startsWith("all:");
        assertThat(in("INBOX")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void while_the_database_is_away_everything_stays(Kind kind) throws Exception {
        arrives(Reports.vacation("post@shop.example"));
        arrives(hard(post.sent("anna")));
        arrives(Reports.vacation("post@shop.example"));
        shop.tampers("rename table bounce to bounce_away");
        try {
            poll.run(account(kind));
            assertThat(in("INBOX")).isEqualTo(2);
        } finally {
            shop.tampers("rename table bounce_away to bounce");
        }
        assertThat(poll.run(account(kind))).isEqualTo(2);
        assertThat(in("INBOX")).isZero();
        assertThat(post.suppression("anna")).startsWith("all:");
    }

    @Test
    void a_server_that_is_away_is_asked_again_later() {
        var account = account(Kind.IMAP);
        server.stop();
        assertThat(poll.run(account)).isZero();
    }

    @Test
    void the_account_is_read_from_the_configuration() {
        var account = MailAccount.of(mailbox("pop3", "starttls"), "mx.example");
        assertThat(account)
                .isEqualTo(new MailAccount(Kind.POP3, "mx.example", -1, Tls.STARTTLS, "me", "secret", "INBOX"));
        assertThatThrownBy(() -> MailAccount.of(mailbox("jmap", "off"), "mx.example"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("postille.bounces.mailbox.protocol is 'jmap', expected imap or pop3");
        assertThatThrownBy(() -> MailAccount.of(mailbox("imap", "yes"), "mx.example"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("postille.bounces.mailbox.tls");
    }

    private static BounceConfig.Mailbox mailbox(String protocol, String tls) {
        return new BounceConfig.Mailbox() {
            @Override
            public String protocol() {
                return protocol;
            }

            @Override
            public Optional<String> host() {
                return Optional.of("mx.example");
            }

            @Override
            public Optional<Integer> port() {
                return Optional.empty();
            }

            @Override
            public String tls() {
                return tls;
            }

            @Override
            public Optional<String> user() {
                return Optional.of("me");
            }

            @Override
            public Optional<String> password() {
                return Optional.of("secret");
            }

            @Override
            public String folder() {
                return "INBOX";
            }

            @Override
            public String every() {
                return "60s";
            }
        };
    }
}
