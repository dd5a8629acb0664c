package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;

/** How each customer may be tracked at this moment: fully by consent only, else as they chose, else as configured. */
@ApplicationScoped
public class TrackingModes {

    private final TrackingModeSql sql;
    private final Event<LessTracked> less;
    private final Clock clock;
    private final TrackingMode byDefault;

    TrackingModes(TrackingModeSql sql, ConsentConfig config, Event<LessTracked> less, Clock clock) {
        this.less = less;
        this.sql = sql;
        this.clock = clock;
        byDefault = TrackingMode.of(config.trackingByDefault())
                .filter(it -> it != TrackingMode.FULL)
                .orElseThrow(() -> new Invalid("postille.consent.tracking-by-default is '" + config.trackingByDefault()
                        + "', expected aggregate or none; full needs a consent of each customer"));
    }

    /**
     * What follows from what is stored.
     *
     * @param consents whether the consent to the purpose tracking is in force
     * @param chosen what the customer chose instead; null where nothing
     */
    public TrackingMode of(boolean consents, @Nullable String chosen) {
        return consents
                ? TrackingMode.FULL
                : TrackingMode.of(chosen == null ? "" : chosen).orElse(byDefault);
    }

    /** Of each of these customers; one statement. */
    public Map<Long, TrackingMode> of(Collection<Long> customers) {
        return sql.of(customers, this::of);
    }

    /** Of one. */
    public TrackingMode of(long customer) {
        return of(java.util.List.of(customer)).getOrDefault(customer, byDefault);
    }

    /**
     * The customer has said so, now. It holds at once, for mails sent long ago too.
     *
     * @param source where it was said: preferences, phone, shop
     */
    public void choose(long customer, TrackingMode mode, String source) {
        sql.choose(customer, mode, clock.instant(), source);
        if (mode != TrackingMode.FULL) {
            less.fire(new LessTracked(customer));
        }
    }

    /** @throws Invalid if there is no such mode */
    public static TrackingMode named(@Nullable String code) {
        return TrackingMode.of(code == null ? "" : code)
                .orElseThrow(() -> new Invalid((code == null ? "'mode' is missing" : "'mode' is '" + code + "'")
                        + ", expected one of " + String.join(", ", TrackingMode.codes())
                        + Nearest.hint(code == null ? "" : code, TrackingMode.codes())));
    }
}
