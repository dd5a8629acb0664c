package org.postille.audience;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
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

    /**
     * Why no customer is as that rule asks, with the nearest name there is; nothing where one is, or may become so without a new
     * name, and in a shop without customers.
     */
    public Optional<String> missing(AttributeFilter ofCustomers) {
        return Sql.with(database, connection -> {
            var sql = new AssortmentSql(connection);
            var name = ofCustomers.name();
            if (!sql.hasCustomers()) {
                return Optional.empty();
            }
            if (!sql.hasAnyCustomerWith(new AttributeFilter(name, new AttributeFilter.Anything()))) {
                return Optional.of(
                        "no customer has an attribute '" + name + "'" + nearest(name, sql.namesOfCustomers()));
            }
            return ofCustomers.wanted() instanceof AttributeFilter.OneOf one && !sql.hasAnyCustomerWith(ofCustomers)
                    ? Optional.of(
                            "no customer has " + name + " '" + one.values().getFirst() + "'"
                                    + nearest(one.values().getFirst(), sql.valuesOfCustomers(name)))
                    : Optional.empty();
        });
    }

    private static String complaint(AttributeFilter filter, AssortmentSql sql) throws SQLException {
        var name = filter.name();
        if (!sql.hasAnyProductWith(new AttributeFilter(name, new AttributeFilter.Anything()))) {
            return "no product has an attribute '" + name + "'" + nearest(name, sql.namesOfProducts());
        }
        return switch (filter.wanted()) {
            case AttributeFilter.OneOf one ->
                "no product has " + name + " '" + one.values().getFirst() + "'"
                        + nearest(one.values().getFirst(), sql.valuesOfProducts(name));
            case AttributeFilter.Anything _, AttributeFilter.Between _, AttributeFilter.Age _ ->
                "no product has " + filter;
        };
    }

    /** One value of a theme, as a theme of its own. */
    private record Value(
            Theme theme,
            String words,
            String name,
            AssortmentSql.@Nullable Column column,
            @Nullable AttributeFilter attribute) {

        String complaint(AssortmentSql sql) throws SQLException {
            if (attribute != null) {
                return Assortment.complaint(attribute, sql);
            }
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
        theme.attributes().stream()
                .flatMap(Assortment::alone)
                .forEach(it -> all.add(new Value(Theme.ofAttribute(it), "", it.name(), null, it)));
        return all;
    }

    private static void add(
            List<Value> all,
            List<String> names,
            Function<List<String>, Theme> alone,
            String words,
            AssortmentSql.@Nullable Column column) {
        names.forEach(it -> all.add(new Value(alone.apply(List.of(it)), words, it, column, null)));
    }

    /** One for each value. */
    private static Stream<AttributeFilter> alone(AttributeFilter filter) {
        return switch (filter.wanted()) {
            case AttributeFilter.OneOf one ->
                one.values().stream()
                        .map(it -> new AttributeFilter(filter.name(), new AttributeFilter.OneOf(List.of(it))));
            case AttributeFilter.Anything _, AttributeFilter.Between _, AttributeFilter.Age _ -> Stream.of(filter);
        };
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
