package org.postille.delivery.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.postille.delivery.bounce.Origin;
import org.postille.delivery.bounce.Report;
import org.postille.delivery.bounce.Report.Complaint.Kind;
import org.postille.delivery.feedback.BounceAddress;
import org.postille.delivery.feedback.Bounces;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;

/** Hands on what relays tell. */
@ApplicationScoped
class RelayIntake {

    private static final Origin UNTOLD = new Origin(null, null, null, null, List.of(), List.of());

    private final Bounces bounces;
    private final BounceAddress addresses;

    RelayIntake(Bounces bounces, BounceAddress addresses) {
        this.bounces = bounces;
        this.addresses = addresses;
    }

    Taken take(Source source, Told told) {
        return switch (told.what()) {
            case Told.What.Failed it ->
                bounces.take(new Report.Bounced(it.failures(), UNTOLD), told.marks(), source, told.at(), told.key());
            case Told.What.Complained it ->
                bounces.take(
                        new Report.Complaint(kind(it), it.type(), it.recipients(), UNTOLD),
                        told.marks(),
                        source,
                        told.at(),
                        told.key());
            case Told.What.Unsubscribed _ -> unsubscribed(source, told);
            case Told.What.Nothing _ -> Taken.NOTHING;
        };
    }

    private Taken unsubscribed(Source source, Told told) {
        return told.marks().stream()
                        .flatMap(it -> addresses.read(it).stream())
                        .findFirst()
                        .filter(it -> bounces.unsubscribe(it.message(), source, told.at()))
                        .isPresent()
                ? Taken.COUNTED
                : Taken.UNMATCHED;
    }

    private static Kind kind(Told.What.Complained complaint) {
        return complaint.type() == null
                ? Kind.ABUSE
                : switch (complaint.type()) {
                    case "not-spam" -> Kind.NOT_SPAM;
                    case "auth-failure" -> Kind.AUTH_FAILURE;
                    case "virus" -> Kind.VIRUS;
                    case "fraud" -> Kind.FRAUD;
                    default -> Kind.ABUSE;
                };
    }
}
