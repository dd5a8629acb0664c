package org.postille.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.postille.delivery.alarm.Alarm;
import org.postille.delivery.alarm.Alarms;
import org.postille.delivery.pace.Queue;
import org.postille.web.ApiKeyFilter;

/** Whether mail leaves, how fast, and when it will be done. */
@Tag(name = "Messages")
@Path("/api/v1/outbox")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class OutboxResource {

    private final Queue queue;
    private final Alarms alarms;

    OutboxResource(Queue queue, Alarms alarms) {
        this.queue = queue;
        this.alarms = alarms;
    }

    /** @param alarms as they were found within the last minute */
    @Schema(name = "Outbox")
    public record State(Queue.Progress progress, List<Alarm> alarms) {}

    @GET
    @Operation(
            summary =
                    "How many mails are due, how many leave a minute, when the last will have left, and what is wrong")
    public State state() {
        return new State(queue.progress(), alarms.current());
    }
}
