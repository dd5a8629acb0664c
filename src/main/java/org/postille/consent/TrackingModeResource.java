package org.postille.consent;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.customer.Customer;
import org.postille.web.ApiKeyFilter;

/** What may be known of how a customer reads mails; to look at and to change, at once. */
@Tag(name = "Tracking")
@Path("/api/v1/customers/{customer}/tracking")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class TrackingModeResource {

    private static final int LONGEST_SOURCE = 100;

    private final TrackingModes modes;

    TrackingModeResource(TrackingModes modes) {
        this.modes = modes;
    }

    /** How a customer is tracked. */
    @Schema(name = "Tracking")
    public record Entry(
            @Schema(description = "full, aggregate or none", examples = "aggregate")
            String mode) {}

    /** How a customer wants to be tracked. */
    @Schema(name = "NewTracking")
    public record Wish(
            @Schema(description = "full (a consent to the purpose tracking), aggregate or none", examples = "none")
            @Nullable
            String mode,

            @Schema(description = "Where they said so; api if it is not given", examples = "preferences") @Nullable
            String source) {}

    @GET
    @Operation(summary = "What may be known of how a customer reads mails")
    @APIResponse(responseCode = "200", description = "The mode that holds now, said by the customer or configured")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    public Entry mode(@PathParam("customer") String customer) {
        return new Entry(modes.of(Customer.byKey(customer).id).code());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The customer has said how they want to be tracked",
            description =
                    "It holds at once, for mails sent long ago too. Full is stored as a consent to the purpose tracking,"
                            + " with source and date; anything less ends that consent")
    @APIResponse(responseCode = "200", description = "The mode that holds from now on")
    @APIResponse(responseCode = "404", description = "There is no such customer")
    @APIResponse(responseCode = "422", description = "There is no such mode")
    public Entry choose(@PathParam("customer") String customer, @Nullable Wish wish) {
        if (wish == null) {
            throw new Invalid("the body is missing: {\"mode\": \"none\", \"source\": \"preferences\"}");
        }
        var mode = TrackingModes.named(wish.mode());
        var source = wish.source() == null || wish.source().isBlank() ? "api" : wish.source();
        var id = Customer.byKey(customer).id;
        modes.choose(id, mode, Bounds.text(source, "source", LONGEST_SOURCE));
        Log.infof("customer %d is tracked from now on: %s", id, mode.code());
        return mode(customer);
    }
}
