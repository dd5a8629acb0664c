package org.postille.campaign.yaml;

import java.math.BigDecimal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Membership;
import org.postille.audience.Rule;
import org.postille.base.AttributeFilter;
import org.postille.base.Theme;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Mention;

/** Reads the rules by which a block chooses among what its strategy finds. */
final class BlockRulesReader {

    private static final BigDecimal LEAST_BOOST = new BigDecimal("0.01");
    private static final BigDecimal MOST_BOOST = new BigDecimal("100");
    private static final BigDecimal LARGEST_PRICE = new BigDecimal("9999999999");
    private static final BigDecimal LEAST_SCORE = new BigDecimal("-5");
    private static final BigDecimal MOST_SCORE = new BigDecimal("10");
    private static final List<String> SHORTAGES = List.of("fewer", "fallback", "hide");
    /** Customers have these without an attribute of the shop's own. */
    private static final List<String> OWN = List.of("birthday", "gender", "country", "language");

    private final Findings findings;
    private final Values values;
    private final AttributeReader attributes;
    private final RuleReader rules;

    BlockRulesReader(Findings findings, RuleReader rules) {
        this.findings = findings;
        this.values = new Values(findings);
        this.attributes = new AttributeReader(findings);
        this.rules = rules;
    }

    Block.Rules read(Fields block) {
        var vary = block.get("vary").map(it -> Fields.of(Section.VARY, it, findings));
        return new Block.Rules(
                block.get("repeat").map(this::avoided).orElse(Block.Rules.USUALLY_AVOIDED),
                vary.map(it -> most(it, "brand")).orElse(Integer.MAX_VALUE),
                vary.map(it -> most(it, "category")).orElse(Integer.MAX_VALUE),
                block.get("boost")
                        .map(it -> values.oneOrMore(it, "boosts").stream()
                                .map(this::boost)
                                .toList())
                        .orElse(List.of()),
                block.get("price").map(this::price).orElse(Block.Price.ANY),
                block.get("fits").map(this::fits).orElse(List.of()),
                block.get("exclude").map(this::exclusions).orElse(Block.Exclusions.USUAL),
                block.get("at-least")
                        .map(it -> values.decimal(it, LEAST_SCORE, MOST_SCORE).doubleValue())
                        .orElse(Double.NEGATIVE_INFINITY),
                block.get("short").map(it -> shortage(it, block)).orElse(Block.Shortage.FEWER));
    }

    private int avoided(Node node) {
        if (node instanceof Node.Mapping) {
            return Fields.of(Section.REPEAT, node, findings)
                    .required("avoid", "5")
                    .map(it -> values.integer(it, 1, Block.Rules.MOST_MAILS))
                    .orElse(Block.Rules.USUALLY_AVOIDED);
        }
        return values.choice(node, "value", List.of("avoid", "allow")).equals("allow")
                ? 0
                : Block.Rules.USUALLY_AVOIDED;
    }

    private int most(Fields vary, String key) {
        return vary.get(key).map(it -> values.integer(it, 1, Block.MOST_SLOTS)).orElse(Integer.MAX_VALUE);
    }

    private Block.Boost boost(Node node) {
        var fields = Fields.of(Section.BOOST, node, findings);
        var theme = values.theme(fields);
        if (node instanceof Node.Mapping && theme.isEverything()) {
            findings.add(node, "boost what? Expected " + String.join(", ", Section.THEME.keys()));
        }
        var by = fields.required("by", "2")
                .map(it -> values.decimal(it, LEAST_BOOST, MOST_BOOST).doubleValue())
                .orElse(1.0);
        return new Block.Boost(theme, by, fields.get("for").map(this::whom).orElse(null));
    }

    /** One segment, or any of several. */
    private Rule whom(Node node) {
        var segments = values.oneOrMore(node, "segments").stream()
                .map(it -> {
                    var segment = rules.segment(it);
                    if (!Membership.mayBeAsked(segment)) {
                        findings.add(
                                it,
                                "the segment '" + segment.name()
                                        + "' asks for interest, which depends on all customers and"
                                        + " cannot be asked while a mail is opened: choose one without 'interest'");
                    }
                    return segment;
                })
                .toList();
        return segments.size() == 1 ? segments.getFirst() : new Rule.Any(List.copyOf(segments));
    }

    private Block.Price price(Node node) {
        var fields = Fields.of(Section.AMOUNT, node, findings);
        if (fields.isEmpty()) {
            findings.add(node, "expected 'min', 'max' or both");
        }
        var min = fields.get("min").map(this::amount).orElse(null);
        var max = fields.get("max").map(this::amount).orElse(null);
        if (min != null && max != null && min.compareTo(max) > 0) {
            findings.add(node, "nothing costs at least %s and at most %s".formatted(min, max));
        }
        return new Block.Price(min, max);
    }

