package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.intake.Told.What;

/** SendGrid's event webhook: arrays of events. Source: Twilio's "Event Webhook Reference". */
record SendgridFormat() implements RelayFormat {

    @Override
    public Source source() {
        return Source.SENDGRID;
    }

    @Override
    public boolean fits(JsonNode body) {
        return body.isArray();
    }

    @Override
    public List<JsonNode> entries(JsonNode body) {
        var entries = new ArrayList<JsonNode>();
        body.forEach(entries::add);
        return entries;
    }

    @Override
    public Told read(JsonNode entry) {
        if (Json.text(entry, "event").isEmpty()) {
            throw new Invalid("'event' is missing");
        }
        return new Told(
                switch (Json.text(entry, "event")) {
                    case "bounce" ->
                        failed(
                                entry,
                                Json.text(entry, "type").equals("blocked") ? Verdicts.BLOCKED : Verdicts.PERMANENT);
                    case "dropped" -> dropped(entry);
                    case "spamreport" -> new What.Complained(null, Json.present(entry, "email"));
                    case "unsubscribe", "group_unsubscribe" -> new What.Unsubscribed();
                    default -> new What.Nothing();
                },
                Json.marks(entry),
                Json.time(entry.path("timestamp")),
                Json.key(Json.text(entry, "sg_event_id"), entry));
    }

    /** It sent nothing, since the address stands on one of its own lists. */
    private static What dropped(JsonNode entry) {
        return switch (Json.text(entry, "reason")) {
            case "Bounced Address", "Invalid" -> failed(entry, Verdicts.LISTED);
            case "Spam Reporting Address" -> new What.Complained(null, Json.present(entry, "email"));
            case "Unsubscribed Address" -> new What.Unsubscribed();
            default -> new What.Nothing();
        };
    }

    private static What failed(JsonNode entry, Verdicts verdict) {
        return new What.Failed(List.of(verdict.of(
                Json.textOrNull(entry, "email"), Json.text(entry, "reason"), "", Json.textOrNull(entry, "status"))));
    }
}
