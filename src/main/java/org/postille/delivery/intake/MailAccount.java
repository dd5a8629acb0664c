package org.postille.delivery.intake;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.BounceConfig;

/**
 * The account that bounces come to, as the operator configured it.
 *
 * @param port -1: the protocol's own
 */
record MailAccount(
        Kind kind,
        String host,
        int port,
        Tls tls,
        @Nullable String user,
        @Nullable String password,
        String folder) {

    private static final String CONNECT = "20000";
    private static final String READ = "60000";

    enum Kind {
        IMAP,
        POP3
    }

    enum Tls {
        REQUIRED,
        STARTTLS,
        OFF
    }

    /** @throws Invalid if something is not as it should be */
    static MailAccount of(BounceConfig.Mailbox config, String host) {
        return new MailAccount(
                one(Kind.class, config.protocol(), "protocol", "imap or pop3"),
                host,
                config.port().orElse(-1),
                one(Tls.class, config.tls(), "tls", "required, starttls or off"),
                config.user().orElse(null),
                config.password().orElse(null),
                config.folder());
    }

    private static <E extends Enum<E>> E one(Class<E> kind, String text, String name, String expected) {
        try {
            return Enum.valueOf(kind, text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Invalid("postille.bounces.mailbox." + name + " is '" + text + "', expected " + expected, e);
        }
    }

    Store connect() throws MessagingException {
        var scheme = kind.name().toLowerCase(Locale.ROOT) + (tls == Tls.REQUIRED ? "s" : "");
        var prefix = "mail." + scheme + ".";
        var properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT);
        properties.setProperty(prefix + "timeout", READ);
        properties.setProperty(prefix + "writetimeout", READ);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty(prefix + "starttls.required", String.valueOf(tls == Tls.STARTTLS));
        properties.setProperty(prefix + "fetchsize", String.valueOf(1 << 17));
        var store = Session.getInstance(properties).getStore(scheme);
        store.connect(host, port, user, password);
        return store;
    }
}
