package org.postille.delivery;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.delivery.alarm.Alarms;

/**
 * Looks for what is due and sends it. Planning is Quartz's job: one node of the cluster at a time, taken over by another when
 * that one dies. Sending is every node's: they share the outbox row by row.
 */
@ApplicationScoped
public class Heartbeat {

    private final FanOut fanOut;
    private final Sender sender;
    private final Runs runs;
    private final Alarms alarms;
    private final Campaigns campaigns;

    Heartbeat(FanOut fanOut, Sender sender, Runs runs, Alarms alarms, Campaigns campaigns) {
        this.alarms = alarms;
        this.runs = runs;
        this.campaigns = campaigns;
        this.fanOut = fanOut;
        this.sender = sender;
    }

    @Scheduled(
            identity = "postille-plan",
            every = "${postille.delivery.heartbeat:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void plan() {
        guarded(() -> {
            campaigns.refresh();
            fanOut.run();
        });
    }

    @Scheduled(
            identity = "postille-send",
            every = "${postille.delivery.heartbeat:5s}",
            executeWith = Scheduled.SIMPLE,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        guarded(sender::run);
    }

    /** Apart from sending, which may take hours. */
    @Scheduled(
            identity = "postille-look",
            every = "${postille.delivery.heartbeat:5s}",
            executeWith = Scheduled.SIMPLE,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        guarded(() -> {
            campaigns.refresh();
            runs.finish();
            alarms.look();
        });
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (Sql.isUnreachable(e)) {
                Log.errorf("the database cannot be reached, the next heartbeat goes on: %s", e.getMessage());
                return;
            }
            Log.error("a heartbeat failed; the next one goes on where it ended", e);
        }
    }

    /** Does all that is due at this moment of the clock. */
    public void run() {
        fanOut.run();
        sender.run();
        runs.finish();
        alarms.look();
    }
}
