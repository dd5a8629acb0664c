package org.postille.delivery;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.PostilleConfig;
import org.postille.delivery.dkim.DkimConfig;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.Signer;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SealedMail;
import org.postille.delivery.smtp.SmtpRelay;

/** The relay that the configuration names; its connections are made at the first mail and kept. */
@ApplicationScoped
class Relay {

    private static final int MAILS_A_CONNECTION = 500;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration READ = Duration.ofMinutes(2);

    private final DeliveryConfig.Relay config;
    private final DkimConfig dkim;
    private final PostilleConfig postille;
    private final Clock clock;
    private @Nullable SmtpRelay open;

    Relay(DeliveryConfig config, DkimConfig dkim, PostilleConfig postille, Clock clock) {
        this.config = config.relay();
        this.dkim = dkim;
        this.postille = postille;
        this.clock = clock;
    }

    /**
     * The mail as it goes over the wire.
     *
     * @throws Invalid if the recipient's address cannot be written to
     */
    SealedMail seal(Mail mail) {
        return relay().seal(mail);
    }

    Attempt send(SealedMail mail) {
        return relay().send(mail);
    }

    /** Mails that can be under way at a time. */
    int connections() {
        return config.connections();
    }

    private synchronized SmtpRelay relay() {
        if (open == null) {
            var keys = Keyring.of(dkim, postille.shop().from());
            open = new SmtpRelay(settings(), new Signer(keys.domain(), keys.signing(), clock)::signatures);
        }
        return Objects.requireNonNull(open);
    }

    private RelaySettings settings() {
        return new RelaySettings(
                config.host(),
                config.port(),
                startTls(config.startTls()),
                config.user().orElse(null),
                config.password().orElse(null),
                heloName(),
                config.connections(),
                MAILS_A_CONNECTION,
                CONNECT,
                READ);
    }

    /** A full name, as RFC 5321 section 4.1.4 wants it; where none is known, the one that a relay on this machine takes. */
    private String heloName() {
        return config.heloName().orElseGet(() -> {
            var host = URI.create(postille.publicUrl()).getHost();
            try {
                return host == null ? "localhost" : EmailAddress.asciiDomain(host);
            } catch (Invalid e) {
                return "localhost";
            }
        });
    }

    private static RelaySettings.StartTls startTls(String text) {
        var known = java.util.Arrays.stream(RelaySettings.StartTls.values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(text)) {
            throw new Invalid("postille.delivery.relay.start-tls is '" + text + "', expected one of "
                    + String.join(", ", known) + Nearest.hint(text, known));
        }
        return RelaySettings.StartTls.valueOf(text.toUpperCase(Locale.ROOT));
    }

    synchronized void close(@Observes ShutdownEvent end) {
        if (open != null) {
            open.close();
        }
    }
}
