package org.postille.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postille.base.Attributes;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.base.Plain;

/**
 * What a webhook of the type {@value #TYPE} says of a customer under names of the shop's own.
 *
 * @param attributes by name; no values: nothing is said under it any more
 */
record CustomerUpdate(String key, String customer, Map<String, List<String>> attributes) {

    static final String TYPE = "customer.updated";

    /** @throws Invalid if it says what cannot be */
    static CustomerUpdate read(JsonNode data, String key) {
        var customer = EventJson.key(data, "customer", 100);
        var given = data.path("attributes");
        if (!given.isObject() || given.isEmpty()) {
            throw new Invalid(
                    "'attributes' is missing, expected for example {\"size\": [\"M\", \"L\"], \"points\": 120}");
        }
        var attributes = new LinkedHashMap<String, List<String>>();
        for (var it : given.properties()) {
            var name = Attributes.name(it.getKey())
                    .orElseThrow(() -> new Invalid("'" + it.getKey()
                            + "' is no name of an attribute, expected letters, digits and '-', at most "
                            + Attributes.LONGEST_NAME));
            attributes.put(name, values(name, it.getValue()));
        }
        if (attributes.size() > Attributes.MOST_NAMES) {
            throw new Invalid("'attributes' has " + attributes.size() + " names, at most " + Attributes.MOST_NAMES
                    + " are possible");
        }
        return new CustomerUpdate(key, customer, attributes);
    }

    private static List<String> values(String name, JsonNode given) {
        var values = new ArrayList<String>();
        for (var it : given.isArray() ? given : List.of(given)) {
            if (it.isNull()) {
                continue;
            }
            if (!it.isValueNode()) {
                throw new Invalid("'" + name + "' is neither a text nor a number, nor a list of such");
            }
            var text = Bounds.text(Bounds.line(it.asText()), name, Attributes.LONGEST_VALUE);
            if (!text.isEmpty() && values.stream().noneMatch(known -> Plain.isSame(known, text))) {
                values.add(text);
            }
        }
        if (values.size() > Attributes.MOST_VALUES) {
            throw new Invalid("'" + name + "' has " + values.size() + " values, at most " + Attributes.MOST_VALUES
                    + " are possible");
        }
        return values;
    }
}
