package org.postille.delivery.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.base.Sql;
import org.postille.delivery.feedback.Bounces.Taken;
import org.postille.web.Problem;

/** Where relays tell what bounced. */
@Tag(name = "Webhooks")
@Path("/hooks/bounces")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class BounceHookResource {

    private static final int LARGEST = 1 << 20;
    private static final int MOST_ERRORS = 20;
    private static final String BASIC = "Basic ";
    private static final String LATER = "some of it could not be kept; tell it again, what was counted stays counted";

    private final Credentials credentials;
    private final RelayIntake intake;
    private final ObjectMapper json;
    private final List<RelayFormat> formats;

    BounceHookResource(Credentials credentials, RelayIntake intake, ObjectMapper json) {
        this.credentials = credentials;
        this.intake = intake;
        this.json = json;
        this.formats = List.of(new SendgridFormat(), new MailgunFormat(), new PostmarkFormat(), new SesFormat(json));
    }

    /**
     * What became of the events of a webhook.
     *
     * @param counted   kept, and what follows from them is done
     * @param known     counted before
     * @param unmatched of no mail of ours that could be told
     * @param ignored   nothing follows from them: delivered, opened, delayed
     * @param errors    what was not understood, by its place; the others were taken all the same
     */
    @Schema(name = "BounceHookAnswer")
    public record Answer(int counted, int known, int unmatched, int ignored, List<String> errors) {}

    @POST
    @Operation(
            summary = "Bounces and complaints as Amazon SES, Mailgun, Postmark and SendGrid tell them; which, is seen")
    @APIResponse(responseCode = "200", description = "Taken; those that were taken before have no second effect")
    @APIResponse(responseCode = "401", description = "Not from that relay")
    @APIResponse(responseCode = "404", description = "Nothing is taken from that relay")
    @APIResponse(responseCode = "413", description = "More than a mebibyte")
    @APIResponse(responseCode = "422", description = "Not in the words of a relay that we know")
    @APIResponse(responseCode = "503", description = "Not now; tell it again")
    public Response any(@Context HttpHeaders headers, byte @Nullable [] content) {
        return take(it -> true, headers, content);
    }

    @POST
    @Path("/{relay}")
    @Operation(summary = "The same for one relay: ses, mailgun, postmark or sendgrid")
    @APIResponse(responseCode = "200", description = "Taken; those that were taken before have no second effect")
    public Response one(@PathParam("relay") String relay, @Context HttpHeaders headers, byte @Nullable [] content) {
        if (formats.stream().noneMatch(it -> it.source().code().equals(relay))) {
            throw new NotFound("there is no relay '" + relay + "', expected ses, mailgun, postmark or sendgrid");
        }
        return take(it -> it.source().code().equals(relay), headers, content);
    }

    private Response take(Predicate<RelayFormat> meant, HttpHeaders headers, byte @Nullable [] content) {
        var raw = content == null ? new byte[0] : content;
        if (raw.length > LARGEST) {
            return Problem.response(413, "the body has more than " + LARGEST + " bytes");
        }
        var body = parse(raw);
        var format = formats.stream()
                .filter(meant)
                .filter(it -> it.fits(body))
                .findFirst()
                .orElseThrow(() -> new Invalid("the body is not in the words of a relay that we know"));
        Optional<String> objection;
        try {
            objection = credentials.objection(format.source(), proof(headers), raw, body);
        } catch (RuntimeException e) {
            if (Sql.isOfTheDatabase(e)) {
                Log.errorf("bounces cannot be taken now: %s", e.getMessage());
                return Problem.response(503, LATER);
            }
            throw e;
        }
        if (objection.isPresent()) {
            var answer = Problem.response(401, objection.get());
            // SNS sends a password only when it is asked for one.
            answer.getHeaders().add("WWW-Authenticate", "Basic realm=\"postille\"");
            return answer;
        }
        if (!SesFormat.confirmation(body).isEmpty()) {
            Log.warnf(
                    "SNS asks to confirm the subscription for bounces: open this address once, it is not fetched: %s",
                    SesFormat.confirmation(body));
        }
        return answer(format, body);
    }

    private Response answer(RelayFormat format, JsonNode body) {
        var counts = new EnumMap<Taken, Integer>(Taken.class);
        var errors = new ArrayList<String>();
        var later = false;
        var entries = format.entries(body);
        for (var at = 0; at < entries.size(); at++) {
            try {
                counts.merge(intake.take(format.source(), format.read(entries.get(at))), 1, Integer::sum);
            } catch (Invalid e) {
                error(errors, "[" + at + "]: " + e.getMessage());
            } catch (RuntimeException e) {
                if (Sql.isUnreachable(e)) {
                    Log.errorf("bounces cannot be taken now: %s", e.getMessage());
                    return Problem.response(503, LATER);
                }
                later |= Sql.isOfTheDatabase(e);
                Log.errorf(
                        e,
                        "a bounce told by %s could not be taken",
                        format.source().code());
                error(errors, "[" + at + "]: not taken; the log says why");
            }
        }
        if (later) {
            return Problem.response(503, LATER);
        }
        return Response.ok(new Answer(
                        count(counts, Taken.COUNTED),
                        count(counts, Taken.KNOWN),
                        count(counts, Taken.UNMATCHED),
                        count(counts, Taken.NOTHING),
                        errors))
                .build();
    }

    private static void error(List<String> errors, String text) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(text);
        }
    }

    private static int count(Map<Taken, Integer> counts, Taken taken) {
        return counts.getOrDefault(taken, 0);
    }

    private JsonNode parse(byte[] raw) {
        try {
            var body = json.readTree(raw);
            if (body == null || !body.isContainerNode()) {
                throw new Invalid("the body is empty");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new Invalid("the body is not JSON", e);
        } catch (IOException e) {
            throw new Invalid("the body cannot be read", e);
        }
    }

    private static Credentials.Proof proof(HttpHeaders headers) {
        var secret = headers.getHeaderString("X-Postille-Secret");
        return new Credentials.Proof(
                secret == null ? password(headers.getHeaderString(HttpHeaders.AUTHORIZATION)) : secret,
                headers.getHeaderString("X-Twilio-Email-Event-Webhook-Signature"),
                headers.getHeaderString("X-Twilio-Email-Event-Webhook-Timestamp"),
                headers.getHeaderString("x-amz-sns-topic-arn"));
    }

    private static @Nullable String password(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            var pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
