package org.postille.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules as conditions on {@code customer c}, as they are at one moment. Every condition is true or false and never null, so
 * that {@code not} of something unknown holds.
 */
final class RuleSql {

    private final Instant at;
    private final @Nullable ZoneId zone;
    private final List<Rule.Interest> ranked;

    /**
     * @param zone the only one that the statement selects from; null: any
     * @param ranked whose prospects are in the table {@code audience_prospect}, by their index here
     */
    RuleSql(Instant at, @Nullable ZoneId zone, List<Rule.Interest> ranked) {
        this.at = at;
        this.zone = zone;
        this.ranked = ranked;
    }

    Fragment condition(Rule rule) {
        return switch (rule) {
            case Rule.Everyone _ -> Fragment.of("true");
            case Rule.All all -> Fragment.join("and", conditions(all.rules()), "true");
            case Rule.Any any -> Fragment.join("or", conditions(any.rules()), "false");
            case Rule.Not not ->
                Fragment.of("not (").then(condition(not.rule())).then(")");
            case Rule.InSegment segment -> condition(segment.rule());
            case Rule.Country country -> Fragment.in("c.country", country.in());
            case Rule.Language language -> Fragment.in("c.language", language.in());
            case Rule.Gender gender ->
                Fragment.of("(c.gender is not null and ")
                        .then(Fragment.in("c.gender", gender.in()))
                        .then(")");
            case Rule.BirthdayToday _ -> birthdayToday();
            case Rule.Age age -> age(age);
            case Rule.Attribute attribute -> AttributeSql.ofCustomer(attribute.filter(), today());
            case Rule.Did did -> did(did);
            case Rule.CustomerSince since -> customerSince(since);
            case Rule.HasConsent consent -> consent(consent.purpose());
            case Rule.Expected expected -> TimingRuleSql.condition(expected);
            case Rule.NextOrderDue next -> TimingRuleSql.condition(next, today());
            case Rule.Replenish replenish -> TimingRuleSql.condition(replenish, today());
            // Primary key (rule, customer_id).
            case Rule.Interest interest ->
                Fragment.of(
                        "exists (select 1 from audience_prospect a where a.rule = ? and a.customer_id = c.id)",
                        ranked.indexOf(interest));
        };
    }

    private List<Fragment> conditions(List<Rule> rules) {
        return rules.stream().map(this::condition).toList();
    }

    Fragment condition(Basis basis) {
        return switch (basis) {
            case Basis.Consent consent -> consent(consent.purpose());
            case Basis.ExistingCustomer customer ->
                // Index event_customer, then the primary key of consent.
                Fragment.of("""
                        (exists (select 1 from event e where e.customer_id = c.id and e.at <= ? and e.kind = 'order.placed')
                         and not exists (select 1 from consent o
                                         where o.customer_id = c.id and o.purpose = ? and o.ended_at <= ?))""", utc(at), customer.purpose(), utc(at));
            case Basis.Transactional _ -> Fragment.of("true");
        };
    }

    /** Nothing is known against the address; the primary key of suppression. */
    Fragment reachable(Basis basis) {
        return Fragment.of(
                """
                not exists (select 1 from suppression s where s.customer_id = c.id and s.since <= ?
                            and (s.lifted_at is null or s.lifted_at > ?)
                            and s.address = unhex(sha2(lower(c.email), 256))""" + (basis instanceof Basis.Transactional ? " and s.scope = 'all')" : ")"), utc(at), utc(at));
    }

    /** The primary key of consent. */
    private Fragment consent(String purpose) {
        return Fragment.of("""
                exists (select 1 from consent o where o.customer_id = c.id and o.purpose = ?
                        and o.granted_at <= ? and (o.ended_at is null or o.ended_at > ?))""", purpose, utc(at), utc(at));
    }

    /** The same customers as {@link Holdout#contains}, the other way round. */
    Fragment notIn(Holdout holdout) {
        return Fragment.of(
                "cast(conv(left(sha2(concat(?, c.customer_key), 256), " + Holdout.DIGITS
                        + "), 16, 10) as unsigned) >= ?",
                holdout.campaign() + ":",
                holdout.bound());
    }

