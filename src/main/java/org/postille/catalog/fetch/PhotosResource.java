package org.postille.catalog.fetch;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.web.ApiKeyFilter;

/** Which photos of the web are there, which are not, and why. */
@Tag(name = "Catalog")
@Path("/api/v1/photos")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class PhotosResource {

    private static final int MOST = 1_000;

    private final PhotoQueueSql sql;
    private final Clock clock;

    PhotosResource(PhotoQueueSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @param waiting never fetched yet
     * @param kept that are there
     * @param failed whose last attempt failed
     * @param troubles how many of these, and why
     * @param failures at most a thousand, first those that are tried again first
     */
    @Schema(name = "Photos")
    public record Photos(int waiting, int kept, int failed, Map<String, Integer> troubles, List<Failure> failures) {}

    /**
     * @param remedy what somebody can do
     * @param again when it is tried again
     */
    @Schema(name = "PhotoFailure")
    public record Failure(
            String sku,
            String url,
            String trouble,
            @Nullable String detail,
            @Nullable String remedy,
            int attempts,
            Instant again) {}

    @GET
    @Operation(summary = "Which photos of the web were fetched, which could not be, why, and when they are tried again")
    public Photos photos() {
        var states = sql.states();
        return new Photos(
                states.getOrDefault("waiting", 0),
                states.getOrDefault("kept", 0),
                states.getOrDefault("failed", 0),
                sql.troubles(),
                sql.failures(MOST).stream()
                        .map(it -> new Failure(
                                it.sku(),
                                it.url(),
                                it.trouble(),
                                it.detail(),
                                Trouble.of(it.trouble()).map(Trouble::remedy).orElse(null),
                                it.attempts(),
                                it.again()))
                        .toList());
    }

    /** @param due how many are tried again at once */
    @Schema(name = "PhotosAgain")
    public record Again(int due) {}

    @POST
    @Path("/again")
    @Operation(summary = "Tries all that failed again at once, when what was wrong has been mended")
    public Again again() {
        return new Again(sql.again(clock.instant()));
    }
}
