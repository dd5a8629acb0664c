package org.postille.delivery.feedback;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.customer.Customer;
import org.postille.web.ApiKeyFilter;

/** What came back. */
@Tag(name = "Bounces")
@Path("/api/v1/bounces")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class BounceResource {

    private static final int MOST = 500;

    private final BounceSql sql;

    BounceResource(BounceSql sql) {
        this.sql = sql;
    }

    /**
     * A bounce or a complaint.
     *
     * @param customer   the shop's number; null where no mail of ours could be told from the report
     * @param kind       hard, soft, refusal (of us, not of the address) or complaint
     * @param reason     such as user-unknown or mailbox-full
     * @param status     RFC 3463, such as 5.1.1
     * @param diagnostic what the other side wrote
     * @param source     by which way it came
     * @param reportedAt as the report says
     */
    @Schema(name = "Bounce")
    public record Entry(
            @Nullable String customer,
            @Nullable String campaign,
            @Nullable String message,
            String kind,
            String reason,
            @Nullable String status,
            String diagnostic,
            String source,
            @Nullable Instant reportedAt,
            Instant receivedAt) {}

    @GET
    @Operation(
            summary = "Bounces and complaints, the newest first: of one customer, of all, or those of no mail of ours",
            description =
                    "Those with unmatched=true carry no valid token; they changed nothing and are kept for 30 days.")
    public List<Entry> list(
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("unmatched") @DefaultValue("false") boolean unmatched,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Invalid("'limit' is " + limit + ", expected 1 to " + MOST);
        }
        if (customer != null && unmatched) {
            throw new Invalid("either 'customer' or 'unmatched': what is unmatched is of no customer");
        }
        return customer == null ? sql.newest(unmatched, limit) : sql.ofCustomer(Customer.byKey(customer).id, limit);
    }
}
