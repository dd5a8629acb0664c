package org.postille.campaign.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postille.campaign.definition.Place;

/** A value in a YAML file and where it stands. */
sealed interface Node {

    Place place();

    /** What was found, for a message that says what was expected. */
    default String found() {
        return switch (this) {
            case Mapping _ -> "keys and values";
            case Sequence _ -> "a list";
            case Scalar scalar ->
                switch (scalar.type()) {
                    case TEXT -> "'" + Scalar.shortened(scalar.text()) + "'";
                    case NUMBER -> "the number " + Scalar.shortened(scalar.text());
                    case TRUTH -> "the truth value " + scalar.text();
                    case NOTHING -> "nothing";
                };
        };
    }

    /** What YAML takes an unquoted scalar for. */
    enum Type {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /** @param place of the text's first character, after a quote */
    record Scalar(String text, Type type, Place place) implements Node {
        static String shortened(String text) {
            return text.length() <= 80 ? text : text.substring(0, 77) + "...";
        }
    }

    record Sequence(List<Node> items, Place place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Mapping(Map<String, Entry> entries, Place place) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    record Entry(Scalar key, Node value) {}
}
