package org.postille.campaign.yaml;

import java.util.Map;
import java.util.Optional;
import org.postille.base.Nearest;
import org.postille.campaign.definition.Place;

/** The values under the keys of one section; keys that it does not have are reported at once. */
final class Fields {

    private final Section section;
    private final Node.Mapping mapping;
    private final Findings findings;

    private Fields(Section section, Node.Mapping mapping, Findings findings) {
        this.section = section;
        this.mapping = mapping;
        this.findings = findings;
    }

    /** The fields of a section; none, with a finding, where something else stands. */
    static Fields of(Section section, Node node, Findings findings) {
        return switch (node) {
            case Node.Mapping mapping -> {
                mapping.entries().values().forEach(entry -> {
                    if (!section.keys().contains(entry.key().text())) {
                        findings.add(entry.key(), unknown("key", entry.key().text(), section.keys()));
                    }
                });
                yield new Fields(section, mapping, findings);
            }
            case Node.Scalar _, Node.Sequence _ -> {
                findings.add(
                        node, "expected " + String.join(", ", section.keys()) + " with values, found " + node.found());
                yield new Fields(section, new Node.Mapping(Map.of(), node.place()), new Findings(findings.file()));
            }
        };
    }

    /** A section that says nothing. */
    static Fields none(Section section, Place place, Findings findings) {
        return new Fields(section, new Node.Mapping(Map.of(), place), findings);
    }

    /** {@code unknown key 'colr', did you mean 'colour'?}, or what is known where nothing is near. */
    static String unknown(String what, String found, java.util.Collection<String> known) {
        var shown = "unknown " + what + " '" + Node.Scalar.shortened(found) + "'";
        if (found.length() > 100) {
            return shown;
        }
        var hint = Nearest.hint(found, known);
        if (!hint.isEmpty()) {
            return shown + hint;
        }
        return known.isEmpty() || known.size() > 20 ? shown : shown + ", expected " + String.join(", ", known);
    }

    Place place() {
        return mapping.place();
    }

    boolean isEmpty() {
        return mapping.entries().isEmpty();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Optional<Node> get(String key) {
        if (!section.keys().contains(key)) {
            throw new IllegalArgumentException(section + " has no key " + key);
        }
        return Optional.ofNullable(mapping.entries().get(key)).map(Node.Entry::value);
    }

    /** Where that key stands, or the section where it does not. */
    Place placeOf(String key) {
        var entry = mapping.entries().get(key);
        return entry == null ? place() : entry.key().place();
    }

    /** The value, or a finding that it is missing. */
    Optional<Node> required(String key, String example) {
        var value = get(key);
        if (value.isEmpty()) {
            findings.add(place(), "'" + key + "' is missing, for example '" + key + ": " + example + "'");
        }
        return value;
    }
}
