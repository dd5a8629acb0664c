package org.postille.audience;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;

/** Rules about when customers order again, as conditions on {@code customer c}: what the latest training expects of each. */
final class TimingRuleSql {

    private TimingRuleSql() {}

    /** Primary key of customer_timing; what is not known is null there, and not within any bounds. */
    static Fragment condition(Rule.Expected rule) {
        var column = column(rule.figure());
        var parts = new ArrayList<Fragment>();
        parts.add(Fragment.of("t.customer_id = c.id"));
        if (rule.atLeast() != null) {
            parts.add(Fragment.of(column + " >= ?", rule.atLeast()));
        }
        if (rule.atMost() != null) {
            parts.add(Fragment.of(column + " <= ?", rule.atMost()));
        }
        return Fragment.of("exists (select 1 from customer_timing t where ")
                .then(Fragment.join("and", parts, "true"))
                .then(")");
    }

    static String column(Rule.Figure figure) {
        return switch (figure) {
            case ACTIVE -> "t.active";
            case CHURN_RISK -> "t.churn_risk";
            case EXPECTED_VALUE -> "t.expected_value";
        };
    }

    /** Primary key of customer_timing. */
    static Fragment condition(Rule.NextOrderDue rule, LocalDate today) {
        return Fragment.of(
                "exists (select 1 from customer_timing t where t.customer_id = c.id and t.next_order_on between ? and ?)",
                today,
                end(today, rule.within()));
    }

    /** The first column of the primary key of customer_restock, then products by their ids. */
    static Fragment condition(Rule.Replenish rule, LocalDate today) {
        var needs = Fragment.of(
                "exists (select 1 from customer_restock r join product p on p.id = r.product_id"
                        + " where r.customer_id = c.id and r.due_on between ? and ? and r.chance >= ? and ",
                today,
                end(today, rule.within()),
                rule.atLeast());
        return needs.then(ThemeSql.condition(rule.what())).then(")");
    }

    /** The last day of a span that begins today; hours are rounded up to days. */
    private static LocalDate end(LocalDate today, TemporalAmount within) {
        return switch (within) {
            case Period period -> today.plus(period);
            case Duration duration ->
                today.plusDays(duration.plusDays(1).minusNanos(1).toDays());
            default -> throw new IllegalArgumentException("neither a period nor a duration: " + within);
        };
    }
}