    private BigDecimal amount(Node node) {
        return values.decimal(node, BigDecimal.ZERO, LARGEST_PRICE);
    }

    private List<Block.Fit> fits(Node node) {
        var fits = new ArrayList<Block.Fit>();
        switch (node) {
            case Node.Mapping mapping -> {
                if (mapping.entries().isEmpty()) {
                    findings.add(node, "expected what fits what like '{ size: size }', found nothing");
                }
                mapping.entries().values().forEach(it -> fit(it).ifPresent(fits::add));
            }
            case Node.Scalar _, Node.Sequence _ ->
                findings.add(node, "expected what fits what like '{ size: size }', found " + node.found());
        }
        return fits;
    }

    private Optional<Block.Fit> fit(Node.Entry entry) {
        var product = attributes.name(entry.key());
        if (!List.of("brand", "material", "colour").contains(product)) {
            findings.mentions(new Mention(
                    entry.key().place(),
                    Theme.ofAttribute(new AttributeFilter(product, new AttributeFilter.Anything()))));
        }
        if (entry.value() instanceof Node.Scalar scalar) {
            return Optional.of(new Block.Fit(product, customer(scalar), false, true));
        }
        var fields = Fields.of(Section.FIT, entry.value(), findings);
        if (!(entry.value() instanceof Node.Mapping)) {
            return Optional.empty();
        }
        var value = fields.get("customer");
        var age = fields.get("age-of");
        if (value.isPresent() == age.isPresent()) {
            findings.add(entry.value(), "expected 'customer' or 'age-of', with an attribute of customers");
            return Optional.empty();
        }
        var name = value.or(() -> age).orElseThrow();
        var unknown = fields.get("unknown")
                .map(it -> values.choice(it, "value", List.of("show", "hide")))
                .filter("hide"::equals)
                .isEmpty();
        return Optional.of(new Block.Fit(product, customer(name), age.isPresent(), unknown));
    }

    private String customer(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            findings.add(node, "expected an attribute of customers, found " + node.found());
            return "";
        }
        var name = attributes.name(scalar);
        if (!OWN.contains(name)) {
            findings.mentions(new Mention(
                    node.place(), Theme.EVERYTHING, new AttributeFilter(name, new AttributeFilter.Anything())));
        }
        return name;
    }

    /** {@code [bought, cart]} with the usual times, or {@code { bought: P90D, shown: 5 }}. */
    private Block.Exclusions exclusions(Node node) {
        var usual = Block.Exclusions.USUAL;
        if (node instanceof Node.Mapping) {
            var fields = Fields.of(Section.EXCLUDE, node, findings);
            return new Block.Exclusions(
                    since(fields, "bought"),
                    since(fields, "cart"),
                    since(fields, "returned"),
                    fields.get("shown")
                            .map(it -> values.integer(it, 1, Block.Rules.MOST_MAILS))
                            .orElse(0),
                    true);
        }
        var named = values.items(node, "bought, cart, returned, shown").stream()
                .map(it -> values.choice(it, "value", Section.EXCLUDE.keys()))
                .toList();
        return new Block.Exclusions(
                named.contains("bought") ? usual.bought() : null,
                named.contains("cart") ? usual.cart() : null,
                named.contains("returned") ? usual.returned() : null,
                named.contains("shown") ? Block.Rules.USUALLY_AVOIDED : 0,
                !named.contains("bought"));
    }

    private @Nullable TemporalAmount since(Fields fields, String key) {
        return fields.get(key).map(values::span).orElse(null);
    }

    private Block.Shortage shortage(Node node, Fields block) {
        if (node instanceof Node.Mapping) {
            return Fields.of(Section.SHORT, node, findings)
                    .required("hide-below", "3")
                    .map(it -> new Block.Shortage(Block.Shortage.Way.HIDE, values.integer(it, 1, Block.MOST_SLOTS)))
                    .orElse(Block.Shortage.FEWER);
        }
        var way = values.choice(node, "value", SHORTAGES);
        if (way.equals("fallback") && !block.has("fallback")) {
            findings.add(node, "'fallback' is missing: which strategy fills the block then?");
        }
        return Map.of(
                        "hide", new Block.Shortage(Block.Shortage.Way.HIDE, Block.MOST_SLOTS),
                        "fallback", new Block.Shortage(Block.Shortage.Way.FALLBACK, Block.MOST_SLOTS))
                .getOrDefault(way, Block.Shortage.FEWER);
    }
}
