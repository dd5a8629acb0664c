package org.postille.delivery.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What comes back: to which address, by which ways, and when it ends the mails to somebody. */
@ConfigMapping(prefix = "postille.bounces")
public interface BounceConfig {

    /**
     * The domain of the envelope sender, with an address of its own for each mail, so that every bounce tells which mail it is
     * about. Its MX must lead to the mailbox or the listener below, and SPF must allow the relay. Not set, the envelope sender
     * is {@code postille.shop.from}.
     */
    Optional<String> domain();

    /** So many soft bounces (mailbox full, system away) within the window suppress an address. */
    @WithDefault("5")
    int softLimit();

    /** How long a soft bounce counts. */
    @WithDefault("P30D")
    Duration softWindow();

    /**
     * Where to take mail to the bounce domain directly: {@code host:port}, such as {@code 0.0.0.0:2525}. It speaks no TLS and
     * belongs behind a mail server or in a network of its own. Not set, nothing listens.
     */
    Optional<String> listen();

    /** What is spoken there: {@code smtp}, or {@code lmtp} for a mail server that hands over what it took. */
    @WithDefault("smtp")
    String protocol();

    /** The webhooks of relays at {@code POST /hooks/bounces}. */
    Hooks hooks();

    /** A mailbox that bounces come to. */
    Mailbox mailbox();

    /** How relays prove who they are. */
    interface Hooks {

        /**
         * For Amazon SES and Postmark, whose webhooks we take with a secret only: the password of
         * {@code https://any:SECRET@host/hooks/bounces/ses}, or the header {@code X-Postille-Secret}. At least 16 characters.
         */
        Optional<String> secret();

        /** The ARN of the SNS topic that SES reports to; others are refused. */
        Optional<String> sesTopic();

        /** Mailgun's "HTTP webhook signing key". */
        Optional<String> mailgunKey();

        /** SendGrid's verification key of the signed event webhook: base64, as SendGrid shows it. */
        Optional<String> sendgridKey();
    }

    /** An account on a mail server. */
    interface Mailbox {

        /** {@code imap} or {@code pop3}. */
        @WithDefault("imap")
        String protocol();

        /** The mail server. Not set, there is no such mailbox. */
        Optional<String> host();

        /** Not set, it is the usual one: 993 or 995 with TLS from the start, else 143 or 110. */
        Optional<Integer> port();

        /** {@code required} (TLS from the start), {@code starttls} or {@code off}. */
        @WithDefault("required")
        String tls();

        /** The account; all its mail is taken for bounces. */
        Optional<String> user();

        /** Of that account. */
        Optional<String> password();

        /** Where bounces arrive; only for IMAP. */
        @WithDefault("INBOX")
        String folder();

        /** How often it is looked into. */
        @WithDefault("60s")
        String every();
    }
}
