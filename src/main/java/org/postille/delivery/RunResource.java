package org.postille.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.campaign.Pauses;
import org.postille.web.ApiKeyFilter;

/** What operators do with the sendings of one campaign. */
@Tag(name = "Campaigns")
@Path("/api/v1/campaigns/{campaign}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class RunResource {

    private static final int MOST = 100;

    private final Runs runs;
    private final Pauses pauses;

    RunResource(Runs runs, Pauses pauses) {
        this.runs = runs;
        this.pauses = pauses;
    }

    /** @param mails by the reason why they did not go, or were planned anew */
    @Schema(name = "Missed")
    public record Missed(int total, Map<String, Integer> mails) {}

    @GET
    @Path("runs")
    @Operation(
            summary = "The latest sendings of a scheduled campaign, newest first",
            description = "With the number of mails in each state; finished when none is open any more")
    public List<Runs.Run> runs(
            @PathParam("campaign") String campaign, @QueryParam("limit") @DefaultValue("10") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Invalid("'limit' is " + limit + ", expected 1 to " + MOST);
        }
        return runs.latest(campaign, limit);
    }

    @GET
    @Path("missed")
    @Operation(
            summary = "Whom the campaign should have reached and did not",
            description =
                    "Mails that expired or could not be written, by the reason; of the last seven days, or of one run")
    public Missed missed(
            @PathParam("campaign") String campaign,
            @QueryParam("run") @Nullable String run,
            @QueryParam("unknown") boolean unknown) {
        var mails = runs.missed(campaign, new Runs.Missed(run, unknown));
        return new Missed(mails.values().stream().mapToInt(Integer::intValue).sum(), mails);
    }

    @POST
    @Path("missed")
    @Operation(
            summary = "Sends to those who were missed",
            description = "Every rule is asked once more before a mail leaves")
    public Missed sendMissed(
            @PathParam("campaign") String campaign,
            @QueryParam("run") @Nullable String run,
            @QueryParam("unknown") boolean unknown) {
        var mails = runs.sendMissed(campaign, new Runs.Missed(run, unknown));
        return new Missed(mails, Map.of("planned", mails));
    }

    @POST
    @Path("pause")
    @Operation(
            summary = "Lets the campaign send nothing until it is resumed",
            description = "Its mails wait until they expire")
    public void pause(@PathParam("campaign") String campaign, @QueryParam("why") @Nullable String why) {
        pauses.pause(campaign, why == null || why.isBlank() ? "by the REST API" : why);
    }

    @POST
    @Path("resume")
    @Operation(summary = "Lets a paused campaign go on")
    public void resume(@PathParam("campaign") String campaign) {
        pauses.resume(campaign);
    }
}
