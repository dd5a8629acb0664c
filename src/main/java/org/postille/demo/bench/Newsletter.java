package org.postille.demo.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.postille.campaign.Campaigns;
import org.postille.delivery.Heartbeat;
import org.postille.delivery.MessageState;
import org.postille.delivery.Outbox;

/** Plans and sends mails of the newsletter to customers who have all agreed to it. */
@ApplicationScoped
class Newsletter {

    private static final String NAME = "newsletter";

    private final Campaigns campaigns;
    private final Heartbeat heartbeat;
    private final Outbox outbox;
    private final BenchSql sql;
    private final Clock clock;

    Newsletter(Campaigns campaigns, Heartbeat heartbeat, Outbox outbox, BenchSql sql, Clock clock) {
        this.campaigns = campaigns;
        this.heartbeat = heartbeat;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    /** Puts so many mails into an outbox that was emptied before: one a customer, then one more. */
    void plan(int mails) {
        var customers = sql.customers();
        sql.forgetMails();
        var campaign = campaigns.named(NAME);
        var definition = campaign.definition();
        var purpose = definition.purpose().orElseThrow();
        var now = clock.instant();
        sql.allAgreeTo(purpose, now);
        var message = definition.messages().keySet().iterator().next();
        for (var planned = 0; planned < mails; planned += customers) {
            sql.plan(campaign.id(), "bench-" + planned, message, purpose, Math.min(customers, mails - planned), now);
        }
    }

    /**
     * One mail more for customers who got one before.
     *
     * @return how many
     */
    int planMore(int mails) {
        var campaign = campaigns.named(NAME);
        var definition = campaign.definition();
        var message = definition.messages().keySet().iterator().next();
        return sql.plan(campaign.id(), "more", message, definition.purpose().orElseThrow(), mails, clock.instant());
    }

    /**
     * Does what a heartbeat of the server does: looks for what is to be planned, and sends all that is due.
     *
     * @return nanoseconds that it took
     */
    long send() {
        var start = System.nanoTime();
        heartbeat.run();
        return System.nanoTime() - start;
    }

    /** Mails that the relay has taken. */
    int accepted() {
        return outbox.counts().stream()
                .filter(it -> it.campaign().equals(NAME) && it.state() == MessageState.ACCEPTED)
                .mapToInt(Outbox.Count::messages)
                .sum();
    }
}
