package org.postille.delivery;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SmtpRelay;

/** The relay that the configuration names; its connections are made at the first mail and kept. */
@ApplicationScoped
class Relay {

    private static final int MAILS_A_CONNECTION = 500;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration READ = Duration.ofMinutes(2);

    private final DeliveryConfig.Relay config;
    private @Nullable SmtpRelay open;

    Relay(DeliveryConfig config) {
        this.config = config.relay();
    }

    Attempt send(Mail mail) {
        return relay().send(mail);
    }

    /** Mails that can be under way at a time. */
    int connections() {
        return config.connections();
    }

    private synchronized SmtpRelay relay() {
        if (open == null) {
            open = new SmtpRelay(settings());
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
                "localhost",
                config.connections(),
                MAILS_A_CONNECTION,
                CONNECT,
                READ);
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
