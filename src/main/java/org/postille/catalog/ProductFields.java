package org.postille.catalog;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postille.base.Attributes;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.base.Money;

/**
 * Turns the fields of a feed entry, by the names of the CSV, into a product; the same for every feed format.
 *
 * <p>Tolerant where real feeds are sloppy (old spellings of availability, HTML in a description), strict where a mistake would
 * reach a customer (price, link).
 */
final class ProductFields {

    static final List<String> REQUIRED = List.of("id", "title", "link", "availability", "price");
    static final List<String> KNOWN = List.of(
            "id",
            "kind",
            "title",
            "title_de",
            "title_en",
            "title_fr",
            "title_nl",
            "title_it",
            "title_es",
            "title_pl",
            "description",
            "link",
            "image_link",
            "availability",
            "price",
            "sale_price",
            "sale_price_effective_date",
            "brand",
            "category",
            "material",
            "color",
            "colour",
            "collection",
            "item_group_id",
            "released",
            "stock");

    private static final Set<String> BUYABLE =
            Set.of("in_stock", "in stock", "backorder", "available for order", "limited availability");
    private static final Set<String> NOT_BUYABLE = Set.of("out_of_stock", "out of stock", "preorder", "discontinued");

    private static final BigDecimal TOO_MUCH = new BigDecimal("10000000000");
    private static final int LONGEST_DESCRIPTION = 16_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss][XXX][XX][X]]", Locale.ROOT);

    /** The columns want one. */
    private static final Money NO_PRICE = Money.of("0", "EUR");

    private ProductFields() {}

    /**
     * The product of one entry.
     *
     * @param now a sale that is over by then, or that is still to come, is none
     * @param field by its name; nothing where it is missing or empty
     * @throws Invalid if something is missing or cannot be read
     */
    static ProductRow read(int line, Instant now, Function<String, Optional<String>> field, Attributes attributes) {
        var article = field.apply("kind").map(ProductFields::isArticle).orElse(false);
        var price = article ? NO_PRICE : Money.parse(need(field, "price"));
        if (!article) {
            requireSensible(price);
        }
        var sale = field.apply("sale_price")
                .filter(_ -> !article)
                .map(it -> sale(it, price))
                .filter(it -> it.compareTo(price) < 0)
                .filter(_ -> field.apply("sale_price_effective_date")
                        .map(it -> isOn(it, now))
                        .orElse(true));
        return new ProductRow(
                line,
                Bounds.key(need(field, "id"), "id", 100),
                Bounds.text(need(field, "title"), "title", 300),
                titles(field),
                field.apply("description").map(ProductFields::beginning).orElse(null),
                link(need(field, "link")),
                optional(field, "image_link", 2000),
                optional(field, "category", 300),
                optional(field, "brand", 100),
                optional(field, "material", 100),
                field.apply("colour").isPresent() ? optional(field, "colour", 100) : optional(field, "color", 100),
                optional(field, "collection", 100),
                optional(field, "item_group_id", 100),
                article ? price.amount() : requireSensible(sale.orElse(price)),
                sale.isPresent() ? price.amount() : null,
                price.currency().getCurrencyCode(),
                field.apply("stock").map(ProductFields::stock).orElse(null),
                (field.apply("availability").isEmpty() && article) || available(need(field, "availability")),
                article,
                field.apply("released").map(ProductFields::date).orElse(null),
                attributes);
    }

    private static boolean isArticle(String kind) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "article" -> true;
            case "product" -> false;
            default -> throw new Invalid("'kind' is '" + kind + "', expected product or article");
        };
    }

    /** The same as the price in many feeds; above it, one of the two is wrong. */
    private static Money sale(String text, Money price) {
        var sale = Money.parse(text);
        if (!sale.currency().equals(price.currency()) || sale.compareTo(price) > 0) {
            throw new Invalid("'sale_price' is " + sale + ", expected at most 'price', which is " + price);
        }
        return sale;
    }

    /** As feeds write it: two times with a stroke between them, without a zone those of UTC. */
    private static boolean isOn(String period, Instant now) {
        var ends = period.split("/", -1);
        try {
            if (ends.length == 2) {
                return !now.isBefore(time(ends[0])) && now.isBefore(time(ends[1]));
            }
        } catch (DateTimeException e) {
            throw new Invalid(notAPeriod(period), e);
        }
        throw new Invalid(notAPeriod(period));
    }

    private static String notAPeriod(String text) {
        return "'sale_price_effective_date' is '" + text
                + "', expected for example 2026-03-01T08:00+0100/2026-03-14T23:59+0100";
    }

    private static Instant time(String text) {
        var parsed = TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        return switch (parsed) {
            case OffsetDateTime it -> it.toInstant();
            case LocalDateTime it -> it.toInstant(ZoneOffset.UTC);
            default -> LocalDate.from(parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    private static Map<String, String> titles(Function<String, Optional<String>> field) {
        var titles = new LinkedHashMap<String, String>();
        for (var name : KNOWN) {
            if (name.startsWith("title_")) {
                field.apply(name)
                        .ifPresent(it -> titles.put(name.substring("title_".length()), Bounds.text(it, name, 300)));
            }
        }
        return titles;
    }

    private static BigDecimal requireSensible(Money price) {
        if (price.amount().signum() <= 0) {
            throw new Invalid("'price' is " + price + ", expected more than nothing");
        }
        if (price.amount().compareTo(TOO_MUCH) >= 0) {
            throw new Invalid("'price' is " + price + ", expected less than " + TOO_MUCH);
        }
        return price.amount();
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(LONGEST_DESCRIPTION - 1))
                ? LONGEST_DESCRIPTION - 1
                : LONGEST_DESCRIPTION;
        return text.substring(0, end);
    }

    private static boolean available(String text) {
        var value = text.toLowerCase(Locale.ROOT);
        if (BUYABLE.contains(value)) {
            return true;
        }
        if (NOT_BUYABLE.contains(value)) {
            return false;
        }
        throw new Invalid("'availability' is '" + text + "', expected in_stock, out_of_stock, preorder or backorder");
    }

    private static String link(String text) {
        try {
            var address = new URI(Bounds.text(text, "link", 2000));
            var scheme = address.getScheme();
            if ((!"http".equals(scheme) && !"https".equals(scheme)) || address.getHost() == null) {
                throw new Invalid("'link' is '" + text + "', expected an http or https address");
            }
            return text;
        } catch (URISyntaxException e) {
            throw new Invalid("'link' is not an address: " + e.getMessage(), e);
        }
    }

    private static Integer stock(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Invalid("'stock' is '" + text + "', expected a whole number of pieces", e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return Bounds.date(LocalDate.parse(text.substring(0, Math.min(10, text.length()))), "released");
        } catch (DateTimeException e) {
            throw new Invalid("'released' is '" + text + "', expected for example 2026-03-01", e);
        }
    }

    private static String need(Function<String, Optional<String>> field, String name) {
        return field.apply(name).orElseThrow(() -> new Invalid("'" + name + "' is missing"));
    }

    private static @Nullable String optional(Function<String, Optional<String>> field, String name, int longest) {
        return field.apply(name).map(it -> Bounds.text(it, name, longest)).orElse(null);
    }
}
