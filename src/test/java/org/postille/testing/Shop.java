package org.postille.testing;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Attributes;
import org.postille.base.AttributesSql;
import org.postille.base.Sql;
import org.postille.catalog.PriceSql;

/**
 * The shop of a test, written as real rows: {@code shop.customer("anna"); shop.product("mug"); shop.ordered("anna", "mug")}.
 *
 * <p>Customers and products go by their keys. What happens, happens at the time of the test's clock; {@link #at} says another
 * time. A name that was not made before is a mistake of the test and ends it.
 */
@ApplicationScoped
public class Shop {

    /** The language, the country and the zone of everybody who is not given others. */
    public static final String LANGUAGE = "de";

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final DataSource database;
    private final EntityManager entities;
    private final Clock clock;
    private final PriceSql prices;

    Shop(DataSource database, EntityManager entities, Clock clock, PriceSql prices) {
        this.database = database;
        this.entities = entities;
        this.clock = clock;
        this.prices = prices;
    }

    /** What is known of a customer before the test says otherwise: Anna at anna@example.com, German, in Berlin. */
    public record Person(
            String key,
            String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String gender,
            String language,
            String country,
            String zone,
            @Nullable LocalDate birthday,
            Instant since) {

        public Person email(String address) {
            return new Person(key, address, firstName, lastName, gender, language, country, zone, birthday, since);
        }

        public Person named(@Nullable String first, @Nullable String last, @Nullable String sex) {
            return new Person(key, email, first, last, sex, language, country, zone, birthday, since);
        }

        public Person speaks(String code) {
            return new Person(key, email, firstName, lastName, gender, code, country, zone, birthday, since);
        }

        public Person livesIn(String code, String timeZone) {
            return new Person(key, email, firstName, lastName, gender, language, code, timeZone, birthday, since);
        }

        /** @param date as {@code 1985-07-31} */
        public Person bornOn(String date) {
            return new Person(
                    key, email, firstName, lastName, gender, language, country, zone, LocalDate.parse(date), since);
        }

        public Person since(Instant instant) {
            return new Person(key, email, firstName, lastName, gender, language, country, zone, birthday, instant);
        }
    }

    /** What is known of a product before the test says otherwise: a Mug at 10.00 EUR, in stock. */
    public record Article(
            String sku,
            String title,
            Map<String, String> titles,
            String category,
            @Nullable String brand,
            String price,
            @Nullable String listPrice,
            String currency,
            @Nullable Integer stock,
            boolean available,
            @Nullable LocalDate releasedOn) {

        public Article titled(String text) {
            return new Article(
                    sku, text, titles, category, brand, price, listPrice, currency, stock, available, releasedOn);
        }

        public Article titled(String language, String text) {
            var more = new LinkedHashMap<>(titles);
            more.put(language, text);
            return new Article(
                    sku, title, more, category, brand, price, listPrice, currency, stock, available, releasedOn);
        }

        public Article in(String path) {
            return new Article(
                    sku, title, titles, path, brand, price, listPrice, currency, stock, available, releasedOn);
        }

        public Article by(String maker) {
            return new Article(
                    sku, title, titles, category, maker, price, listPrice, currency, stock, available, releasedOn);
        }

        /** @param amount in the product's currency: {@code 12.95} */
        public Article costs(String amount) {
            return new Article(
                    sku, title, titles, category, brand, amount, listPrice, currency, stock, available, releasedOn);
        }

        public Article reducedFrom(String amount) {
            return new Article(
                    sku, title, titles, category, brand, price, amount, currency, stock, available, releasedOn);
        }

        public Article inCurrency(String code) {
            return new Article(
                    sku, title, titles, category, brand, price, listPrice, code, stock, available, releasedOn);
        }

        public Article stock(int pieces) {
            return new Article(
                    sku, title, titles, category, brand, price, listPrice, currency, pieces, available, releasedOn);
        }

        public Article soldOut() {
            return new Article(sku, title, titles, category, brand, price, listPrice, currency, 0, false, releasedOn);
        }

        /** @param date as {@code 2026-03-01} */
        public Article releasedOn(String date) {
            return new Article(
                    sku,
                    title,
                    titles,
                    category,
                    brand,
                    price,
                    listPrice,
                    currency,
                    stock,
                    available,
                    LocalDate.parse(date));
        }
    }

