package org.postille.audience;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
import org.postille.interest.InterestModel;

/**
 * Explains rules for one customer. Whether a condition holds is asked of the same SQL that selects recipients; only the words
 * are found here.
 */
final class Explainer {

    private static final String NOT_KNOWN = "has not ordered, or nothing was learned since";

    private final AudienceSql sql;
    private final InterestModel model;
    private final AudienceSql.Person person;
    private final String customerKey;
    private final Instant at;

    Explainer(AudienceSql sql, InterestModel model, AudienceSql.Person person, String customerKey, Instant at) {
        this.sql = sql;
        this.model = model;
        this.person = person;
        this.customerKey = customerKey;
        this.at = at;
    }

    Explanation explain(Target target) throws SQLException {
        var rules = new RuleSql(at, target.zone(), List.of());
        var parts = new ArrayList<Explanation>();
        if (target.zone() != null) {
            parts.add(new Explanation(
                    "lives in " + target.zone(),
                    person.timeZone().equals(target.zone().getId()),
                    "time zone is " + person.timeZone()));
        }
        parts.add(basis(target.basis(), rules));
        if (!sql.holds(rules.reachable(target.basis()), person.id())) {
            parts.add(new Explanation(
                    RuleText.REACHABLE, false, sql.suppression(person.id()).orElse("")));
        }
        if (target.holdout() != null) {
            var out = target.holdout().contains(customerKey);
            parts.add(new Explanation(RuleText.of(target.holdout()), !out, out ? "gets no mail, to compare with" : ""));
        }
        parts.add(rule(target.rule(), rules));
        return new Explanation(customerKey, parts.stream().allMatch(Explanation::holds), "", parts);
    }

    private Explanation basis(Basis basis, RuleSql rules) throws SQLException {
        var because = switch (basis) {
            case Basis.Consent consent -> consent(consent.purpose());
            case Basis.ExistingCustomer customer -> {
                var consent = sql.consent(person.id(), customer.purpose());
                var objected = consent.map(AudienceSql.ConsentState::endedAt).filter(it -> !it.isAfter(at));
                yield objected.map(it -> "objected on " + date(it)).orElse("no objection is known");
            }
            case Basis.Transactional _ -> "";
        };
        return new Explanation(RuleText.of(basis), sql.holds(rules.condition(basis), person.id()), because);
    }

    private Explanation rule(Rule rule, RuleSql rules) throws SQLException {
        return switch (rule) {
            case Rule.All all -> together(rule, all.rules(), rules);
            case Rule.Any any -> together(rule, any.rules(), rules);
            case Rule.Not not -> {
                var inner = rule(not.rule(), rules);
                yield new Explanation(RuleText.of(rule), !inner.holds(), "", List.of(inner));
            }
            case Rule.InSegment segment -> {
                var inner = rule(segment.rule(), rules);
                yield new Explanation(RuleText.of(rule), inner.holds(), "", List.of(inner));
            }
            case Rule.Interest interest -> interest(interest);
            case Rule.Everyone _ -> new Explanation(RuleText.of(rule), true, "");
            case Rule.Country country -> attribute(rule, "country", person.country(), country.in(), rules);
            case Rule.Language language -> attribute(rule, "language", person.language(), language.in(), rules);
            case Rule.Gender gender -> attribute(rule, "gender", person.gender(), gender.in(), rules);
            case Rule.BirthdayToday _ -> leaf(rule, birthday(), rules);
            case Rule.Age _ -> leaf(rule, age(rules), rules);
            case Rule.Attribute attribute -> attribute(attribute, rules);
            case Rule.Did did -> leaf(rule, did(did, rules), rules);
            case Rule.CustomerSince _ -> leaf(rule, "customer since " + date(person.since()), rules);
            case Rule.HasConsent consent -> leaf(rule, consent(consent.purpose()), rules);
            case Rule.Expected expected -> leaf(rule, expected(expected.figure()), rules);
            case Rule.NextOrderDue _ -> leaf(rule, nextOrder(), rules);
            case Rule.Replenish replenish -> leaf(rule, need(replenish, rules), rules);
        };
    }

    private Explanation together(Rule rule, List<Rule> inner, RuleSql rules) throws SQLException {
        var parts = new ArrayList<Explanation>();
        for (var it : inner) {
            parts.add(rule(it, rules));
        }
        var holds = rule instanceof Rule.All
                ? parts.stream().allMatch(Explanation::holds)
                : parts.stream().anyMatch(Explanation::holds);
        return new Explanation(RuleText.of(rule), holds, "", parts);
    }

    private Explanation leaf(Rule rule, String because, RuleSql rules) throws SQLException {
        return new Explanation(RuleText.of(rule), sql.holds(rules.condition(rule), person.id()), because);
    }

