package org.postille.opentime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
import org.postille.base.Attributes;
import org.postille.base.Invalid;

/** Reads attributes as addresses write them: {@code pattern:dots}, {@code age:3..6}. Values of one name are alternatives. */
final class AskedAttributes {

    private static final Pattern RANGE =
            Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,6})?)?\\.\\.(-?\\d{1,12}(?:\\.\\d{1,6})?)?");

    private AskedAttributes() {}

    /** @throws Invalid if one of them is not of that form */
    static List<AttributeFilter> of(List<String> asked) {
        var filters = new ArrayList<AttributeFilter>();
        var values = new LinkedHashMap<String, List<String>>();
        for (var it : asked) {
            var end = it.indexOf(':');
            var name = end < 0 ? "" : Attributes.name(it.substring(0, end)).orElse("");
            var value = it.substring(end + 1).strip();
            if (name.isEmpty() || value.isEmpty()) {
                throw new Invalid("'attribute' is '" + it + "', expected for example pattern:dots or age:3..6");
            }
            var range = RANGE.matcher(value);
            if (range.matches() && value.length() > 2) {
                filters.add(new AttributeFilter(
                        name, new AttributeFilter.Between(number(range.group(1)), number(range.group(2)))));
            } else {
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        values.forEach((name, those) -> filters.add(new AttributeFilter(name, new AttributeFilter.OneOf(those))));
        return filters;
    }

    private static @Nullable Double number(@Nullable String text) {
        return text == null ? null : Double.valueOf(text);
    }
}
