package org.postille.audience;

import java.time.LocalDate;
import org.postille.base.AttributeFilter;

/** What is asked of attributes, as conditions. */
final class AttributeSql {

    private AttributeSql() {}

    /** On {@code product p}, by the primary key of product_attribute. */
    static Fragment ofProduct(AttributeFilter filter) {
        return exists("product_attribute a where a.product_id = p.id", filter, LocalDate.EPOCH);
    }

    /** On {@code customer c}, by the primary key of customer_attribute, or its index on name and value where that is less to read. */
    static Fragment ofCustomer(AttributeFilter filter, LocalDate today) {
        return exists("customer_attribute a where a.customer_id = c.id", filter, today);
    }

    private static Fragment exists(String from, AttributeFilter filter, LocalDate today) {
        return Fragment.of("exists (select 1 from " + from + " and a.name = ?", filter.name())
                .then(wanted(filter, today))
                .then(")");
    }

    static Fragment wanted(AttributeFilter filter, LocalDate today) {
        return switch (filter.wanted()) {
            case AttributeFilter.Anything _ -> Fragment.of("");
            case AttributeFilter.OneOf one -> Fragment.of(" and ").then(Fragment.in("a.value", one.values()));
            case AttributeFilter.Between between ->
                Fragment.of(
                        " and a.low <= ? and a.high >= ?",
                        between.extent().to(),
                        between.extent().from());
            case AttributeFilter.Age age -> {
                var condition = Fragment.of(" and a.day is not null");
                if (age.min() != null) {
                    condition = condition.then(Fragment.of(" and a.day <= ?", today.minusYears(age.min())));
                }
                if (age.max() != null) {
                    condition = condition.then(Fragment.of(" and a.day > ?", today.minusYears(age.max() + 1L)));
                }
                yield condition;
            }
        };
    }
}
