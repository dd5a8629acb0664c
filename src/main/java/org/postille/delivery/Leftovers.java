package org.postille.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final MeterRegistry metrics;
    private final Clock clock;
    private final ClockJumps jumps;
    /** Of the clock that leases go by: in the demo it is moved while that of the world goes on. */
    private final JumpWatch ofLeases;

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
        this.metrics = metrics;
        this.clock = clock;
        this.jumps = jumps;
        var lease = config.lease();
        ofLeases = new JumpWatch(
                clock,
                uptime::now,
                lease.dividedBy(PARTS_OF_A_LEASE),
                lease,
                jump -> Log.infof("the clock has jumped by %s: for %s no node is taken for dead", jump, lease));
    }

    /** Frees what dead nodes held, and once a minute gives up what has expired. */
    synchronized void clear() {
        var now = clock.instant();
        if (!jumps.isEven()) {
            return;
        }
        if (ofLeases.isEven()) {
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

    private List<Long> resending() {
        return campaigns.all().stream()
                .filter(it -> it.definition().onUnknown() == OnUnknown.RESEND)
                .map(Campaigns.Running::id)
                .toList();
    }
}
