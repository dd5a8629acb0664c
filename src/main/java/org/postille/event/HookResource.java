package org.postille.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Ground;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.web.Problem;

/** Where the shop tells what happens. Made at the start, so that a secret of the wrong form is told then and not to the shop. */
@Tag(name = "Webhooks")
@Path("/hooks")
@Startup
@RunOnVirtualThread
public class HookResource {

    private static final String SOURCE = "standard";
    /** What Standard Webhooks recommends. */
    private static final Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

    private static final int LARGEST = 1 << 20;

    private final Optional<StandardSignature> signature;
    private final HookIntake intake;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    HookResource(HookConfig config, HookIntake intake, ObjectMapper json, MeterRegistry metrics, Clock clock) {
        this.signature = config.standardSecret().map(it -> new StandardSignature(it, config.tolerance()));
        this.intake = intake;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a webhook is told. */
    @Schema(name = "WebhookAnswer")
    public record Answer(
            String event,
            boolean recorded,

            @Schema(description = "What was taken although it looks like a slip; left out where nothing does")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Nullable
            List<String> doubts) {}

    @POST
    @Path("/standard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "An event of the shop, signed as Standard Webhooks 1.0 says",
            description = "Body: {\"type\": \"cart.updated\", \"timestamp\": \"2026-05-01T10:00:00Z\", \"data\":"
                    + " {\"customer\": \"c-17\", \"currency\": \"EUR\", \"items\":"
                    + " [{\"product\": \"sku-1\", \"quantity\": 1, \"price\": \"19.95\"}]}}")
    @APIResponse(responseCode = "202", description = "Recorded, or recorded before under the same webhook-id")
    @APIResponse(responseCode = "401", description = "The signature does not fit, or the timestamp is too old")
    @APIResponse(responseCode = "413", description = "More than a mebibyte")
    @APIResponse(responseCode = "422", description = "Signed, but not understood; nothing was recorded")
    public Response standard(
            @Parameter(required = true, description = "The sender's id of this delivery")
                    @HeaderParam("webhook-id")
                    @Nullable
                    String id,
            @Parameter(required = true, description = "Seconds since 1970") @HeaderParam("webhook-timestamp") @Nullable
                    String timestamp,
            @Parameter(required = true, description = "v1, and the base64 of HMAC-SHA-256 over id.timestamp.body")
                    @HeaderParam("webhook-signature")
                    @Nullable
                    String signatures,
            byte @Nullable [] content) {
        var body = content == null ? new byte[0] : content;
        if (body.length > LARGEST) {
            return Problem.response(413, "the body has more than " + LARGEST + " bytes");
        }
        var expected = signature.orElseThrow(
                () -> new NotFound("no webhooks are taken here: postille.hooks.standard-secret is not set"));
        var objection = expected.objection(id, timestamp, signatures, body, clock.instant());
        if (objection.isPresent()) {
            metrics.counter("postille.hooks.refused", "source", SOURCE).increment();
            return Problem.response(401, objection.get());
        }
        var key = key(id);
        var behind = StandardSignature.behind(timestamp, clock.instant());
        var lead = Duration.between(Ground.world().instant(), clock.instant()).truncatedTo(ChronoUnit.SECONDS);
        var answer = isAboutCustomer(body)
                ? intake.change(SOURCE, key, () -> readCustomer(key, body))
                : intake.take(SOURCE, key, () -> read(key, body, shift(behind, lead)));
        metrics.counter("postille.hooks.taken", "source", SOURCE).increment();
        return Response.status(202).entity(answer).build();
    }

    /**
     * How much later an event happened by our clock: in the demo, whose clock runs ahead of the world's, as much as that, for a
     * sender that goes by the world's. The same for all such events, so that their order stays.
     *
     * @param behind how far the delivery's clock is behind ours
     * @param lead   how far ours is ahead of the world's
     */
    static Duration shift(Duration behind, Duration lead) {
        return behind.abs().compareTo(USUAL_TOLERANCE) > 0 ? lead : Duration.ZERO;
    }

    private boolean isAboutCustomer(byte[] body) {
        return CustomerUpdate.TYPE.equals(envelope(body).path("type").asText());
    }

    private CustomerUpdate readCustomer(String id, byte[] body) {
        var data = data(envelope(body));
        return CustomerUpdate.read(data, key(data, id));
    }

    private ShopEvent read(String id, byte[] body, Duration shift) {
        var envelope = envelope(body);
        var data = data(envelope);
        return EventJson.read(
                data,
                key(data, id),
                EventJson.kind(EventJson.text(envelope, "type", 100)),
                EventJson.instant(EventJson.text(envelope, "timestamp", 50), "timestamp")
                        .plus(shift));
    }

    private static JsonNode data(JsonNode envelope) {
        var data = envelope.path("data");
        if (!data.isObject()) {
            throw new Invalid("'data' is missing");
        }
        return data;
    }

    private static String key(JsonNode data, String id) {
        return data.hasNonNull("id") ? EventJson.key(data, "id", 150) : id;
    }

    private JsonNode envelope(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Invalid("the body is not JSON: " + EventJson.complaint(e), e);
        } catch (IOException e) {
            throw new Invalid("the body cannot be read", e);
        }
    }

    private static String key(@Nullable String id) {
        return Bounds.key(id == null ? "" : id, "webhook-id", 150);
    }
}
