package org.postille.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Nearest;
import org.postille.base.Sql;
import org.postille.base.Theme;

/** Whether the shop has what a campaign names of its assortment; a part that has no product would be silent otherwise. */
@ApplicationScoped
public class Assortment {

    private static final int EXAMPLES = 5;

    private final DataSource database;

    Assortment(DataSource database) {
        this.database = database;
    }

    /**
     * Why no product belongs to the theme, with the nearest name there is; nothing where one does, where one of its values alone has
     * none, and in a shop without any product, whose catalog is yet to come.
     */
    public Optional<String> missing(Theme theme) {
        return Sql.with(database, connection -> {
            var sql = new AssortmentSql(connection);
            if (sql.hasAny(theme) || !sql.hasAny(Theme.EVERYTHING)) {
                return Optional.empty();
            }
            var values = values(theme);
            if (values.size() == 1) {
                return Optional.of(values.getFirst().complaint(sql));
            }
            for (var it : values) {
                if (!sql.hasAny(it.theme)) {
                    return Optional.empty();
                }
            }
            return Optional.of("no product is all of this at once: " + theme);
        });
    }

    /** One value of a theme, as a theme of its own. */
    private record Value(Theme theme, String words, String name, AssortmentSql.@Nullable Column column) {

        String complaint(AssortmentSql sql) throws SQLException {
            return words.formatted(name) + (column == null ? "" : nearest(name, known(sql, column)));
        }

        private static List<String> known(AssortmentSql sql, AssortmentSql.Column column) throws SQLException {
            var known = sql.values(column);
            return column == AssortmentSql.Column.CATEGORY ? stretches(known) : known;
        }
    }

    private static List<Value> values(Theme theme) {
        var none = List.<String>of();
        var all = new ArrayList<Value>();
        add(
                all,
                theme.products(),
                it -> new Theme(it, none, none, none, none, none),
                "there is no product '%s'",
                AssortmentSql.Column.SKU);
        add(
                all,
                theme.categories(),
                it -> new Theme(none, it, none, none, none, none),
                "no product is in category '%s'",
                AssortmentSql.Column.CATEGORY);
        add(
                all,
                theme.brands(),
                it -> new Theme(none, none, it, none, none, none),
                "no product is of brand '%s'",
                AssortmentSql.Column.BRAND);
        add(
                all,
                theme.materials(),
                it -> new Theme(none, none, none, it, none, none),
                "no product is of material '%s'",
                AssortmentSql.Column.MATERIAL);
        add(
                all,
                theme.colours(),
                it -> new Theme(none, none, none, none, it, none),
                "no product has colour '%s'",
                AssortmentSql.Column.COLOUR);
        add(
                all,
                theme.words(),
                it -> new Theme(none, none, none, none, none, it),
                "no product has '%s' in its title",
                null);
        return all;
    }

    private static void add(
            List<Value> all,
            List<String> names,
            Function<List<String>, Theme> alone,
            String words,
            AssortmentSql.@Nullable Column column) {
        names.forEach(it -> all.add(new Value(alone.apply(List.of(it)), words, it, column)));
    }

    private static String nearest(String given, List<String> known) {
        return Nearest.of(given, known)
                .map(it -> "; nearest: '" + it + "'")
                .orElseGet(() -> known.isEmpty()
                        ? "; the shop names none"
                        : known.stream()
                                .limit(EXAMPLES)
                                .collect(Collectors.joining(
                                        "', '", "; there are '", known.size() > EXAMPLES ? "' and others" : "'")));
    }

    /** What may be named of category paths: each step, and each way down to one. */
    private static List<String> stretches(List<String> paths) {
        var stretches = new LinkedHashSet<String>();
        for (var path : paths) {
            var steps = path.split(" > ");
            for (var from = 0; from < steps.length; from++) {
                for (var to = from + 1; to <= steps.length; to++) {
                    stretches.add(String.join(" > ", List.of(steps).subList(from, to)));
                }
            }
        }
        return List.copyOf(stretches);
    }
}
