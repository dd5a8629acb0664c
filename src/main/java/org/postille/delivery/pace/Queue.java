package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits to leave, and when it will have left. */
@ApplicationScoped
public class Queue {

    private static final double SECONDS = 60;

    private final QueueSql sql;
    private final Tally tally;
    private final Pace pace;
    private final Clock clock;

    Queue(QueueSql sql, Tally tally, Pace pace, Clock clock) {
        this.sql = sql;
        this.tally = tally;
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param due mails that could leave now
     * @param perMinute mails that the relay took from this node in the last minute
     * @param limit the most that may leave this node in a minute; null without a limit
     * @param doneAt when the last of them will have left at this rate, or at the limit where that is lower or nothing was sent lately; null if
     *     neither is known, or the warm-up lets not all of them go today
     */
    public record Progress(
            int due,
            double perMinute,
            @Nullable Integer limit,
            @Nullable Instant doneAt) {}

    /** At this moment; other nodes make it quicker than it says. */
    public Progress progress() {
        var now = clock.instant();
        var due = sql.due(now);
        var measured = tally.acceptedPerMinute();
        var limit = pace.mailsPerMinute();
        // What a pause has saved up leaves faster than the limit.
        var rate = measured > 0 ? Math.min(measured, limit.orElse(Integer.MAX_VALUE)) : limit.orElse(0);
        var today = pace.leftToday(now);
        if (today.isPresent() && today.getAsInt() < due) {
            rate = 0; // Not today, and nobody knows what else will be due tomorrow.
        }
        return new Progress(
                due,
                Math.round(measured),
                limit.isPresent() ? limit.getAsInt() : null,
                rate > 0 ? now.plusSeconds(Math.round(due * SECONDS / rate)) : null);
    }

    /** How many mails are due and have not left. */
    public int due() {
        return sql.due(clock.instant());
    }

    /** Since when the mail waits that has been due the longest; nothing if none is due. */
    public Optional<Instant> oldestDue() {
        return sql.oldestDue(clock.instant());
    }

    /** Whether what is due waits for tomorrow, since the warm-up lets no more go today. */
    public boolean isDoneForToday() {
        var today = pace.leftToday(clock.instant());
        return today.isPresent() && today.getAsInt() == 0;
    }
}
