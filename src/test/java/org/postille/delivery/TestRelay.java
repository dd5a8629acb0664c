package org.postille.delivery;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.delivery.dkim.DkimConfig;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.RelaySettings;
import org.postille.delivery.smtp.SealedMail;
import org.postille.delivery.smtp.SmtpRelay;
import org.postille.delivery.smtp.SmtpSink;

/** The configured relay, or a sink while a test has one: the same connections, the same dialogue, another port. */
@Alternative
@Priority(100)
@Singleton
class TestRelay extends Relay {

    private volatile @Nullable SmtpRelay sink;

    TestRelay(DeliveryConfig config, DkimConfig dkim, PostilleConfig postille, Clock clock) {
        super(config, dkim, postille, clock);
    }

    @Override
    SealedMail seal(Mail mail) {
        var own = sink;
        return own == null ? super.seal(mail) : own.seal(mail);
    }

    @Override
    Attempt send(SealedMail mail) {
        var own = sink;
        return own == null ? super.send(mail) : own.send(mail);
    }

    void sendTo(SmtpSink open) {
        sink = new SmtpRelay(RelaySettings.plain("127.0.0.1", open.port(), connections()));
    }

    void sendAsConfigured() {
        var own = sink;
        sink = null;
        if (own != null) {
            own.close();
        }
    }
}
