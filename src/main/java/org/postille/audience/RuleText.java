package org.postille.audience;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.event.EventKind;

/** Rules in words. */
final class RuleText {

    /** What nobody writes into a campaign: that nothing is known against the address. */
    static final String REACHABLE = "an address that takes mail";

    private RuleText() {}

    static String of(Rule rule) {
        return switch (rule) {
            case Rule.Everyone _ -> "everyone";
            case Rule.All _ -> "all of";
            case Rule.Any _ -> "any of";
            case Rule.Not _ -> "not";
            case Rule.InSegment segment -> "segment " + segment.name();
            case Rule.Country country -> "country " + or(country.in());
            case Rule.Language language -> "language " + or(language.in());
            case Rule.Gender gender -> "gender " + or(gender.in());
            case Rule.BirthdayToday _ -> "birthday today";
            case Rule.Age age -> "age" + bounds(age.min(), age.max());
            case Rule.Attribute attribute -> attribute.filter().toString();
            case Rule.Did did -> did(did);
            case Rule.CustomerSince since ->
                "customer for"
                        + bounds(
                                since.min() == null ? null : span(since.min()),
                                since.max() == null ? null : span(since.max()));
            case Rule.HasConsent consent -> "consent to " + consent.purpose();
            case Rule.Interest interest ->
                "among the %d most interested in %s%s"
                        .formatted(
                                interest.top(),
                                interest.theme(),
                                interest.atLeast() > 0 ? ", interest at least " + interest.atLeast() : "");
            case Rule.Expected expected -> expected.figure().words() + bounds(expected.atLeast(), expected.atMost());
            case Rule.NextOrderDue next -> "next order due within " + span(next.within());
            case Rule.Replenish replenish ->
                "needs %s again within %s%s"
                        .formatted(
                                replenish.what(),
                                span(replenish.within()),
                                replenish.atLeast() > 0 ? ", with a chance of at least " + replenish.atLeast() : "");
        };
    }

    /** On one line, with all that is in it. */
    static String whole(Rule rule) {
        return switch (rule) {
            case Rule.All all -> list("all of", all.rules());
            case Rule.Any any -> list("any of", any.rules());
            case Rule.Not not -> "not: " + whole(not.rule());
            case Rule.InSegment _,
                    Rule.Everyone _,
                    Rule.Country _,
                    Rule.Language _,
                    Rule.Gender _,
                    Rule.BirthdayToday _,
                    Rule.Age _,
                    Rule.Attribute _,
                    Rule.Did _,
                    Rule.CustomerSince _,
                    Rule.HasConsent _,
                    Rule.Interest _,
                    Rule.Expected _,
                    Rule.NextOrderDue _,
                    Rule.Replenish _ -> of(rule);
        };
    }

    private static String list(String word, List<Rule> rules) {
        return word + " ("
                + String.join("; ", rules.stream().map(RuleText::whole).toList()) + ")";
    }

    static String of(Basis basis) {
        return switch (basis) {
            case Basis.Consent consent -> "consent to " + consent.purpose();
            case Basis.ExistingCustomer customer -> "has ordered, and did not object to " + customer.purpose();
            case Basis.Transactional _ -> "transactional: no consent needed";
        };
    }

    static String of(Holdout holdout) {
        return String.format(Locale.ROOT, "not held out by the experiment (%.1f%%)", holdout.share() * 100);
    }

    private static String did(Rule.Did did) {
        var text = new StringBuilder(verb(did.kind()));
        if (!did.what().isEverything()) {
            text.append(' ').append(did.what());
        }
        if (did.atLeast() > 1) {
            text.append(" at least ").append(did.atLeast()).append(" times");
        }
        if (did.within() != null) {
            text.append(" within ").append(span(did.within()));
        }
        return text.toString();
    }

    static String verb(EventKind kind) {
        return switch (kind) {
            case ORDERED -> "ordered";
            case VIEWED -> "viewed";
            case RETURNED -> "returned";
            case LIKED -> "liked";
            case DISLIKED -> "disliked";
            case CLICKED -> "clicked in a mail";
            case CART_UPDATED -> "put into the cart";
            case CART_EMPTIED -> "emptied the cart";
        };
    }

    private static String bounds(@Nullable Object min, @Nullable Object max) {
        return (min == null ? "" : " at least " + min)
                + (min == null || max == null ? "" : " and")
                + (max == null ? "" : " at most " + max);
    }

    /** {@code DE, AT or CH}. */
    static String or(List<String> values) {
        return values.size() < 2
                ? String.join("", values)
                : String.join(", ", values.subList(0, values.size() - 1)) + " or " + values.getLast();
    }

    /** {@code 90 days}, {@code 1 year 6 months}. */
    static String span(TemporalAmount span) {
        var parts = new ArrayList<String>();
        switch (span) {
            case Period period -> period.getUnits().forEach(unit -> add(parts, period.get(unit), unit.toString()));
            case Duration duration -> {
                add(parts, duration.toDaysPart(), "days");
                add(parts, duration.toHoursPart(), "hours");
                add(parts, duration.toMinutesPart(), "minutes");
                add(parts, duration.toSecondsPart(), "seconds");
            }
            default -> parts.add(span.toString());
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            var many = unit.toLowerCase(Locale.ROOT);
            parts.add(number + " " + (number == 1 ? many.substring(0, many.length() - 1) : many));
        }
    }
}
