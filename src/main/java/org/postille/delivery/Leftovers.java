package org.postille.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.OnUnknown;

/**
 * What nobody comes back for: mails of nodes that died, and mails that nobody wants any more although none could be sent.
 *
 * <p>Leases go by the clock. When it jumps, those of living nodes seem to have run out; they renew them within a quarter of a
 * lease, so nobody is taken for dead until a whole one has passed.
 */
@ApplicationScoped
class Leftovers {

    private static final int PARTS_OF_A_LEASE = 4;
    private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(1);

    private final LeaseSql leases;
    private final Campaigns campaigns;
    private final DeliveryConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Uptime uptime;
    private final ClockJumps jumps;

    /** By how much the clock is ahead of the uptime. */
    private Duration ahead;

    /** When it last jumped. */
    private @Nullable Duration jumped;

    private Instant expired = Instant.MIN;

    Leftovers(
            LeaseSql leases,
            Campaigns campaigns,
            DeliveryConfig config,
            MeterRegistry metrics,
            Clock clock,
            Uptime uptime,
            ClockJumps jumps) {
        this.leases = leases;
        this.campaigns = campaigns;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.uptime = uptime;
        this.jumps = jumps;
        ahead = ahead();
    }

    private Duration ahead() {
        return Duration.between(Instant.EPOCH, clock.instant()).minus(uptime.now());
    }

    /** Frees what dead nodes held, and once a minute gives up what has expired. */
    synchronized void clear() {
        var now = clock.instant();
        if (!jumps.isEven()) {
            return;
        }
        if (isTrusted()) {
            var lost = leases.freeLost(resending(), now);
            if (lost > 0) {
                Log.warnf("%d mails were with the relay when their process ended: their outcome is not known", lost);
            }
        }
        if (now.isBefore(expired) || !now.isBefore(expired.plus(BETWEEN_EXPIRIES))) {
            var late = leases.expire(now);
            expired = now;
            if (late > 0) {
                metrics.counter("postille.mails", "outcome", MessageState.EXPIRED.code())
                        .increment(late);
                Log.warnf("%d mails expired before they could be sent", late);
            }
        }
    }

    private boolean isTrusted() {
        var before = ahead;
        ahead = ahead();
        var jump = ahead.minus(before);
        if (jump.abs().compareTo(config.lease().dividedBy(PARTS_OF_A_LEASE)) > 0) {
            Log.infof("the clock has jumped by %s: for %s no node is taken for dead", jump, config.lease());
            jumped = uptime.now();
        }
        return jumped == null || uptime.now().minus(jumped).compareTo(config.lease()) >= 0;
    }

    private List<Long> resending() {
        return campaigns.all().stream()
                .filter(it -> it.definition().onUnknown() == OnUnknown.RESEND)
                .map(Campaigns.Running::id)
                .toList();
    }
}
