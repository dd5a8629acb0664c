package org.postille.opentime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/** The click on a slot: leads to the product that its picture showed last. */
@Path("/c")
class ClickResource {

    private final Tokens tokens;
    private final Decisions decisions;
    private final URI startPage;
    private final MeterRegistry meters;

    ClickResource(Tokens tokens, Decisions decisions, PostilleConfig config, MeterRegistry meters) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.startPage = URI.create(config.shop().url());
        this.meters = meters;
    }

    @GET
    @Path("/{token}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response click(@PathParam("token") String token) {
        var product = tokens.open(Purpose.CLICK, token)
                .filter(it -> it.size() == 3)
                .map(it -> new Slot(it.get(0), it.get(1).intValue(), it.get(2).intValue()))
                .flatMap(this::target);
        meters.counter("postille.clicks", "to", product.isPresent() ? "product" : "start")
                .increment();
        return Response.status(Response.Status.FOUND)
                .location(product.orElse(startPage))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    private Optional<URI> target(Slot slot) {
        try {
            return decisions.target(slot).map(URI::create).filter(ClickResource::isOnTheWeb);
        } catch (RuntimeException e) {
            Log.error("A click failed, it was led to the shop's start page", e);
            return Optional.empty();
        }
    }

    /** A feed could bring anything as a link. */
    private static boolean isOnTheWeb(URI target) {
        var scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && target.getHost() != null;
    }
}
