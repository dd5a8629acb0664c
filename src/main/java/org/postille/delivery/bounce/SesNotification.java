package org.postille.delivery.bounce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.bounce.Report.Complaint.Kind;

/** Amazon SES by way of an SNS subscription of kind "email": the notification's JSON is the text of the mail. */
final class SesNotification {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RECIPIENTS = 100;

    private SesNotification() {}

    static Optional<Report> read(String text, List<String> reportedTo) {
        var start = text.indexOf('{');
        if (start < 0 || !(text.contains("\"notificationType\"") || text.contains("\"eventType\""))) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(unwrapped(text.substring(start)));
            if (node.path("Message").isTextual()) {
                node = JSON.readTree(node.path("Message").asText());
            }
            return report(node, reportedTo);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Only the first object; SNS writes how to unsubscribe behind it. */
    private static String unwrapped(String text) {
        var end = text.indexOf("\n--\n");
        return (end < 0 ? text : text.substring(0, end)).replaceAll("\\r?\\n(?! *\")", "");
    }

    private static Optional<Report> report(JsonNode node, List<String> reportedTo) {
        var mail = node.path("mail");
        var origin = new Origin(
                header(mail, "Message-ID"),
                mail.path("source").asText(null),
                mail.path("messageId").asText(null),
                header(mail, "List-Unsubscribe"),
                texts(mail.path("destination")),
                reportedTo);
        return switch (node.path("notificationType")
                .asText(node.path("eventType").asText())) {
            case "Bounce" -> Optional.of(new Report.Bounced(failures(node.path("bounce")), origin));
            case "Complaint" -> {
                var type = node.path("complaint").path("complaintFeedbackType").asText(null);
                yield Optional.of(new Report.Complaint(
                        type == null ? Kind.ABUSE : Feedback.kind(type),
                        type,
                        addresses(node.path("complaint").path("complainedRecipients")),
                        origin));
            }
            case "Delivery" ->
                Optional.of(new Report.Delivered(texts(node.path("delivery").path("recipients")), origin));
            default -> Optional.empty();
        };
    }

    private static List<Failure> failures(JsonNode bounce) {
        var failures = new ArrayList<Failure>();
        for (var it : bounce.path("bouncedRecipients")) {
            if (failures.size() == MOST_RECIPIENTS) {
                break;
            }
            failures.add(new Diagnosis(
                            untyped(it.path("diagnosticCode").asText("")),
                            bounce.path("bounceSubType").asText(""),
                            Reply.status(it.path("status").asText("")).orElse(null),
                            null,
                            false,
                            it.path("action").asText().equals("delayed"))
                    .failure(it.path("emailAddress").asText(null)));
        }
        return failures;
    }

    private static String untyped(String diagnostic) {
        return diagnostic.startsWith("smtp;") ? diagnostic.substring(5).strip() : diagnostic;
    }

    private static @Nullable String header(JsonNode mail, String name) {
        for (var it : mail.path("headers")) {
            if (it.path("name").asText().equalsIgnoreCase(name)) {
                return it.path("value").asText();
            }
        }
        return null;
    }

    private static List<String> addresses(JsonNode recipients) {
        return StreamSupport.stream(recipients.spliterator(), false)
                .map(it -> it.path("emailAddress").asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
