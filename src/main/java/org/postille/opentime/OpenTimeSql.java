package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Attributes;
import org.postille.base.AttributesSql;
import org.postille.base.Money;
import org.postille.base.Sql;
import org.postille.consent.TrackingModes;
import org.postille.interest.appeal.Lottery;

/** The few statements between the opening of a mail and its pictures. */
@ApplicationScoped
class OpenTimeSql {

    private final DataSource database;
    private final TrackingModes modes;
    private final Clock clock;

    OpenTimeSql(DataSource database, TrackingModes modes, Clock clock) {
        this.database = database;
        this.modes = modes;
        this.clock = clock;
    }

    /**
     * One row of the table {@code decision}.
     *
     * @param reason as the picture says it; null where the block does not say so
     */
    record Decided(
            String block,
            int slot,
            @Nullable Long product,
            @Nullable Money price,
            String strategy,
            String model,
            Lottery.@Nullable Odds odds,
            @Nullable String reason) {}

    /** A product as it stands in the catalog. */
    record Sellable(
            long id,
            String sku,
            String title,
            @Nullable String category,
            @Nullable String brand,
            @Nullable String material,
            @Nullable String colour,
            Money price,
            Shelf shelf,
            Attributes attributes) {

        /** What is said of it under a name: of ours that the feed has a column for, or of the shop's own. */
        List<String> said(String name) {
            return switch (name) {
                case "brand" -> brand == null ? List.of() : List.of(brand);
                case "material" -> material == null ? List.of() : List.of(material);
                case "colour" -> colour == null ? List.of() : List.of(colour);
                default -> attributes.of(name);
            };
        }

        Sellable with(Attributes others) {
            return others.isEmpty()
                    ? this
                    : new Sellable(id, sku, title, category, brand, material, colour, price, shelf, others);
        }

        /** What it is by a property of that name; null where it has none, or there is no such property. */
        @Nullable
        String level(String by) {
            return switch (by) {
                case "category" -> category;
                case "brand" -> brand;
                case "material" -> material;
                case "colour" -> colour;
                case "collection" -> shelf.collection();
                default -> attributes.of(by).stream().findFirst().orElse(null);
            };
        }
    }

