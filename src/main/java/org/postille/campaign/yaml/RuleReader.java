package org.postille.campaign.yaml;

import java.math.BigDecimal;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postille.audience.Rule;
import org.postille.base.Theme;
import org.postille.campaign.definition.Mention;
import org.postille.campaign.definition.Place;
import org.postille.event.EventKind;

/** Reads audience rules. */
final class RuleReader {

    private static final String EVERYONE = "everyone";
    private static final List<String> GENDERS = List.of("female", "male", "diverse");
    private static final int MOST_CONDITIONS = 300;
    private static final int LARGEST_TOP = 10_000_000;
    private static final int MOST_TIMES = 1_000;
    private static final int OLDEST = 150;
    private static final BigDecimal LARGEST_VALUE = new BigDecimal("9999999999");

    /** Looks up a segment, and adds the finding where there is none. */
    interface Segments {
        Optional<SegmentRule> named(String name, Place use, Findings findings);
    }

    /**
     * @param conditions number of conditions in it, those of its own segments included
     * @param mentions what it names of the assortment, likewise
     */
    record SegmentRule(Rule rule, int conditions, List<Mention> mentions) {}

    private final Findings findings;
    private final Values values;
    private final KnownNames known;
    private final Segments segments;
    private int conditions;

    RuleReader(Findings findings, KnownNames known, Segments segments) {
        this.findings = findings;
        this.values = new Values(findings);
        this.known = known;
        this.segments = segments;
    }

    /** The rule, with every segment in it replaced by what it stands for. */
    SegmentRule read(Node node) {
        conditions = 0;
        var rule = rule(node);
        if (conditions > MOST_CONDITIONS) {
            findings.add(
                    node,
                    "%d conditions, those of segments included, but the database can only take %d at once"
                            .formatted(conditions, MOST_CONDITIONS));
        }
        return new SegmentRule(rule, conditions, findings.mentions());
    }

    private Rule rule(Node node) {
        if (node instanceof Node.Scalar scalar) {
            if (!scalar.text().equals(EVERYONE)) {
                findings.add(
                        node,
                        "expected a rule like 'country: DE', or '%s', found %s".formatted(EVERYONE, node.found()));
            }
            return new Rule.Everyone();
        }
        var fields = Fields.of(Section.RULE, node, findings);
        if (!(node instanceof Node.Mapping mapping)) {
            return new Rule.Everyone();
        }
        if (mapping.entries().size() != 1) {
            findings.add(
                    node,
                    mapping.entries().isEmpty()
                            ? "expected a rule like 'country: DE', found nothing"
                            : "a rule has one key, found "
                                    + String.join(", ", mapping.entries().keySet())
                                    + ": put several as a list under 'all' or 'any'");
            return new Rule.Everyone();
        }
        var key = mapping.entries().keySet().iterator().next();
        return fields.has(key) && Section.RULE.keys().contains(key)
                ? rule(key, fields.get(key).orElseThrow())
                : new Rule.Everyone();
    }

    private Rule rule(String key, Node value) {
        conditions++;
        return switch (key) {
            case "all" -> new Rule.All(rules(value));
            case "any" -> new Rule.Any(rules(value));
            case "not" -> new Rule.Not(rule(value));
            case "segment" -> segment(value);
            case "country" -> new Rule.Country(choices(value, values::country));
            case "language" -> new Rule.Language(choices(value, values::language));
            case "gender" -> new Rule.Gender(choices(value, it -> values.choice(it, "gender", GENDERS)));
            case "birthday" -> {
                values.choice(value, "birthday", List.of("today"));
                yield new Rule.BirthdayToday();
            }
            case "age" -> age(value);
            case "attribute" -> attribute(value);
            case "ordered" -> behaviour(EventKind.ORDERED, value);
            case "viewed" -> behaviour(EventKind.VIEWED, value);
            case "customer-since" -> customerSince(value);
            case "has-consent" -> new Rule.HasConsent(purpose(value));
            case "interest" -> interest(value);
            case "active" -> expected(Rule.Figure.ACTIVE, Section.PROBABILITY, BigDecimal.ONE, value);
            case "churn-risk" -> expected(Rule.Figure.CHURN_RISK, Section.PROBABILITY, BigDecimal.ONE, value);
            case "expected-value" -> expected(Rule.Figure.EXPECTED_VALUE, Section.EXPECTED_VALUE, LARGEST_VALUE, value);
            case "next-order-due" ->
                new Rule.NextOrderDue(within(Fields.of(Section.NEXT_ORDER, value, findings), value));
            case "replenish" -> replenish(value);
            default -> throw new IllegalArgumentException("no such rule: " + key);
        };
    }

    private List<Rule> rules(Node node) {
        return values.someItems(node, "rules").stream().map(this::rule).toList();
    }

