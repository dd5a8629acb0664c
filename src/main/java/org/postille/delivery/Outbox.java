package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others may know of the outbox. */
@ApplicationScoped
public class Outbox {

    private final OutboxSql sql;
    private final Clock clock;

    Outbox(OutboxSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * How many messages of a campaign are in a state, and to how many different customers.
     *
     * @param rule that forbade them, in words; null unless they are suppressed
     */
    public record Count(
            String campaign, MessageState state, @Nullable String rule, int messages, int customers) {}

    public List<Count> counts() {
        return sql.counts();
    }

    /** Says that no other node is alive: whatever one held when it was killed is free at the next heartbeat. */
    public void thisNodeIsAlone() {
        sql.endLeases(clock.instant());
    }
}
