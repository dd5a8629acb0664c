package org.postille.delivery;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;
import org.postille.delivery.dkim.DkimConfig;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.Signer;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.SealedMail;
import org.postille.delivery.smtp.SmtpRelay;

/** The relay that the configuration names; its connections are made at the first mail and kept. */
@ApplicationScoped
class Relay {

    /** So that no connection waits for the ledger. */
    private static final int AHEAD = 8;

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
                relay = new SmtpRelay(
                        ConfiguredRelay.of(config, postille.publicUrl()),
                        new Signer(keys.domain(), keys.signing(), clock)::signatures);
                open = relay;
            }
            return relay;
        } finally {
            opening.unlock();
        }
    }

    void close(@Observes ShutdownEvent end) {
        var relay = open;
        if (relay != null) {
            relay.close();
        }
    }
}
