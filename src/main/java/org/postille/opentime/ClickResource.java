package org.postille.opentime;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/** The click on a slot: leads to the product that its picture showed last. */
@Tag(name = "In mails")
@Path("/c")
class ClickResource {

    /** A person waits for a page longer than a mail client for a picture. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Tokens tokens;
    private final Decisions decisions;
    private final Patience patience;
    private final URI startPage;
    private final MeterRegistry meters;

    ClickResource(Tokens tokens, Decisions decisions, Patience patience, PostilleConfig config, MeterRegistry meters) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.patience = patience;
        this.startPage = URI.create(config.shop().url());
        this.meters = meters;
    }

    @GET
    @Path("/{token}")
    @RunOnVirtualThread
    @Operation(summary = "Leads to the product that the slot showed last; any other token to the shop's start page")
    @APIResponse(responseCode = "302", description = "Always")
    public Response click(@PathParam("token") String token) {
        var product = slot(token).flatMap(it -> target(it, decisions::target));
        meters.counter("postille.clicks", "to", product.isPresent() ? "product" : "start")
                .increment();
        return redirect(product);
    }

    /** A scanner that only looks where a link leads decides nothing. */
    @HEAD
    @Path("/{token}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response head(@PathParam("token") String token) {
        return redirect(slot(token).flatMap(it -> target(it, decisions::targetShown)));
    }

    private Optional<Slot> slot(String token) {
        return tokens.open(Purpose.CLICK, token)
                .filter(it -> it.size() == 3)
                .map(it -> new Slot(it.get(0), it.get(1).intValue(), it.get(2).intValue()));
    }

    private Response redirect(Optional<URI> product) {
        return Response.status(Response.Status.FOUND)
                .location(product.orElse(startPage))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private Optional<URI> target(Slot slot, Function<Slot, Optional<String>> links) {
        return patience.inTime(
                "A click", LONGEST, () -> links.apply(slot).map(URI::create).filter(ClickResource::isOnTheWeb));
    }

    /** A feed could bring anything as a link. */
    private static boolean isOnTheWeb(URI target) {
        var scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && target.getHost() != null;
    }
}
