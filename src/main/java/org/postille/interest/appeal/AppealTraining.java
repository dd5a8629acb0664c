package org.postille.interest.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learns from mails: where readers look, and which products they click when they do. */
@ApplicationScoped
public class AppealTraining {

    private static final Duration MAILS = Duration.ofDays(180);
    private static final Duration SALES = Duration.ofDays(28);
    /** Slots from the last of them on are looked at alike. */
    private static final int SLOTS = 12;

    private final AppealSql sql;
    private final Clock clock;

    AppealTraining(AppealSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** From all mails of half a year that people saw who consent to tracking. */
    public void learn() {
        var now = clock.instant();
        var exposures = sql.exposures(now.minus(MAILS), SLOTS - 1);
        var examined = Examination.of(exposures, SLOTS);
        sql.store(appeals(exposures, examined, sql.sales(now.minus(SALES))), examined);
    }

    /**
     * What is learned from what was shown and clicked, and nothing else.
     *
     * @param exposures their slots from 0; those from the twelfth on are looked at alike
     */
    public static Appeals learned(List<Exposure> exposures) {
        return new Appeals(appeals(exposures, Examination.of(exposures, SLOTS), Map.of()));
    }

    static Map<Long, Appeal> appeals(List<Exposure> exposures, double[] examined, Map<Long, Long> sales) {
        var appeals = new HashMap<Long, Appeal>();
        sales.forEach((product, lines) -> appeals.put(product, new Appeal(0, 0, lines)));
        for (var it : exposures) {
            appeals.merge(
                    it.product(),
                    new Appeal(it.fitting() * examined[it.slot()], it.clicked(), 0),
                    (a, b) ->
                            new Appeal(a.exposures() + b.exposures(), a.clicks() + b.clicks(), a.sales() + b.sales()));
        }
        return appeals;
    }
}
