package org.postille.delivery;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.PostilleConfig;
import org.postille.delivery.dkim.DkimConfig;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.Signer;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Login;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SealedMail;
import org.postille.delivery.smtp.SmtpRelay;

/** The relay that the configuration names; its connections are made at the first mail and kept. */
@ApplicationScoped
class Relay {

    /** So that no connection waits for the ledger. */
    private static final int AHEAD = 8;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final DeliveryConfig.Relay config;
    private final DkimConfig dkim;
    private final PostilleConfig postille;
    private final Clock clock;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable SmtpRelay open;

    Relay(DeliveryConfig config, DkimConfig dkim, PostilleConfig postille, Clock clock) {
        this.config = config.relay();
        this.dkim = dkim;
        this.postille = postille;
        this.clock = clock;
    }

    /**
     * Composes and signs.
     *
     * @throws Invalid if the recipient's address cannot be written to
     */
    SealedMail seal(Mail mail) {
        return relay().seal(mail);
    }

    Attempt send(SealedMail mail) {
        return relay().send(mail);
    }

    Attempt send(Mail mail) {
        return relay().send(mail);
    }

    /** Mails that can be under way at a time. */
    int connections() {
        return config.connections();
    }

    /** As many, and some that are next: so many are marked as handed over at most. */
    int mostUnderWay() {
        return connections() + Math.min(AHEAD, connections());
    }

    private SmtpRelay relay() {
        var relay = open;
        if (relay != null) {
            return relay;
        }
        opening.lock();
        try {
            relay = open;
            if (relay == null) {
                var keys = Keyring.of(dkim, postille.shop().from());
                relay = new SmtpRelay(settings(), new Signer(keys.domain(), keys.signing(), clock)::signatures);
                open = relay;
            }
            return relay;
        } finally {
            opening.unlock();
        }
    }

    private RelaySettings settings() {
        return new RelaySettings(
                config.host(),
                config.port(),
                startTls(config.startTls()),
                login(),
                heloName(),
                config.connections(),
                config.mailsPerConnection(),
                config.idle(),
                new RelaySettings.Timeouts(CONNECT, config.replyTimeout(), config.endTimeout()));
    }

    private @Nullable Login login() {
        var proofs = Stream.of(
                        config.password().map(it -> "password"),
                        config.token().map(it -> "token"),
                        config.tokenFile().map(it -> "token-file"))
                .flatMap(Optional::stream)
                .toList();
        var user = config.user();
        if (user.isEmpty() && proofs.isEmpty()) {
            return null;
        }
        if (user.isEmpty() || proofs.size() != 1) {
            throw new Invalid(
                    "postille.delivery.relay needs a user with one of password, token and token-file, or none of them; it has "
                            + (user.isEmpty() ? "no user" : "a user") + " and "
                            + (proofs.isEmpty() ? "none of the others" : String.join(", ", proofs)));
        }
        return config.password()
                .<Login>map(it -> new Login.Password(user.get(), it))
                .or(() -> config.token().map(it -> new Login.Token(user.get(), () -> it)))
                .orElseGet(() -> Login.tokenFile(user.get(), config.tokenFile().orElseThrow()));
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

    void close(@Observes ShutdownEvent end) {
        var relay = open;
        if (relay != null) {
            relay.close();
        }
    }
}
