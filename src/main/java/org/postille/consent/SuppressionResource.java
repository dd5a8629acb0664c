package org.postille.consent;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.consent.Suppressions.Scope;
import org.postille.customer.Customer;
import org.postille.web.ApiKeyFilter;

/** Which addresses get no mail, and why; to look at, to add and to take back. */
@Tag(name = "Suppressions")
@Path("/api/v1/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class SuppressionResource {

    private static final int LONGEST_REASON = 200;

    private final Suppressions suppressions;
    private final Clock clock;

    SuppressionResource(Suppressions suppressions, Clock clock) {
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /**
     * A suppression.
     *
     * @param scope   all, or marketing: all but order mails
     * @param current whether it is about the address the customer has now, and was not lifted
     */
    @Schema(name = "Suppression")
    public record Entry(
            String scope,
            String reason,
            Instant since,
            @Nullable Instant liftedAt,
            boolean current) {}

    /**
     * What is to be suppressed.
     *
     * @param customer the shop's customer number
     * @param scope    all (as where it is not given) or marketing
     */
    @Schema(name = "NewSuppression")
    public record Wish(
            @Nullable String customer,
            @Nullable String scope,
            @Nullable String reason) {}

    @GET
    @Operation(summary = "The suppressions of a customer, the newest first; earlier addresses and lifted ones, too")
    public List<Entry> list(@QueryParam("customer") @Nullable String customer) {
        return suppressions.history(known(customer)).stream()
                .map(it -> new Entry(
                        it.suppression().scope().code(),
                        it.suppression().reason(),
                        it.suppression().since(),
                        it.liftedAt(),
                        it.current() && it.liftedAt() == null))
                .toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The customer's address of today gets no mail any more")
    @APIResponse(responseCode = "201", description = "It gets none from now on, or got none before")
    public Response add(@Nullable Wish wish) {
        if (wish == null) {
            throw new Invalid("the body is missing: {\"customer\": \"c-17\", \"reason\": \"asked by phone\"}");
        }
        var customer = known(wish.customer());
        var reason = wish.reason() == null || wish.reason().isBlank() ? "suppressed by hand" : wish.reason();
        suppressions.suppress(
                customer, scope(wish.scope()), Bounds.text(reason, "reason", LONGEST_REASON), clock.instant());
        Log.infof("customer %d is suppressed by hand", customer);
        return Response.status(201).entity(list(wish.customer())).build();
    }

    @DELETE
    @Path("/{customer}")
    @Operation(summary = "Takes back what keeps a customer from being written to; consents stay as they are")
    @APIResponse(responseCode = "204", description = "The customer may be written to again, where consents allow it")
    @APIResponse(responseCode = "404", description = "There is no such customer, or nothing to take back")
    public void lift(@PathParam("customer") String customer) {
        var id = known(customer);
        if (!suppressions.lift(id)) {
            throw new NotFound("customer '" + customer + "' is not suppressed");
        }
        Log.infof("the suppression of customer %d is lifted", id);
    }

    private static Scope scope(@Nullable String text) {
        return switch (text == null ? "all" : text) {
            case "all" -> Scope.ALL;
            case "marketing" -> Scope.MARKETING;
            default -> throw new Invalid("'scope' is '" + text + "', expected all or marketing");
        };
    }

    private static long known(@Nullable String customer) {
        if (customer == null) {
            throw new Invalid("'customer' is missing: the shop's customer number");
        }
        return Customer.byKey(customer).id;
    }
}
