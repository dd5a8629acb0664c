package org.postille.campaign;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Schedule;
import org.postille.campaign.definition.Start;
import org.postille.event.EventKind;
import org.postille.web.ApiKeyFilter;

/** The campaigns that run, and what keeps others from running. */
@Tag(name = "Campaigns")
@Path("/api/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = ApiKeyFilter.KEY)
public class CampaignResource {

    private final Campaigns campaigns;
    private final Pauses pauses;

    CampaignResource(Campaigns campaigns, Pauses pauses) {
        this.campaigns = campaigns;
        this.pauses = pauses;
    }

    /** What is in the folder of campaigns. */
    @Schema(name = "Campaigns")
    public record Listing(
            @Schema(description = "Those that run, by file name")
            List<Entry> campaigns,

            @Schema(
                    description =
                            "What is wrong in the files, as file:line:column: message; a file with a mistake has no"
                                    + " running campaign, one that names what the shop does not have runs")
            List<String> findings) {}

    /** A campaign that runs. */
    @Schema(name = "Campaign")
    public record Entry(
            @Schema(description = "Unique, as preview and audience take it", examples = "birthday")
            String name,

            @Schema(description = "Of the file's content: 16 hexadecimal digits", examples = "9f86d081884c7d65")
            String version,

            @Schema(description = "What people call it, by language")
            Map<String, String> title,

            @Schema(
                    description = "What sets it off, in words",
                    examples = "PT1H after cart.updated, unless cart.emptied or order.placed comes meanwhile")
            String start,

            @Schema(description = "Since when it sends nothing, and why; null while it sends", nullable = true)
            @Nullable
            Paused paused) {}

    /** A campaign that sends nothing until it is resumed. */
    @Schema(name = "Paused")
    public record Paused(Instant since, String why) {}

    @GET
    @Operation(
            summary = "The campaigns that run",
            description = "As the server read the files when it started, with what was wrong in them")
    @APIResponse(responseCode = "200", description = "All of them")
    @APIResponse(responseCode = "401", description = "The key of the REST API is missing or wrong")
    public Listing list() {
        var paused = pauses.all();
        return new Listing(
                campaigns.all().stream()
                        .map(it -> entry(it.definition(), paused.get(it.id())))
                        .toList(),
                Stream.concat(
                                campaigns.findings().stream(),
                                campaigns.all().stream().flatMap(it -> campaigns.missing(it.definition()).stream()))
                        .distinct()
                        .map(Finding::toString)
                        .toList());
    }

    private static Entry entry(CampaignDefinition definition, Pauses.@Nullable Pause pause) {
        var title = new LinkedHashMap<String, String>();
        definition.title().byLanguage().forEach((language, text) -> title.put(language, text.value()));
        return new Entry(
                definition.name(),
                definition.version(),
                title,
                start(definition.start()),
                pause == null ? null : new Paused(pause.since(), pause.why()));
    }

    private static String start(Start start) {
        return switch (start) {
            case Start.Scheduled scheduled -> start(scheduled.schedule());
            case Start.Triggered trigger ->
                (trigger.delay().isZero() ? "at once" : trigger.delay().toString()) + " after "
                        + trigger.on().code()
                        + (trigger.unless().isEmpty()
                                ? ""
                                : trigger.unless().stream()
                                        .map(EventKind::code)
                                        .sorted()
                                        .collect(Collectors.joining(" or ", ", unless ", " comes meanwhile")));
        };
    }

    private static String start(Schedule schedule) {
        var zone = schedule.zone();
        var place = (zone == null ? "by each customer's own clock" : "in " + zone.getId())
                + (schedule.bestHour() == null ? "" : ", at their best hour within " + schedule.bestHour());
        return switch (schedule.when()) {
            case Schedule.When.Daily daily -> "daily at " + daily.time() + " " + place;
            case Schedule.When.Cron cron -> "cron " + cron.expression() + " " + place;
        };
    }
}
