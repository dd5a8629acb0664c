package org.postille.delivery.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.intake.Told.What;

/**
 * Amazon SES by SNS: its notifications and its event publishing, in the envelope of SNS or without it (raw message delivery).
 * Source: the SES developer guide, "Amazon SNS notification contents for Amazon SES".
 */
record SesFormat(ObjectMapper json) implements RelayFormat {

    @Override
    public Source source() {
        return Source.SES;
    }

    @Override
    public boolean fits(JsonNode body) {
        return body.has("TopicArn") || (body.has("mail") && (body.has("notificationType") || body.has("eventType")));
    }

    /** {@return the address to open in a browser once, if SNS asks to confirm the subscription; we never fetch it} */
    static String confirmation(JsonNode body) {
        return Json.text(body, "Type").equals("SubscriptionConfirmation")
                ? Json.text(body, "SubscribeURL").replaceAll("[^!-~]", "")
                : "";
    }

    @Override
    public List<JsonNode> entries(JsonNode body) {
        if (!body.has("TopicArn")) {
            return List.of(body);
        }
        try {
            var message = Json.text(body, "Message").strip();
            // SNS also sends sentences, such as the one by which SES tries a topic.
            return Json.text(body, "Type").equals("Notification") && message.startsWith("{")
                    ? List.of(json.readTree(message))
                    : List.of();
        } catch (JsonProcessingException e) {
            throw new Invalid("the message in the SNS envelope is not JSON", e);
        }
    }

    @Override
    public Told read(JsonNode entry) {
        var type = Json.text(entry, entry.has("notificationType") ? "notificationType" : "eventType");
        var about = entry.path(
                switch (type) {
                    case "Complaint" -> "complaint";
                    case "Subscription" -> "subscription";
                    default -> "bounce";
                });
        return new Told(
                switch (type) {
                    case "Bounce" -> bounced(about);
                    case "Complaint" ->
                        new What.Complained(Json.textOrNull(about, "complaintFeedbackType"), recipients(about));
                    case "Subscription" ->
                        entry.path("subscription")
                                        .path("newTopicPreferences")
                                        .path("unsubscribeAll")
                                        .asBoolean()
                                ? new What.Unsubscribed()
                                : new What.Nothing();
                    default -> new What.Nothing();
                },
                Json.marks(entry.path("mail")),
                Json.time(about.path("timestamp")),
                Json.key(Json.text(about, "feedbackId"), entry));
    }

    private static List<String> recipients(JsonNode complaint) {
        var recipients = new ArrayList<String>();
        complaint.path("complainedRecipients").forEach(it -> recipients.addAll(Json.present(it, "emailAddress")));
        return recipients;
    }

    private static What bounced(JsonNode bounce) {
        var verdict = Json.text(bounce, "bounceType").equals("Permanent")
                ? (switch (Json.text(bounce, "bounceSubType")) {
                    case "General", "NoEmail" -> Verdicts.PERMANENT;
                    case "Suppressed", "OnAccountSuppressionList" -> Verdicts.LISTED;
                    default -> Verdicts.TEMPORARY;
                })
                : Verdicts.TEMPORARY;
        var failures = new ArrayList<org.postille.delivery.bounce.Failure>();
        for (var it : bounce.path("bouncedRecipients")) {
            failures.add(verdict.of(
                    Json.textOrNull(it, "emailAddress"),
                    Json.text(it, "diagnosticCode").replaceFirst("(?i)^smtp; ?", ""),
                    Json.text(bounce, "bounceSubType"),
                    Json.textOrNull(it, "status")));
        }
        return failures.isEmpty() ? new What.Nothing() : new What.Failed(failures);
    }
}
