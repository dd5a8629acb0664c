package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.postille.base.Invalid;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.bounce.Origin;
import org.postille.delivery.bounce.Reason;
import org.postille.delivery.bounce.Report;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.intake.Told.What;

/** Postmark's webhooks for bounces, spam complaints and changes of subscription. Source: its developer documentation. */
record PostmarkFormat() implements RelayFormat {

    @Override
    public Source source() {
        return Source.POSTMARK;
    }

    @Override
    public boolean fits(JsonNode body) {
        return body.has("RecordType");
    }

    @Override
    public List<JsonNode> entries(JsonNode body) {
        return List.of(body);
    }

    @Override
    public Told read(JsonNode entry) {
        var type = Json.text(entry, "RecordType");
        if (type.isEmpty()) {
            throw new Invalid("'RecordType' is missing");
        }
        var at = entry.path(type.equals("SubscriptionChange") ? "ChangedAt" : "BouncedAt");
        return new Told(
                switch (type) {
                    case "Bounce" -> bounced(entry);
                    case "SpamComplaint" -> new What.Complained(null, Json.present(entry, "Email"));
                    case "SubscriptionChange" -> changed(entry);
                    default -> new What.Nothing();
                },
                marks(entry),
                Json.time(at),
                Json.key(Json.text(entry, "ID"), entry));
    }

    /** What bounced or was complained about is there as it came, where the webhook was set up so. */
    private static List<String> marks(JsonNode entry) {
        var marks = new ArrayList<>(Json.marks(entry));
        var content = Json.text(entry, "Content");
        if (!content.isBlank()) {
            var mail = content.getBytes(StandardCharsets.UTF_8);
            var origin = Report.read(mail).origin();
            // A complaint may come as our mail alone, with no report around it.
            var own = Origin.of(mail);
            Stream.concat(
                            Stream.of(origin.messageId(), origin.sender(), own.messageId(), own.sender()),
                            origin.reportedTo().stream())
                    .filter(Objects::nonNull)
                    .forEach(marks::add);
        }
        return marks;
    }

    private static What changed(JsonNode entry) {
        // Hard bounces and complaints are told by webhooks of their own.
        var byRecipient = Json.text(entry, "SuppressionReason").equals("ManualSuppression")
                && Json.text(entry, "Origin").equals("Recipient");
        return entry.path("SuppressSending").asBoolean() && byRecipient ? new What.Unsubscribed() : new What.Nothing();
    }

    private static What bounced(JsonNode entry) {
        return switch (Json.text(entry, "Type")) {
            case "HardBounce", "BadEmailAddress" -> failed(entry, Verdicts.PERMANENT);
            case "SoftBounce", "DnsError", "Unknown" -> failed(entry, Verdicts.TEMPORARY);
            case "SpamNotification", "Blocked", "DMARCPolicy", "VirusNotification" -> refused(entry);
            case "SpamComplaint" -> new What.Complained(null, Json.present(entry, "Email"));
            case "Unsubscribe" -> new What.Unsubscribed();
            // Transient: it goes on trying. The rest are answers of programs and what Postmark did itself.
            default -> new What.Nothing();
        };
    }

    private static What failed(JsonNode entry, Verdicts verdict) {
        return new What.Failed(List.of(failure(entry, verdict)));
    }

    /** It calls "blocked" what the receiver thinks of the sender, even if the words may be taken for those of a mailbox. */
    private static What refused(JsonNode entry) {
        var failure = failure(entry, Verdicts.BLOCKED);
        return new What.Failed(List.of(new Failure(
                failure.recipient(),
                org.postille.delivery.bounce.Severity.SOFT,
                Reason.BLOCKED,
                failure.status(),
                failure.reply(),
                failure.diagnostic(),
                false)));
    }

    private static Failure failure(JsonNode entry, Verdicts verdict) {
        return verdict.of(
                Json.textOrNull(entry, "Email"),
                Json.text(entry, "Details").replaceFirst("(?i)^smtp; ?", ""),
                "",
                null);
    }
}