    /** A customer of that key, with a first name made of it and an address at example.com. */
    public long customer(String key) {
        return customer(key, it -> it);
    }

    /** @return our id */
    public long customer(String key, UnaryOperator<Person> but) {
        var person = but.apply(new Person(
                key,
                key + "@example.com",
                capital(key),
                "Muster",
                "female",
                LANGUAGE,
                "DE",
                "Europe/Berlin",
                null,
                Instant.parse("2025-01-01T00:00:00Z")));
        return insert(
                """
                insert into customer (customer_key, email, first_name, last_name, gender, language, country, time_zone,
                                      birthday, since, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                person.key(),
                person.email(),
                person.firstName(),
                person.lastName(),
                person.gender(),
                person.language(),
                person.country(),
                person.zone(),
                person.birthday(),
                person.since(),
                clock.instant());
    }

    public void customers(String... keys) {
        for (var key : keys) {
            customer(key);
        }
    }

    /** A product of that SKU, with a title made of it, at 10.00 EUR, in stock. */
    public long product(String sku) {
        return product(sku, it -> it);
    }

    /** @return our id */
    public long product(String sku, UnaryOperator<Article> but) {
        var article = but.apply(new Article(
                sku, capital(sku), Map.of(), "Home > Things", null, "10.00", null, "EUR", null, true, null));
        var titles = article.titles().entrySet().stream()
                .map(it -> '"' + it.getKey() + "\":\"" + it.getValue() + '"')
                .toList();
        var id = insert(
                """
                insert into product (sku, title, titles, link, category, brand, price, list_price, currency, stock,
                                     available, released_on, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                article.sku(),
                article.title(),
                titles.isEmpty() ? null : '{' + String.join(",", titles) + '}',
                "https://shop.example/p/" + article.sku(),
                article.category(),
                article.brand(),
                new BigDecimal(article.price()),
                article.listPrice() == null ? null : new BigDecimal(article.listPrice()),
                article.currency(),
                article.stock(),
                article.available(),
                article.releasedOn(),
                clock.instant());
        prices.note(List.of(sku), clock.instant());
        return id;
    }

    public void products(String... skus) {
        for (var sku : skus) {
            product(sku);
        }
    }

    /**
     * Anna, who gets offers, has bought p0 alone; eight others have three quarters of the products from p0 on.
     *
     * @param count of products
     */
    public void annaAmongBuyers(int count) {
        customer("anna");
        consents("anna", "offers");
        for (var product = 0; product < count; product++) {
            product("p" + product, it -> it.in("Home > Things").costs("10.00"));
        }
        for (var customer = 0; customer < 8; customer++) {
            customer("c" + customer);
            for (var product = 0; product < count; product++) {
                if ((customer * 7 + product * 5) % 4 > 0) {
                    ordered("c" + customer, "p" + product);
                }
            }
        }
        ordered("anna", "p0");
    }

    /** The shop says something of a product under a name of its own; no values: nothing any more. */
    public void productHas(String sku, String name, String... values) {
        var product = productId(sku);
        Sql.inTransaction(database, connection -> {
            var all = AttributesSql.OF_PRODUCTS
                    .of(connection, List.of(product), UnaryOperator.identity())
                    .getOrDefault(product, Attributes.NONE)
                    .byName();
            all.put(name, List.of(values));
            var attributes = Attributes.of(all);
            AttributesSql.OF_PRODUCTS.replace(connection, Map.of(product, attributes));
            try (var statement = connection.prepareStatement("update product set attributes_hash = ? where id = ?")) {
                Sql.bind(statement, List.of(attributes.hash(), product));
                return statement.executeUpdate();
            }
        });
    }

    /** The same of a customer. */
    public void customerHas(String key, String name, String... values) {
        var customer = customerId(key);
        Sql.inTransaction(database, connection -> {
            var all = AttributesSql.OF_CUSTOMERS
                    .of(connection, List.of(customer), UnaryOperator.identity())
                    .getOrDefault(customer, Attributes.NONE)
                    .byName();
            all.put(name, List.of(values));
            AttributesSql.OF_CUSTOMERS.replace(connection, Map.of(customer, Attributes.of(all)));
            return all.size();
        });
    }

    /** Nobody can buy this product any more. */
    public void sellsOut(String sku) {
        change("update product set available = false, stock = 0 where id = ?", productId(sku));
    }

    /** The price moves, in the product's own currency. */
    public void reprices(String sku, String amount) {
        change("update product set price = ? where id = ?", new BigDecimal(amount), productId(sku));
        prices.note(List.of(sku), clock.instant());
    }

    /** The customer agrees to each of these purposes, a year before the test's clock. */
    public void consents(String customer, String... purposes) {
        for (var purpose : purposes) {
            change(
                    "insert into consent (customer_id, purpose, granted_at, source) values (?, ?, ?, 'checkout')",
                    customerId(customer),
                    purpose,
                    clock.instant().minusSeconds(365L * 24 * 3600));
        }
    }

    /** The customer withdraws the consent, now. */
    public void withdraws(String customer, String purpose) {
        change(
                "update consent set ended_at = ?, ended_by = 'page' where customer_id = ? and purpose = ?",
                clock.instant(),
                customerId(customer),
                purpose);
    }

    /** The customer has moved. */
    public void livesNow(String customer, String timeZone) {
        change("update customer set time_zone = ? where id = ?", timeZone, customerId(customer));
    }

    /** Changes rows behind everybody's back, as a crash or an operator would leave them. */
    public void tampers(String statement, Object... values) {
        change(statement, values);
    }

    public void viewed(String customer, String... skus) {
        now().viewed(customer, skus);
    }

    public void fillsCart(String customer, String... skus) {
        now().fillsCart(customer, skus);
    }

    public void ordered(String customer, String... skus) {
        now().ordered(customer, skus);
    }

    public void returned(String customer, String... skus) {
        now().returned(customer, skus);
    }

    /** The same at another time: {@code shop.at(yesterday).ordered("anna", "mug")}. */
    public Moment at(Instant instant) {
        return new Moment(instant);
    }

    private Moment now() {
        return new Moment(clock.instant());
    }

    /** What happens at one point in time; one piece of each product, at its price. */
    public final class Moment {

        private final Instant at;

        Moment(Instant at) {
            this.at = at;
        }

        public Moment viewed(String customer, String... skus) {
            for (var sku : skus) {
                happens("product.viewed", customer, sku);
            }
            return this;
        }

        public Moment fillsCart(String customer, String... skus) {
            return happens("cart.updated", customer, skus);
        }

        public Moment ordered(String customer, String... skus) {
            return happens("order.placed", customer, skus);
        }

        public Moment returned(String customer, String... skus) {
            return happens("order.returned", customer, skus);
        }

        private Moment happens(String kind, String customer, String... skus) {
            var key = "test-" + NUMBERS.incrementAndGet();
            var line = 0;
            for (var sku : skus) {
                change("""
                        insert into event (source, event_key, line, kind, customer_id, product_id, quantity, amount,
                                           currency, at, received_at)
                        select 'test', ?, ?, ?, ?, id, 1, price, currency, ?, ? from product where id = ?""", key, line++, kind, customerId(customer), at, at, productId(sku));
            }
            return this;
        }
    }

    public long customerId(String key) {
        return number("select id from customer where customer_key = ?", key);
    }

    public long productId(String sku) {
        return number("select id from product where sku = ?", sku);
    }

    /** How many rows of a table fulfil a condition: {@code shop.count("event where kind = 'order.placed'")}. */
    public long count(String from, Object... values) {
        return number("select count(*) from " + from, values);
    }

    /** The only value of a query, as text; null where it is. */
    public @Nullable String value(String query, Object... values) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(query)) {
                Sql.bind(statement, Arrays.asList(values));
                try (var rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        throw new AssertionError("nothing found by: " + query + " " + Arrays.toString(values));
                    }
                    return rows.getString(1);
                }
            }
        });
    }

    private long number(String query, Object... values) {
        return Long.parseLong(String.valueOf(value(query, values)));
    }

    private long insert(String text, @Nullable Object... values) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(text, Statement.RETURN_GENERATED_KEYS)) {
                Sql.bind(statement, Arrays.asList(values));
                statement.executeUpdate();
                try (var keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
    }

    private void change(String text, Object... values) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(text)) {
                Sql.bind(statement, Arrays.asList(values));
                return statement.executeUpdate();
            }
        });
        // A test method is one request: without this it would go on seeing the entities that it read before.
        if (Arc.container().requestContext().isActive()) {
            entities.clear();
        }
    }

    private static String capital(String key) {
        return Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }
}