    /** The rule that a segment of that name stands for. */
    Rule.InSegment segment(Node node) {
        var name = values.text(node);
        var segment = name.isEmpty() ? Optional.<SegmentRule>empty() : segments.named(name, node.place(), findings);
        segment.ifPresent(it -> {
            conditions += it.conditions();
            it.mentions().forEach(findings::mentions);
        });
        return new Rule.InSegment(name, segment.map(SegmentRule::rule).orElseGet(Rule.Everyone::new));
    }

    /** {@code DE}, {@code [DE, AT]} or {@code in: [DE, AT]}. */
    private List<String> choices(Node node, Function<Node, String> read) {
        var list = node instanceof Node.Mapping
                ? Fields.of(Section.CHOICE, node, findings).required("in", "[...]")
                : Optional.of(node);
        return list.map(it -> values.oneOrMore(it, "values").stream().map(read).toList())
                .orElse(List.of());
    }

    private Rule age(Node node) {
        var fields = Fields.of(Section.AGE, node, findings);
        var min = fields.get("min").map(it -> values.integer(it, 0, OLDEST));
        var max = fields.get("max").map(it -> values.integer(it, 0, OLDEST));
        bounds(fields, node);
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            findings.add(node, "nobody has an age of at least %d and at most %d".formatted(min.get(), max.get()));
        }
        return new Rule.Age(min.orElse(null), max.orElse(null));
    }

    private Rule attribute(Node node) {
        var rules = new AttributeReader(findings)
                .ofCustomers(node).stream().<Rule>map(Rule.Attribute::new).toList();
        conditions += Math.max(0, rules.size() - 1);
        return rules.size() == 1 ? rules.getFirst() : new Rule.All(rules);
    }

    private Rule customerSince(Node node) {
        var fields = Fields.of(Section.TIME_AS_CUSTOMER, node, findings);
        bounds(fields, node);
        return new Rule.CustomerSince(
                fields.get("min").map(values::span).orElse(null),
                fields.get("max").map(values::span).orElse(null));
    }

    private void bounds(Fields fields, Node node) {
        if (node instanceof Node.Mapping && !fields.has("min") && !fields.has("max")) {
            findings.add(node, "expected 'min', 'max' or both");
        }
    }

    private Rule behaviour(EventKind kind, Node node) {
        var fields = Fields.of(Section.BEHAVIOUR, node, findings);
        TemporalAmount within = fields.get("within").map(values::span).orElse(null);
        return new Rule.Did(
                kind,
                values.theme(fields),
                within,
                fields.get("at-least")
                        .map(it -> values.integer(it, 1, MOST_TIMES))
                        .orElse(1));
    }

    private Rule interest(Node node) {
        var fields = Fields.of(Section.INTEREST, node, findings);
        var theme = values.theme(fields);
        if (node instanceof Node.Mapping && theme.equals(Theme.EVERYTHING)) {
            findings.add(node, "interest in what? Expected " + String.join(", ", Section.THEME.keys()));
        }
        var top = fields.required("top", "5000")
                .map(it -> values.integer(it, 1, LARGEST_TOP))
                .orElse(1);
        var atLeast = fields.get("at-least")
                .map(it -> values.decimal(it, BigDecimal.ZERO, BigDecimal.ONE).doubleValue())
                .orElse(0.0);
        return new Rule.Interest(theme, top, atLeast);
    }

    private Rule expected(Rule.Figure figure, Section section, BigDecimal highest, Node node) {
        var fields = Fields.of(section, node, findings);
        if (node instanceof Node.Mapping && !fields.has("at-least") && !fields.has("at-most")) {
            findings.add(node, "expected 'at-least', 'at-most' or both");
        }
        var atLeast = fields.get("at-least").map(it -> values.decimal(it, BigDecimal.ZERO, highest));
        var atMost = fields.get("at-most").map(it -> values.decimal(it, BigDecimal.ZERO, highest));
        if (atLeast.isPresent() && atMost.isPresent() && atLeast.get().compareTo(atMost.get()) > 0) {
            findings.add(node, "nothing is at least %s and at most %s".formatted(atLeast.get(), atMost.get()));
        }
        return new Rule.Expected(figure, atLeast.orElse(null), atMost.orElse(null));
    }

    private TemporalAmount within(Fields fields, Node node) {
        var within = node instanceof Node.Mapping ? fields.required("within", "P7D") : Optional.<Node>empty();
        return within.map(values::span).orElseGet(() -> Period.ofDays(1));
    }

    private Rule replenish(Node node) {
        var fields = Fields.of(Section.REPLENISH, node, findings);
        return new Rule.Replenish(
                values.theme(fields),
                within(fields, node),
                fields.get("at-least")
                        .map(it -> values.decimal(it, BigDecimal.ZERO, BigDecimal.ONE)
                                .doubleValue())
                        .orElse(0.0));
    }

    String purpose(Node node) {
        return known.purposes().isEmpty()
                ? values.name(node, 50)
                : values.choice(
                        node, "purpose", known.purposes().stream().sorted().toList());
    }
}
