package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what the relay said, by day (UTC), campaign and the recipients' domain: the rates that alarms look at. Kept in memory
 * and written now and then, so a process that dies forgets the last seconds; the ledger itself forgets nothing.
 */
@ApplicationScoped
public class Tally {

    /** A domain with fewer mails a day from this node stands in the total only. */
    private static final int WORTH_A_ROW = 20;

    private final TallySql sql;
    private final Clock clock;
    private final Map<Key, Counts> counts = new HashMap<>();
    private final Meter accepted = new Meter();
    private LocalDate day = LocalDate.MIN;

    Tally(TallySql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Key(long campaign, String domain) {}

    private static final class Counts {
        private int accepted;
        private int deferred;
        private int rejected;
        private int ever;
    }

    /** What can be said of an attempt. */
    public enum Answer {
        ACCEPTED,
        DEFERRED,
        REJECTED
    }

    public synchronized void count(long campaign, String domain, Answer answer) {
        if (answer == Answer.ACCEPTED) {
            accepted.count(clock.instant());
        }
        add(new Key(campaign, ""), answer);
        if (!domain.isEmpty()) {
            add(new Key(campaign, domain), answer);
        }
    }

    private void add(Key key, Answer answer) {
        var own = counts.computeIfAbsent(key, it -> new Counts());
        own.ever++;
        switch (answer) {
            case ACCEPTED -> own.accepted++;
            case DEFERRED -> own.deferred++;
            case REJECTED -> own.rejected++;
        }
    }

    /** Writes what has been counted since the last time. */
    public synchronized void write() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var rows = new ArrayList<TallySql.Row>();
        counts.forEach((key, own) -> {
            var fresh = own.accepted + own.deferred + own.rejected;
            if (fresh > 0 && (key.domain.isEmpty() || own.ever >= WORTH_A_ROW)) {
                rows.add(new TallySql.Row(key.campaign, key.domain, own.accepted, own.deferred, own.rejected));
            }
        });
        sql.add(today, rows);
        for (var row : rows) {
            var own = counts.get(new Key(row.campaign(), row.domain()));
            if (own != null) {
                own.accepted = 0;
                own.deferred = 0;
                own.rejected = 0;
            }
        }
        if (!today.equals(day)) {
            counts.clear();
            day = today;
        }
    }

    /** Mails that the relay took from this node in the last minute. */
    public double acceptedPerMinute() {
        return accepted.perMinute(clock.instant());
    }

    /** Mails that the relay has taken today, from all nodes. */
    public int acceptedToday() {
        return sql.accepted(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** What was counted since that day, for each day, campaign and domain; the domain is empty for the total of a campaign. */
    public List<Sum> since(LocalDate first) {
        return sql.since(first);
    }

    /** Answers of a day by campaign and domain. */
    public record Sum(LocalDate day, long campaign, String domain, int accepted, int deferred, int rejected) {

        public int answers() {
            return accepted + deferred + rejected;
        }
    }
}
