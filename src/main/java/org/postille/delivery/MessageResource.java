package org.postille.delivery;

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

/** Why a customer did or didn't get a mail. */
@Tag(name = "Messages")
@Path("/api/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class MessageResource {

    private static final int MOST = 500;

    private final OutboxSql sql;

    MessageResource(OutboxSql sql) {
        this.sql = sql;
    }

    /**
     * A row of the outbox.
     *
     * @param dueAt the next attempt, or the last one
     * @param expiresAt later, it is not sent any more
     * @param doubts attempts of which nobody knows whether the relay took the mail
     * @param reply of the relay, or the rule that suppressed the message, or what it waits for
     * @param queueId under which the relay took it
     * @param bounced what came back after that, such as {@code hard: user-unknown 5.1.1} or {@code complaint: abuse}
     */
    @Schema(name = "Message")
    public record Entry(
            String campaign,
            String message,
            String occasion,
            String state,
            Instant plannedAt,
            Instant dueAt,
            Instant expiresAt,
            @Nullable Instant settledAt,
            int attempts,
            int doubts,
            @Nullable String reply,
            @Nullable String queueId,
            @Nullable String bounced) {}

    @GET
    @Operation(summary = "The messages of a customer, newest first, and what became of each")
    public List<Entry> list(
            @QueryParam("customer") @Nullable String customer, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (customer == null) {
            throw new Invalid("'customer' is missing: the shop's customer number");
        }
        if (limit < 1 || limit > MOST) {
            throw new Invalid("'limit' is " + limit + ", expected 1 to " + MOST);
        }
        return sql.ofCustomer(Customer.byKey(customer).id, limit);
    }
}
