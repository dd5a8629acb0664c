package org.postille.delivery;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postille.base.Invalid;
import org.postille.base.QuartzClock;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.delivery.alarm.Alarms;

/**
 * Looks for what is due and plans it, sends it, and looks how that goes: on every node, since nodes share schedules, journeys and
 * outbox row by row. The three do not wait for each other. The pauses between are measured by a clock that nobody can set: a node
 * whose time is set back goes on.
 */
@ApplicationScoped
public class Heartbeat {

    private static final int KINDS = 4;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FanOut fanOut;
    private final Sender sender;
    private final Runs runs;
    private final Alarms alarms;
    private final Campaigns campaigns;
    private final ClockJumps jumps;
    private final QuartzClock quartz;
    private final Duration pause;
    private final boolean halted;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            KINDS, Thread.ofPlatform().daemon().name("heartbeat-", 0).factory());
    private final List<Future<?>> beats = new ArrayList<>();

    Heartbeat(
            FanOut fanOut,
            Sender sender,
            Runs runs,
            Alarms alarms,
            Campaigns campaigns,
            ClockJumps jumps,
            QuartzClock quartz,
            DeliveryConfig config,
            @ConfigProperty(name = "quarkus.scheduler.start-mode") String mode) {
        this.alarms = alarms;
        this.runs = runs;
        this.campaigns = campaigns;
        this.fanOut = fanOut;
        this.sender = sender;
        this.jumps = jumps;
        this.quartz = quartz;
        pause = config.heartbeat();
        if (!pause.isPositive()) {
            throw new Invalid("postille.delivery.heartbeat is " + pause + ", expected some time such as 5s");
        }
        halted = mode.equals("halted");
    }

    void start(@Observes StartupEvent start) {
        if (!halted) {
            begin();
        }
    }

    /** Goes on by itself from now on; for whoever has called {@link #run} until now. */
    public synchronized void begin() {
        if (beats.isEmpty()) {
            beat(pause, () -> {
                campaigns.refresh();
                if (jumps.isEven()) {
                    fanOut.run();
                }
            });
            beat(pause, sender::run);
            beat(pause, () -> {
                campaigns.refresh();
                runs.finish();
                alarms.look(jumps.trouble());
            });
            beat(MINUTE, quartz::mend);
        }
    }

    private void beat(Duration pause, Runnable work) {
        var nanos = pause.toNanos();
        beats.add(timer.scheduleWithFixedDelay(() -> guarded(work), nanos, nanos, TimeUnit.NANOSECONDS));
    }

    synchronized void stop(@Observes ShutdownEvent end) {
        timer.shutdown();
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
        } catch (Error e) {
            // Thrown on, it would be the last heartbeat of this kind, and nobody would know.
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
