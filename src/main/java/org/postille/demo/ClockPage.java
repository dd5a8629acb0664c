package org.postille.demo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.postille.demo.page.DemoPage;

/** Moves the demo's clock on, as its visitor wishes: whatever comes due on the way happens at its time. */
@Path("/mailbox/clock")
@RunOnVirtualThread
class ClockPage {

    private static final Map<String, Duration> STEPS = Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1));

    private final Tour tour;
    private final boolean demo;

    ClockPage(Tour tour, @ConfigProperty(name = "postille.demo", defaultValue = "false") boolean demo) {
        this.tour = tour;
        this.demo = demo;
    }

    /** @param site what the browser says of the page that asks: another site's has no business here */
    @POST
    @Operation(hidden = true)
    public Response moveOn(@FormParam("by") @Nullable String by, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
        var step = by == null ? null : STEPS.get(by);
        if (!demo || step == null || (site != null && !site.equals("same-origin"))) {
            return DemoPage.absent();
        }
        tour.moveOn(step);
        return Response.seeOther(URI.create("/mailbox")).build();
    }
}
