package org.postille.campaign;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Campaigns that send nothing until somebody resumes them: by hand, or because a relay or too many readers object to them. */
@ApplicationScoped
public class Pauses {

    private final CampaignSql sql;
    private final Campaigns campaigns;
    private final Clock clock;

    Pauses(CampaignSql sql, Campaigns campaigns, Clock clock) {
        this.sql = sql;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * A campaign that is paused.
     *
     * @param campaign its name
     * @param why in words for the one who can mend it
     */
    public record Pause(String campaign, Instant since, String why) {}

    /** All that are paused now, by the campaign's id; one statement. */
    public Map<Long, Pause> all() {
        return sql.paused();
    }

    /**
     * Lets a campaign send nothing more, from the next batch of each node on; its mails wait until they expire.
     *
     * @throws org.postille.base.NotFound with the nearest known name
     */
    public void pause(String campaign, String why) {
        if (sql.pause(campaigns.named(campaign).definition().name(), why, clock.instant())) {
            Log.errorf("%s is paused: %s", campaign, why);
        }
    }

    /**
     * Lets a campaign go on.
     *
     * @throws org.postille.base.NotFound with the nearest known name
     */
    public void resume(String campaign) {
        if (sql.resume(campaigns.named(campaign).definition().name(), clock.instant())) {
            Log.infof("%s is resumed", campaign);
        }
    }
}