    /**
     * Everything a second look at a slot needs, in one statement: every join is by primary key. One row a block, because only
     * the campaign knows which block is meant, and only this statement knows the campaign.
     *
     * @param slot position in its block
     * @param now which old prices may still be shown
     */
    Optional<Mail> mail(long message, int slot, Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select m.id, m.campaign_id, m.name, m.planned_at, m.customer_id, m.facts, cu.language, cu.country,
                           co.ended_at is not null as withdrawn,
                           tr.customer_id is not null and tr.ended_at is null as tracked, ch.mode as chosen,
                           m.settled_at, m.owner is not null as leaving,
                           d.block, d.product_id, d.price, d.currency, coalesce(d.first_price, d.price) as first_price,
                           d.decided_at, d.served, d.revision, d.model,
                           d.seen_at is not null as seen, r.reason,
                           p.id is not null as offered, p.link, p.price as price_now, p.currency as currency_now,
                           if(p.old_price_beside = p.price and p.old_price_until > ?, p.old_price, null) as old_price,
                           coalesce(json_value(p.titles, concat('$."', cu.language, '"')), p.title) as title,
                           p.available and coalesce(p.stock, 1) > 0 as sellable, p.stock, p.released_on, p.article,
                           hex(ph.source_hash) as photo
                    from message m
                    left join customer cu on cu.id = m.customer_id
                    left join consent co on co.customer_id = m.customer_id and co.purpose = m.purpose
                    left join consent tr on tr.customer_id = m.customer_id and tr.purpose = 'tracking'
                    left join tracking_choice ch on ch.customer_id = m.customer_id
                    left join decision d on d.message_id = m.id and d.slot = ?
                    left join slot_reason r on r.message_id = d.message_id and r.block = d.block and r.slot = d.slot
                    left join product p on p.id = d.product_id
                    left join product_photo ph on ph.product_id = p.id
                    where m.id = ?""")) {
                statement.setObject(1, now);
                statement.setInt(2, slot);
                statement.setLong(3, message);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(mail(row)) : Optional.empty();
                }
            }
        });
    }

    private Mail mail(ResultSet row) throws SQLException {
        var shown = new HashMap<String, Mail.Shown>();
        var mail = new Mail(
                row.getLong("id"),
                row.getLong("campaign_id"),
                row.getString("name"),
                Sql.instant(row, "planned_at"),
                row.getLong("customer_id"),
                row.getString("language"),
                row.getString("country"),
                row.getBoolean("withdrawn"),
                row.getBoolean("tracked"),
                modes.of(row.getBoolean("tracked"), row.getString("chosen")),
                // What is asked for before the relay's answer is written is asked for at once.
                row.getBoolean("leaving") ? clock.instant() : Sql.instantOrNull(row, "settled_at"),
                row.getString("facts"),
                shown);
        do {
            var block = row.getString("block");
            if (block != null) {
                shown.put(block, shown(row));
            }
        } while (row.next());
        return mail;
    }

    private static Mail.Shown shown(ResultSet row) throws SQLException {
        var oldPrice = row.getString("old_price");
        var offered = row.getBoolean("offered")
                ? new Mail.Offered(
                        row.getString("title"),
                        row.getString("link"),
                        Money.of(row.getString("price_now"), row.getString("currency_now")),
                        oldPrice == null ? null : Money.of(oldPrice, row.getString("currency_now")),
                        row.getBoolean("sellable"),
                        row.getObject("stock", Integer.class),
                        row.getObject("released_on", LocalDate.class),
                        row.getBoolean("article"),
                        row.getString("photo"))
                : null;
        var price = row.getString("price");
        return new Mail.Shown(
                row.getObject("product_id", Long.class),
                price == null ? null : Money.of(price, row.getString("currency")),
                price == null ? null : Money.of(row.getString("first_price"), row.getString("currency")),
                Sql.instant(row, "decided_at"),
                row.getBoolean("served"),
                row.getInt("revision"),
                row.getString("model"),
                row.getBoolean("seen"),
                row.getString("reason"),
                offered);
    }

    /** What the slots of this mail show. Locks the rows that there are until the end of the transaction. */
    List<Locked> lockDecisions(long message) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select block, slot, product_id, revision from decision where message_id = ? for update")) {
                statement.setLong(1, message);
                try (var row = statement.executeQuery()) {
                    var decided = new ArrayList<Locked>();
                    while (row.next()) {
                        decided.add(new Locked(
                                new BlockSlot(row.getString(1), row.getInt(2)),
                                row.getObject(3, Long.class),
                                row.getInt(4)));
                    }
                    return decided;
                }
            }
        });
    }

    /** The first slot of this block that nothing fitted; by the first columns of the primary key. */
    OptionalInt firstEmpty(long message, String block) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select min(slot) from decision where message_id = ? and block = ? and product_id is null")) {
                statement.setLong(1, message);
                statement.setString(2, block);
                try (var row = statement.executeQuery()) {
                    row.next();
                    var slot = row.getObject(1, Integer.class);
                    return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
                }
            }
        });
    }

    /** Whether any slot of this block shows something; by the first columns of the primary key. */
    boolean shows(long message, String block) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select 1 from decision where message_id = ? and block = ? and product_id is not null limit 1")) {
                statement.setLong(1, message);
                statement.setString(2, block);
                try (var row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    record Locked(BlockSlot place, @Nullable Long product, int revision) {}

    record BlockSlot(String block, int slot) {}

    /**
     * What earlier mails showed to a customer.
     *
     * @param ages by how many mails ago the product was shown last, from 1
     * @param ignored how often a person saw the product and did not click; without those clicked once
     */
    record Past(Map<Long, Integer> ages, Map<Long, Integer> ignored) {

        /** Without what only those teach who consent to tracking. */
        Past untracked() {
            return new Past(ages, Map.of());
        }
    }

    /**
     * What the last mails to this customer showed, but for one mail. The index message_customer leads to the latest mails, the
     * primary keys of decision and slot_click to what they showed and what was clicked.
     */
    Past shownBefore(long customer, long but, int mails) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select d.product_id, min(m.age) as age,
                           if(count(c.product_id) > 0, 0, sum(d.seen_at is not null)) as ignored
                    from (select id, row_number() over (order by planned_at desc) as age
                          from (select id, planned_at from message where customer_id = ? and id <> ?
                                order by planned_at desc limit ?) latest) m
                    join decision d on d.message_id = m.id
                    left join slot_click c on c.message_id = d.message_id and c.block = d.block and c.slot = d.slot
                                          and c.product_id = d.product_id
                    where d.product_id is not null
                    group by d.product_id""")) {
                Sql.bind(statement, List.of(customer, but, mails));
                try (var row = statement.executeQuery()) {
                    var past = new Past(new HashMap<>(), new HashMap<>());
                    while (row.next()) {
                        var product = row.getLong("product_id");
                        past.ages.put(product, row.getInt("age"));
                        if (row.getInt("ignored") > 0) {
                            past.ignored.put(product, row.getInt("ignored"));
                        }
                    }
                    return past;
                }
            }
        });
    }

    private static final String SELLABLE = """
            select id, sku, title, category, brand, material, colour, price, currency,
                   available and coalesce(stock, 1) > 0 as buyable, article, stock, released_on, arrived_at, back_at,
                   if(old_price_beside = price, old_price, null) as old_price, old_price_until, collection, item_group,
                   coalesce(attributes_hash, 0) as hash
            from product
            """;

    /** Which of these can be bought now, by id; by the primary keys of product and product_attribute. */
    Map<Long, Sellable> sellable(Collection<Long> products) {
        if (products.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(SELLABLE
                    + " where available and coalesce(stock, 1) > 0 and id in (" + Sql.marks(products.size()) + ")")) {
                Sql.bind(statement, products);
                var rows = read(statement);
                var told = rows.stream()
                        .filter(it -> it.hash != 0)
                        .map(it -> it.product.id())
                        .toList();
                var attributes = AttributesSql.OF_PRODUCTS.of(connection, told, UnaryOperator.identity());
                var found = new HashMap<Long, Sellable>();
                for (var it : rows) {
                    var id = it.product.id();
                    found.put(id, it.product.with(attributes.getOrDefault(id, Attributes.NONE)));
                }
                return found;
            }
        });
    }

    /**
     * The whole assortment, with what cannot be bought now. Reads the whole table of products, and the attributes of those that are not known or have
     * changed: asked about once a minute.
     */
    List<Sellable> assortment(KnownAttributes known) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(SELLABLE)) {
                statement.setFetchSize(5_000);
                var rows = read(statement);
                var hashes = new HashMap<Long, Long>();
                rows.stream().filter(it -> it.hash != 0).forEach(it -> hashes.put(it.product.id(), it.hash));
                known.read(connection, hashes);
                return rows.stream()
                        .map(it -> it.product.with(known.of(it.product.id())))
                        .toList();
            }
        });
    }

    /** @param hash of the attributes, which are not yet in the product; 0 where there are none */
    private record Row(Sellable product, long hash) {}

    private static List<Row> read(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            var products = new ArrayList<Row>();
            var texts = new Texts();
            while (row.next()) {
                var product = new Sellable(
                        row.getLong("id"),
                        row.getString("sku"),
                        row.getString("title"),
                        texts.once(row.getString("category")),
                        texts.once(row.getString("brand")),
                        texts.once(row.getString("material")),
                        texts.once(row.getString("colour")),
                        Money.of(row.getString("price"), row.getString("currency")),
                        shelf(row, texts),
                        Attributes.NONE);
                products.add(new Row(product, row.getLong("hash")));
            }
            return products;
        }
    }

    private static Shelf shelf(ResultSet row, Texts texts) throws SQLException {
        var oldPrice = row.getString("old_price");
        return new Shelf(
                row.getBoolean("buyable"),
                row.getBoolean("article"),
                row.getObject("stock", Integer.class),
                row.getObject("released_on", LocalDate.class),
                Sql.instantOrNull(row, "arrived_at"),
                Sql.instantOrNull(row, "back_at"),
                oldPrice == null ? null : Money.of(oldPrice, row.getString("currency")),
                Sql.instantOrNull(row, "old_price_until"),
                texts.once(row.getString("collection")),
                row.getString("item_group"));
    }

    /** A hundred thousand products have a few hundred brands and categories: each is kept once. */
    private static final class Texts {

        private final Map<String, String> known = new HashMap<>();

        @Nullable
        String once(@Nullable String text) {
            return text == null ? null : known.computeIfAbsent(text, it -> it);
        }
    }

    /**
     * Writes the decisions of a mail, all in one statement and always in the same order: whoever comes second waits at the first
     * row, and then finds every row there.
     *
     * @param served the slot whose picture is about to show it; null where somebody clicked before there was one
     */
    void insertMissing(long message, List<Decided> decisions, @Nullable BlockSlot served, Instant at) {
        if (decisions.isEmpty()) {
            return;
        }
        Sql.with(database, connection -> {
            var rows = String.join(
                    ", ",
                    decisions.stream()
                            .map(_ -> "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)")
                            .toList());
            try (var statement = connection.prepareStatement("insert ignore into decision (message_id, block, slot,"
                    + " served, product_id, price, first_price, currency, strategy, model, propensity, sampled, explored,"
                    + " place, choices, sales_place, revision, decided_at) values " + rows)) {
                var values = new ArrayList<@Nullable Object>();
                for (var it : decisions) {
                    values.add(message);
                    values.add(it.block());
                    values.add(it.slot());
                    values.add(new BlockSlot(it.block(), it.slot()).equals(served));
                    addContent(values, it);
                    values.add(at);
                }
                Sql.bind(statement, values);
                return statement.executeUpdate();
            }
        });
    }

    private static void addContent(List<@Nullable Object> values, Decided it) {
        values.add(it.product());
        values.add(it.price() == null ? null : it.price().amount());
        values.add(it.price() == null ? null : it.price().amount());
        values.add(it.price() == null ? null : it.price().currency().getCurrencyCode());
        values.add(it.strategy());
        values.add(it.model());
        var odds = it.odds();
        values.add(odds == null ? null : odds.propensity());
        values.add(odds == null ? null : odds.sampled());
        values.add(odds == null ? null : odds.explored());
        values.add(odds == null ? null : odds.place());
        values.add(odds == null ? null : odds.choices());
        values.add(odds == null ? null : odds.salesPlace());
    }

    /** What the pictures of these slots say; who comes second leaves what stands beside the decisions of the first. */
    void insertMissingReasons(long message, long customer, List<Decided> decisions) {
        reasons("insert ignore", message, customer, decisions);
    }

    /** The same of a slot that was decided again. */
    void replaceReason(long message, long customer, Decided decision) {
        reasons("replace", message, customer, List.of(decision));
    }

    private void reasons(String verb, long message, long customer, List<Decided> decisions) {
        var said = decisions.stream().filter(it -> it.reason() != null).toList();
        if (said.isEmpty()) {
            return;
        }
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    verb + " into slot_reason (message_id, block, slot, customer_id, reason) values "
                            + String.join(", ", Collections.nCopies(said.size(), "(?, ?, ?, ?, ?)")))) {
                Sql.bind(
                        statement,
                        said.stream()
                                .flatMap(it -> Stream.of(message, it.block(), it.slot(), customer, it.reason()))
                                .toList());
                return statement.executeUpdate();
            }
        });
    }

    /** A person looks at the mail, whose pictures all come at once; a range of the primary key. */
    void seen(long message, Instant at) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update decision set seen_at = ? where message_id = ? and seen_at is null")) {
                Sql.bind(statement, List.of(at, message));
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Decides one slot again.
     *
     * @param served whether its picture is about to show it
     */
    void replace(long message, Decided it, boolean served, Instant at) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update decision set product_id = ?, price = ?, first_price = ?, currency = ?, strategy = ?, model = ?,
                                        propensity = ?, sampled = ?, explored = ?, place = ?, choices = ?, sales_place = ?,
                                        served = ?, decided_at = ?, seen_at = null, revision = revision + 1
                    where message_id = ? and block = ? and slot = ?""")) {
                var values = new ArrayList<@Nullable Object>();
                addContent(values, it);
                values.add(served);
                values.add(at);
                values.add(message);
                values.add(it.block());
                values.add(it.slot());
                Sql.bind(statement, values);
                return statement.executeUpdate();
            }
        });
    }

    /** The slot keeps its product as if it had been decided now, at this price; by primary key. */
    void keep(long message, BlockSlot place, Money price, boolean served, Instant at) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update decision set price = ?, first_price = ?, currency = ?, served = served or ?, decided_at = ?,
                                        revision = revision + 1
                    where message_id = ? and block = ? and slot = ?""")) {
                Sql.bind(
                        statement,
                        List.of(
                                price.amount(),
                                price.amount(),
                                price.currency().getCurrencyCode(),
                                served,
                                at,
                                message,
                                place.block(),
                                place.slot()));
                return statement.executeUpdate();
            }
        });
    }

    /** A picture is about to show what was decided together with another slot; by primary key. */
    void served(long message, String block, int slot) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update decision set served = true where message_id = ? and block = ? and slot = ?")) {
                Sql.bind(statement, List.of(message, block, slot));
                return statement.executeUpdate();
            }
        });
    }

    /** The same product is shown at another price from now on. Where somebody was quicker nothing happens. */
    void reprice(long message, String block, int slot, int revision, Money price) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update decision set price = ?, currency = ?, revision = revision + 1
                    where message_id = ? and block = ? and slot = ? and revision = ?""")) {
                Sql.bind(
                        statement,
                        List.of(price.amount(), price.currency().getCurrencyCode(), message, block, slot, revision));
                return statement.executeUpdate();
            }
        });
    }

    /** The photo of a product, if it has one. By primary key. */
    Optional<byte[]> photo(long product) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select jpeg from product_photo where product_id = ?")) {
                statement.setLong(1, product);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }
}
