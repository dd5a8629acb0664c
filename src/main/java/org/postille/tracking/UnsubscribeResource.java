package org.postille.tracking;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.base.Sql;
import org.postille.consent.Consents;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.SentSql;
import org.postille.tracking.visit.Visits;

/**
 * Ends a consent by one click (RFC 8058). The token alone decides: no cookie, no login, no redirect, whatever the body says. A
 * GET shows a page with a button and changes nothing, since scanners follow every link of a mail.
 */
@Tag(name = "In mails")
@Path("/u/{token}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

    private final UnsubscribeLink link;
    private final TrackingSql sql;
    private final Consents consents;
    private final UnsubscribePage page;
    private final SentSql mails;
    private final Visits visits;
    private final Clock clock;

    UnsubscribeResource(
            UnsubscribeLink link,
            TrackingSql sql,
            Consents consents,
            UnsubscribePage page,
            SentSql mails,
            Visits visits,
            Clock clock) {
        this.mails = mails;
        this.visits = visits;
        this.clock = clock;
        this.link = link;
        this.sql = sql;
        this.consents = consents;
        this.page = page;
    }

    @GET
    @Operation(summary = "A page with the button that unsubscribes; changes nothing")
    @APIResponse(responseCode = "200", description = "The page")
    public Response ask(@PathParam("token") String token, @Context HttpServerRequest request) {
        link.message(token).ifPresent(it -> looked(it, Request.of(Request.Kind.UNSUBSCRIBE, request)));
        return inWords(() -> sent(token)
                .map(it -> answer(200, it.ended() ? page.done(it.language()) : page.question(it.language())))
                .orElseGet(this::unknown));
    }

    /** A filter that follows every link comes by here, too: that tells it from a reader. */
    private void looked(long message, Request request) {
        try {
            mails.of(message)
                    .ifPresent(it -> visits.record(it, request, "", visits.judge(request, it), clock.instant()));
        } catch (RuntimeException e) {
            Log.warnf("a look at the unsubscription of mail %d could not be recorded: %s", message, e.getMessage());
        }
    }

    @POST
    @Operation(
            summary = "Ends the consent that the mail was sent under (RFC 8058 one-click); again changes nothing more")
    @APIResponse(responseCode = "200", description = "It is ended, or was before")
    @APIResponse(responseCode = "503", description = "It could not be done just now; ask again")
    public Response end(@PathParam("token") String token) {
        return inWords(() -> ended(token));
    }

    private Response ended(String token) {
        var sent = sent(token);
        if (sent.isEmpty()) {
            return unknown();
        }
        var purpose = sent.get().purpose();
        if (purpose != null) {
            consents.object(sent.get().customer(), purpose, "one-click");
        }
        return answer(200, page.done(sent.get().language()));
    }

    /** Whoever wants to leave is a person or a mail client: neither reads a problem of ours in JSON. */
    private Response inWords(Supplier<Response> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (Sql.isUnreachable(e)) {
                Log.errorf(
                        "an unsubscribe page could not be answered, the database cannot be reached: %s",
                        e.getMessage());
            } else {
                Log.error("an unsubscribe page could not be answered", e);
            }
            return answer(503, page.later());
        }
    }

    private Optional<TrackingSql.Sent> sent(String token) {
        return link.message(token).flatMap(sql::message);
    }

    private Response unknown() {
        return answer(404, page.unknown());
    }

    private static Response answer(int status, String html) {
        return Response.status(status)
                .entity(html)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'")
                // Web mailers post from their own pages.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