    private Explanation attribute(Rule rule, String name, @Nullable String value, List<String> wanted, RuleSql rules)
            throws SQLException {
        var holds = sql.holds(rules.condition(rule), person.id());
        var is = name + (value == null ? " is not known" : " is " + value);
        return new Explanation(RuleText.of(rule), holds, holds ? is : is + ", needs " + RuleText.or(wanted));
    }

    private Explanation attribute(Rule.Attribute rule, RuleSql rules) throws SQLException {
        var name = rule.filter().name();
        var values = sql.attribute(person.id(), name);
        var holds = sql.holds(rules.condition(rule), person.id());
        var is = name + (values.isEmpty() ? " is not known" : " is " + String.join(", ", values));
        return new Explanation(RuleText.of(rule), holds, holds ? is : is + ", needs " + needs(rule.filter()));
    }

    private static String needs(AttributeFilter filter) {
        return switch (filter.wanted()) {
            case AttributeFilter.OneOf one -> RuleText.or(one.values());
            case AttributeFilter.Age _ -> "a day: " + filter;
            case AttributeFilter.Between _ -> "a number: " + filter;
            case AttributeFilter.Anything _ -> "any value";
        };
    }

    private String birthday() {
        if (person.birthday() == null) {
            return "birthday is not known";
        }
        var zone = ZoneId.getAvailableZoneIds().contains(person.timeZone())
                ? ZoneId.of(person.timeZone())
                : ZoneOffset.UTC;
        return "birthday is %s, today is %s in %s"
                .formatted(day(person.birthday()), day(LocalDate.ofInstant(at, zone)), person.timeZone());
    }

    private static String day(LocalDate date) {
        return date.getDayOfMonth() + " " + date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private String age(RuleSql rules) {
        return person.birthday() == null
                ? "birthday is not known"
                : "is " + ChronoUnit.YEARS.between(person.birthday(), rules.today());
    }

    private String did(Rule.Did did, RuleSql rules) throws SQLException {
        var found = sql.occurrences(rules.didEvents(did), person.id());
        var last = found.last();
        return last == null
                ? "never"
                : "%d %s, last on %s".formatted(found.count(), found.count() == 1 ? "time" : "times", date(last));
    }

    private String consent(String purpose) throws SQLException {
        return sql.consent(person.id(), purpose)
                .map(it -> {
                    var ended = it.endedAt();
                    if (ended != null && !ended.isAfter(at)) {
                        return "ended on " + date(ended) + (it.endedBy() == null ? "" : " (" + it.endedBy() + ")");
                    }
                    return (it.grantedAt().isAfter(at) ? "only given on " : "given on ") + date(it.grantedAt()) + " ("
                            + it.source() + ")";
                })
                .orElse("never given");
    }

    private String expected(Rule.Figure figure) throws SQLException {
        return sql.figure(person.id(), figure)
                .map(it -> figure.words() + " is " + String.format(Locale.ROOT, "%.2f", it))
                .orElse(NOT_KNOWN);
    }

    private String nextOrder() throws SQLException {
        return sql.nextOrder(person.id())
                .map(it -> String.format(Locale.ROOT, "orders every %.0f days, next about %s", it.interval(), it.on()))
                .orElse(NOT_KNOWN);
    }

    private String need(Rule.Replenish rule, RuleSql rules) throws SQLException {
        return sql.nextNeed(rule.what(), rules.today(), person.id())
                .map(it -> String.format(
                        Locale.ROOT,
                        "%s, bought on %s, is due about %s with a chance of %.2f",
                        it.title(),
                        it.bought(),
                        it.due(),
                        it.chance()))
                .orElse("nothing of it is expected to be needed again");
    }

    private Explanation interest(Rule.Interest rule) throws SQLException {
        var products = sql.products(rule.theme());
        if (products.length == 0) {
            return new Explanation(RuleText.of(rule), false, "no product is in " + rule.theme());
        }
        if (sql.isDone(person.id(), products, model.learnedUntil())) {
            var why = sql.dislikes(person.id(), products)
                    ? "dislikes it"
                    : "has bought all of it since the latest training, or dislikes the rest";
            return new Explanation(RuleText.of(rule), false, why);
        }
        return model.standing(person.id(), products)
                .map(it -> {
                    var score = String.format(Locale.ROOT, "interest %.2f", it.score())
                            + (it.score() < rule.atLeast() ? ", needs at least " + rule.atLeast() : "");
                    var rank = "; rank " + it.rank() + " of top " + rule.top();
                    var why = it.reason().isEmpty() ? "" : "; " + it.reason();
                    return new Explanation(
                            RuleText.of(rule),
                            it.rank() <= rule.top() && it.score() >= rule.atLeast(),
                            score + rank + why);
                })
                .orElseGet(() -> new Explanation(RuleText.of(rule), false, model.absence(person.id(), products)));
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(instant.atZone(ZoneOffset.UTC));
    }
}
