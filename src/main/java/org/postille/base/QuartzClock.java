package org.postille.base;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Quartz remembers by the time of day when each job is next. Where that clock was ahead for a while, the next time is far away when
 * it is right again, also after a restart; this brings it back.
 */
@ApplicationScoped
public class QuartzClock {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Scheduler quartz;
    private final Clock clock;

    QuartzClock(Scheduler quartz, Clock clock) {
        this.quartz = quartz;
        this.clock = clock;
    }

    /** Sets jobs to now whose next time is further away than it can be by their own rule. */
    public void mend() {
        try {
            for (var key : quartz.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
                var trigger = quartz.getTrigger(key);
                if (trigger != null && isAhead(trigger)) {
                    Log.warnf(
                            "the next time of %s was %s, set by a clock that was ahead",
                            key, trigger.getNextFireTime());
                    quartz.rescheduleJob(
                            key, trigger.getTriggerBuilder().startNow().build());
                }
            }
        } catch (SchedulerException e) {
            Log.errorf("the schedules could not be looked at: %s", e.getMessage());
        }
    }

    private boolean isAhead(Trigger trigger) {
        var next = trigger.getNextFireTime();
        if (next == null) {
            return false;
        }
        var now = clock.instant();
        var latest = switch (trigger) {
            case SimpleTrigger it -> now.plusMillis(it.getRepeatInterval());
            case CronTrigger it -> cron(it, Date.from(now)).toInstant();
            default -> next.toInstant();
        };
        return next.toInstant().isAfter(latest.plus(TOLERANCE));
    }

    private static Date cron(CronTrigger trigger, Date now) {
        try {
            var expression = new org.quartz.CronExpression(trigger.getCronExpression());
            expression.setTimeZone(trigger.getTimeZone());
            var next = expression.getNextValidTimeAfter(now);
            return next == null ? trigger.getNextFireTime() : next;
        } catch (java.text.ParseException e) {
            return trigger.getNextFireTime();
        }
    }
}
