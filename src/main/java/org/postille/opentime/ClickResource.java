package org.postille.opentime;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.tracking.SlotClicks;
import org.postille.tracking.TrackedLinks;
import org.postille.tracking.visit.Request;

/** The click on a slot leads to the product that its picture showed last, the click on another link to its stored target. */
@Tag(name = "In mails")
@Path("/c")
class ClickResource {

    /** A person waits for a page longer than a mail client for a picture. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Tokens tokens;
    private final Decisions decisions;
    private final TrackedLinks links;
    private final SlotClicks clicks;
    private final Patience patience;
    private final URI startPage;
    private final MeterRegistry meters;

    ClickResource(
            Tokens tokens,
            Decisions decisions,
            TrackedLinks links,
            SlotClicks clicks,
            Patience patience,
            PostilleConfig config,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.links = links;
        this.clicks = clicks;
        this.patience = patience;
        this.startPage = URI.create(config.shop().url());
        this.meters = meters;
    }

    @GET
    @Path("/{token}")
    @RunOnVirtualThread
    @Operation(
            summary =
                    "Leads to the product that the slot showed last, or to the target of the link; any other token to the shop's start page")
    @APIResponse(responseCode = "302", description = "Always")
    public Response click(@PathParam("token") String name, @Context HttpServerRequest http) {
        var token = Request.unmangled(name);
        var slot = slot(token);
        var request = Request.of(slot.isPresent() ? Request.Kind.CLICK : Request.Kind.LINK, http);
        var target = slot.isPresent()
                ? target(() -> product(slot.get(), request))
                : target(() -> links.clicked(token, request));
        meters.counter("postille.clicks", "to", target.isEmpty() ? "start" : slot.isPresent() ? "product" : "link")
                .increment();
        return redirect(target);
    }

    /** A scanner that only looks where a link leads decides nothing, and is not counted. */
    @HEAD
    @Path("/{token}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response head(@PathParam("token") String token) {
        var slot = slot(token);
        return redirect(
                slot.isPresent() ? target(() -> decisions.targetShown(slot.get())) : target(() -> links.target(token)));
    }

    private Optional<String> product(Slot slot, Request request) {
        var target = decisions.target(slot);
        target.ifPresent(it -> clicks.clicked(it.sent(), it.block(), slot.index(), request));
        return target.map(Decisions.Target::link);
    }

    private Optional<Slot> slot(String token) {
        return tokens.open(Purpose.CLICK, token)
                .filter(it -> it.size() == 3)
                .map(it -> new Slot(it.get(0), it.get(1).intValue(), it.get(2).intValue()));
    }

    private Response redirect(Optional<URI> target) {
        return Response.status(Response.Status.FOUND)
                .location(target.orElse(startPage))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private Optional<URI> target(Supplier<Optional<String>> leading) {
        return patience.inTime(
                "A click",
                LONGEST,
                () -> leading.get()
                        .map(it -> Web.absolute(it, startPage.toString()))
                        .map(URI::create)
                        .filter(Web::leadsThere));
    }
}
