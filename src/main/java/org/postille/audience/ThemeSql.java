package org.postille.audience;

import java.util.ArrayList;
import java.util.List;
import org.postille.base.Theme;

/** Themes as conditions on {@code product p}. */
final class ThemeSql {

    private ThemeSql() {}

    static Fragment condition(Theme theme) {
        var parts = new ArrayList<Fragment>();
        if (!theme.products().isEmpty()) {
            parts.add(Fragment.in("p.sku", theme.products()));
        }
        likeAny(parts, "concat(' > ', p.category, ' > ')", theme.categories(), "% > ", " > %");
        if (!theme.brands().isEmpty()) {
            parts.add(Fragment.in("p.brand", theme.brands()));
        }
        if (!theme.materials().isEmpty()) {
            parts.add(Fragment.in("p.material", theme.materials()));
        }
        if (!theme.colours().isEmpty()) {
            parts.add(Fragment.in("p.colour", theme.colours()));
        }
        likeAny(parts, "p.title", theme.words(), "%", "%");
        theme.attributes().forEach(it -> parts.add(AttributeSql.ofProduct(it)));
        return Fragment.join("and", parts, "true");
    }

    private static void likeAny(List<Fragment> parts, String column, List<String> values, String before, String after) {
        if (!values.isEmpty()) {
            parts.add(Fragment.join(
                    "or",
                    values.stream()
                            .map(it -> Fragment.of(column + " like ? escape '!'", before + escaped(it) + after))
                            .toList(),
                    "true"));
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
