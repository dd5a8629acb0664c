package org.postille.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;

/** Whatever a relay sends, it is understood or refused, and breaks nothing. */
class RelayFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<RelayFormat> FORMATS =
            List.of(new SendgridFormat(), new MailgunFormat(), new PostmarkFormat(), new SesFormat(JSON));

    private static final List<String> NAMES = List.of(
            "TopicArn",
            "Type",
            "Message",
            "mail",
            "notificationType",
            "eventType",
            "bounce",
            "complaint",
            "bounceType",
            "bounceSubType",
            "bouncedRecipients",
            "emailAddress",
            "status",
            "diagnosticCode",
            "feedbackId",
            "timestamp",
            "complaintFeedbackType",
            "event-data",
            "event",
            "severity",
            "reason",
            "delivery-status",
            "code",
            "message",
            "description",
            "recipient",
            "id",
            "RecordType",
            "ID",
            "Details",
            "Content",
            "Email",
            "BouncedAt",
            "ChangedAt",
            "SuppressSending",
            "SuppressionReason",
            "Origin",
            "email",
            "type",
            "sg_event_id",
            "smtp-id");

    private static final List<String> TEXTS = List.of(
            "",
            "Bounce",
            "Complaint",
            "Notification",
            "Permanent",
            "General",
            "failed",
            "permanent",
            "bounce",
            "old",
            "dropped",
            "spamreport",
            "blocked",
            "HardBounce",
            "SoftBounce",
            "SpamComplaint",
            "SubscriptionChange",
            "2026-05-04T10:00:00Z",
            "99999-99-99",
            "5.1.1",
            "550 5.1.1 User unknown",
            "\u0000\u0007",
            "ä€😀",
            "x".repeat(5_000),
            "<" + "a".repeat(32) + "@shop.example>",
            "{\"mail\": {}}",
            "%s%n",
            "-1");

    private static JsonNode random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 1 -> JSON.getNodeFactory().numberNode(random.nextDouble() * 1e300);
            case 2 -> JSON.getNodeFactory().nullNode();
            case 3, 4 -> JSON.getNodeFactory().textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 5 -> {
                ArrayNode array = JSON.createArrayNode();
                for (var i = random.nextInt(4); i > 0; i--) {
                    array.add(random(random, depth - 1));
                }
                yield array;
            }
            default -> object(random, depth);
        };
    }

    private static JsonNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (var i = random.nextInt(16); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), random(random, depth - 1));
        }
        return object;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_stands_in_a_webhook_is_read_or_refused(long seed) {
        var random = new Random(seed);
        for (var trial = 0; trial < 2_000; trial++) {
            var body = object(random, 4);
            for (var format : FORMATS) {
                assertThatCode(() -> read(format, body))
                        .as("seed %d, trial %d, %s: %s", seed, trial, format, body)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void read(RelayFormat format, JsonNode body) {
        try {
            var entries = new ArrayList<>(format.entries(body));
            entries.add(body);
            for (var entry : entries) {
                var told = format.read(entry);
                assertThat(told.key()).hasSizeBetween(1, 64).matches("[!-~]+");
            }
        } catch (Invalid e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void each_body_fits_one_relay() throws Exception {
        var bodies = List.of(
                "[]",
                "{\"signature\": {}, \"event-data\": {}}",
                "{\"RecordType\": \"Bounce\"}",
                "{\"Type\": \"Notification\", \"TopicArn\": \"x\"}");
        for (var i = 0; i < bodies.size(); i++) {
            var body = JSON.readTree(bodies.get(i));
            assertThat(FORMATS.stream().filter(it -> it.fits(body))).containsExactly(FORMATS.get(i));
        }
    }

    @Test
    void marks_are_found_wherever_they_stand_but_not_within_a_sentence() throws Exception {
        var mark = "a".repeat(32) + "@shop.example";
        var body = JSON.readTree("""
                {"a": {"b": ["%s", {"c": "<%s>"}]}, "reason": "550 <%s> is unknown", "short": "anna@example.com", "n": 5}""".formatted(mark, mark, mark));
        assertThat(Json.marks(body)).containsExactly(mark, "<" + mark + ">");
    }
}