    /** Index customer_birthday (birthday_md, time_zone): the days are few, and so are their customers. */
    private Fragment birthdayToday() {
        if (zone != null) {
            return birthdayOn(LocalDate.ofInstant(at, zone)).then(")");
        }
        var zones = new TreeMap<LocalDate, List<String>>();
        for (var id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            zones.computeIfAbsent(LocalDate.ofInstant(at, ZoneId.of(id)), _ -> new ArrayList<>())
                    .add(id);
        }
        return Fragment.join(
                "or",
                zones.entrySet().stream()
                        .map(it -> birthdayOn(it.getKey())
                                .then(" and ")
                                .then(Fragment.in("c.time_zone", it.getValue()))
                                .then(")"))
                        .toList(),
                "false");
    }

    private static Fragment birthdayOn(LocalDate day) {
        return Fragment.of("(c.birthday_md is not null and ").then(Fragment.in("c.birthday_md", celebrated(day)));
    }

    /** The birthdays kept on that day, as month * 100 + day. */
    static List<Integer> celebrated(LocalDate day) {
        var own = day.getMonthValue() * 100 + day.getDayOfMonth();
        return MonthDay.from(day).equals(MonthDay.of(2, 28)) && !day.isLeapYear()
                ? List.of(own, own + 1)
                : List.of(own);
    }

    private Fragment age(Rule.Age age) {
        var today = today();
        var parts = new ArrayList<Fragment>();
        parts.add(Fragment.of("c.birthday is not null"));
        if (age.min() != null) {
            parts.add(Fragment.of("c.birthday <= ?", today.minusYears(age.min())));
        }
        if (age.max() != null) {
            parts.add(Fragment.of("c.birthday > ?", today.minusYears(age.max() + 1L)));
        }
        return Fragment.join("and", parts, "true");
    }

    private Fragment did(Rule.Did did) {
        var events = didEvents(did).then(" and e.customer_id = c.id");
        return did.atLeast() == 1
                ? Fragment.of("exists (select 1").then(events).then(")")
                : Fragment.of("(select count(distinct e.source, e.event_key)")
                        .then(events)
                        .then(Fragment.of(") >= ?", did.atLeast()));
    }

    /** The events that count, of all customers; with one customer the index event_customer (customer_id, at) finds them. */
    Fragment didEvents(Rule.Did did) {
        var everything = did.what().isEverything();
        var events = Fragment.of(
                " from event e" + (everything ? "" : " join product p on p.id = e.product_id")
                        + " where e.kind = ? and e.at <= ?",
                did.kind().code(),
                utc(at));
        if (did.within() != null) {
            events = events.then(Fragment.of(" and e.at > ?", utc(before(did.within()))));
        }
        return everything ? events : events.then(" and ").then(ThemeSql.condition(did.what()));
    }

    private Fragment customerSince(Rule.CustomerSince since) {
        var parts = new ArrayList<Fragment>();
        if (since.min() != null) {
            parts.add(Fragment.of("c.since <= ?", utc(before(since.min()))));
        }
        if (since.max() != null) {
            parts.add(Fragment.of("c.since >= ?", utc(before(since.max()))));
        }
        return Fragment.join("and", parts, "true");
    }

    Instant before(TemporalAmount span) {
        return at.atZone(ZoneOffset.UTC).minus(span).toInstant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(at, zone == null ? ZoneOffset.UTC : zone);
    }

    /** As the columns have it, whatever zone the connection is in. */
    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** All interest rules in a rule, each once. */
    static List<Rule.Interest> interests(Rule rule) {
        var found = new ArrayList<Rule.Interest>();
        collect(rule, found);
        return found.stream().distinct().toList();
    }

    private static void collect(Rule rule, List<Rule.Interest> found) {
        switch (rule) {
            case Rule.Interest interest -> found.add(interest);
            case Rule.All all -> all.rules().forEach(it -> collect(it, found));
            case Rule.Any any -> any.rules().forEach(it -> collect(it, found));
            case Rule.Not not -> collect(not.rule(), found);
            case Rule.InSegment segment -> collect(segment.rule(), found);
            case Rule.Everyone _,
                    Rule.Country _,
                    Rule.Language _,
                    Rule.Gender _,
                    Rule.BirthdayToday _,
                    Rule.Age _,
                    Rule.Attribute _,
                    Rule.Did _,
                    Rule.CustomerSince _,
                    Rule.HasConsent _,
                    Rule.Expected _,
                    Rule.NextOrderDue _,
                    Rule.Replenish _ -> {}
        }
    }
}
