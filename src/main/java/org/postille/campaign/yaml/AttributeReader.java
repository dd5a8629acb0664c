package org.postille.campaign.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
import org.postille.base.AttributeFilter.OneOf;
import org.postille.base.Attributes;
import org.postille.base.Theme;
import org.postille.campaign.definition.Mention;

/** Reads what is asked of attributes: {@code { pattern: [dots, stripes], age: { min: 3, max: 6 } }}. */
final class AttributeReader {

    private static final int OLDEST = 150;

    private final Findings findings;
    private final Values values;

    AttributeReader(Findings findings) {
        this.findings = findings;
        this.values = new Values(findings);
    }

    /** Of products. */
    List<AttributeFilter> ofProducts(Node node) {
        return read(node, false);
    }

    /** Of customers, of whom days are known, too. */
    List<AttributeFilter> ofCustomers(Node node) {
        return read(node, true);
    }

    /** The name of an attribute, as it is kept. */
    String name(Node.Scalar node) {
        var name = Attributes.name(node.text());
        if (name.isEmpty()) {
            findings.add(
                    node,
                    "expected the name of an attribute: letters, digits and '-', at most %d long, found %s"
                            .formatted(Attributes.LONGEST_NAME, node.found()));
        }
        return name.orElse("");
    }

    private List<AttributeFilter> read(Node node, boolean ofCustomers) {
        var filters = new ArrayList<AttributeFilter>();
        switch (node) {
            case Node.Mapping mapping -> {
                if (mapping.entries().isEmpty()) {
                    findings.add(node, "expected attributes by name like '{ size: [M, L] }', found nothing");
                }
                for (var entry : mapping.entries().values()) {
                    var name = name(entry.key());
                    if (filters.stream().anyMatch(it -> it.name().equals(name))) {
                        findings.add(entry.key(), "the attribute '" + name + "' stands here twice");
                    }
                    filter(name, entry.value(), ofCustomers).ifPresent(filters::add);
                }
            }
            case Node.Scalar _, Node.Sequence _ ->
                findings.add(node, "expected attributes by name like '{ size: [M, L] }', found " + node.found());
        }
        return filters;
    }

    private Optional<AttributeFilter> filter(String name, Node node, boolean ofCustomers) {
        if (node instanceof Node.Mapping) {
            var filter = new AttributeFilter(name, ofCustomers ? ofCustomer(node) : range(node));
            mention(node, filter, ofCustomers);
            return Optional.of(filter);
        }
        var texts = values.oneOrMore(node, "values").stream()
                .map(it -> {
                    var text = value(it);
                    mention(it, new AttributeFilter(name, new OneOf(List.of(text))), ofCustomers);
                    return text;
                })
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(new AttributeFilter(name, new OneOf(texts)));
    }

    private void mention(Node node, AttributeFilter filter, boolean ofCustomers) {
        findings.mentions(
                ofCustomers
                        ? new Mention(node.place(), Theme.EVERYTHING, filter)
                        : new Mention(node.place(), Theme.ofAttribute(filter)));
    }

    /** What the shop wrote may look like a number or a truth to YAML. */
    private String value(Node node) {
        return node instanceof Node.Scalar scalar
                        && (scalar.type() == Node.Type.NUMBER || scalar.type() == Node.Type.TRUTH)
                ? scalar.text()
                : values.text(node);
    }

    private AttributeFilter.Wanted range(Node node) {
        var fields = Fields.of(Section.ATTRIBUTE_RANGE, node, findings);
        if (fields.isEmpty()) {
            findings.add(node, "expected a value, a list of values, or 'min', 'max' or both");
        }
        return between(fields, node);
    }

    private AttributeFilter.Wanted ofCustomer(Node node) {
        var fields = Fields.of(Section.CUSTOMER_ATTRIBUTE, node, findings);
        var age = fields.get("age");
        if (age.isEmpty()) {
            if (!fields.has("min") && !fields.has("max")) {
                findings.add(node, "expected a value, a list of values, 'min', 'max' or both, or 'age'");
            }
            return between(fields, node);
        }
        if (fields.has("min") || fields.has("max")) {
            findings.add(node, "'age' says how old, 'min' and 'max' which number: write them under 'age'");
        }
        var bounds = Fields.of(Section.AGE, age.get(), findings);
        var min = bounds.get("min").map(it -> values.integer(it, 0, OLDEST)).orElse(null);
        var max = bounds.get("max").map(it -> values.integer(it, 0, OLDEST)).orElse(null);
        if (min == null && max == null) {
            findings.add(age.get(), "expected 'min', 'max' or both");
        }
        ordered(age.get(), min, max);
        return new AttributeFilter.Age(min, max);
    }

    private AttributeFilter.Between between(Fields fields, Node node) {
        var min = fields.get("min").map(this::number).orElse(null);
        var max = fields.get("max").map(this::number).orElse(null);
        ordered(node, min, max);
        return new AttributeFilter.Between(min, max);
    }

    private void ordered(Node node, @Nullable Number min, @Nullable Number max) {
        if (min != null && max != null && min.doubleValue() > max.doubleValue()) {
            findings.add(node, "nothing is at least %s and at most %s".formatted(min, max));
        }
    }

    private double number(Node node) {
        return values.decimal(node, Values.LEAST_NUMBER, Values.MOST_NUMBER).doubleValue();
    }
}
