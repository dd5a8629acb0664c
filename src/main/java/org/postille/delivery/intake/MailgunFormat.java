package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.postille.base.Invalid;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.intake.Told.What;

/** Mailgun's webhooks of version 3. Source: its documentation, "Webhook Payloads" and "Events". */
record MailgunFormat() implements RelayFormat {

    @Override
    public Source source() {
        return Source.MAILGUN;
    }

    @Override
    public boolean fits(JsonNode body) {
        return body.has("event-data");
    }

    @Override
    public List<JsonNode> entries(JsonNode body) {
        return List.of(body.path("event-data"));
    }

    @Override
    public Told read(JsonNode entry) {
        if (Json.text(entry, "event").isEmpty()) {
            throw new Invalid("'event' is missing");
        }
        return new Told(
                switch (Json.text(entry, "event")) {
                    case "failed" -> failed(entry);
                    case "complained" -> new What.Complained(null, Json.present(entry, "recipient"));
                    case "unsubscribed" -> new What.Unsubscribed();
                    default -> new What.Nothing();
                },
                Json.marks(entry),
                Json.time(entry.path("timestamp")),
                Json.key(Json.text(entry, "id"), entry));
    }

    private static What failed(JsonNode entry) {
        var reason = Json.text(entry, "reason");
        return switch (reason) {
            case "suppress-complaint" -> new What.Complained(null, Json.present(entry, "recipient"));
            case "suppress-unsubscribe" -> new What.Unsubscribed();
            // It stops trying after "old", whatever the severity says.
            case "old" -> new What.Failed(List.of(failure(entry, Verdicts.TEMPORARY)));
            case "suppress-bounce" -> new What.Failed(List.of(failure(entry, Verdicts.LISTED)));
            case "bounce" -> new What.Failed(List.of(failure(entry, Verdicts.PERMANENT)));
            default ->
                Json.text(entry, "severity").equals("permanent")
                        ? new What.Failed(List.of(failure(entry, Verdicts.TEMPORARY)))
                        : new What.Nothing();
        };
    }

    private static Failure failure(JsonNode entry, Verdicts verdict) {
        var status = entry.path("delivery-status");
        var code = Json.text(status, "code");
        // Codes above 599 are Mailgun's own.
        var said = (code.matches("[45]\\d\\d") ? code + " " : "") + Json.text(status, "message");
        return verdict.of(
                Json.textOrNull(entry, "recipient"),
                said.strip(),
                Json.text(status, "description"),
                Json.textOrNull(status, "enhanced-code"));
    }
}
