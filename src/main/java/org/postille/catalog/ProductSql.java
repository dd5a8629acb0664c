package org.postille.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Attributes;
import org.postille.base.AttributesSql;
import org.postille.base.Bounds;
import org.postille.base.Sql;

/** Set-based statements on the tables of products and their photos. */
@ApplicationScoped
public class ProductSql {

    private final DataSource database;
    private final ObjectMapper json;
    private final PriceSql prices;

    ProductSql(DataSource database, ObjectMapper json, PriceSql prices) {
        this.database = database;
        this.json = json;
        this.prices = prices;
    }

    /**
     * Inserts or updates by SKU, a batch a transaction. The unique key product_sku finds what is there. What comes as it is
     * already keeps its updated_at, so the same file again changes nothing. A new price is noted in its history.
     */
    void store(List<ProductRow> rows, Instant now) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into product (sku, title, titles, description, link, image_link, category, brand, material,
                                         colour, price, list_price, currency, stock, available, released_on, updated_at,
                                         arrived_at, collection, item_group, article)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on duplicate key update
                      -- first: it compares what is there before the other assignments change it
                      updated_at = if(binary title <=> binary values(title) and binary titles <=> binary values(titles)
                          and binary description <=> binary values(description) and binary link <=> binary values(link)
                          and binary image_link <=> binary values(image_link)
                          and binary category <=> binary values(category) and binary brand <=> binary values(brand)
                          and binary material <=> binary values(material) and binary colour <=> binary values(colour)
                          and price <=> values(price) and list_price <=> values(list_price)
                          and currency <=> values(currency) and stock <=> values(stock)
                          and available <=> values(available) and released_on <=> values(released_on)
                          and binary collection <=> values(collection) and binary item_group <=> values(item_group)
                          and article <=> values(article),
                        updated_at, values(updated_at)),
                      back_at = if((not available or stock <= 0) and values(available)
                                     and coalesce(values(stock), 1) > 0, values(updated_at), back_at),
                      title = values(title), titles = values(titles),
                      description = values(description), link = values(link), image_link = values(image_link),
                      category = values(category), brand = values(brand), material = values(material),
                      colour = values(colour), price = values(price), list_price = values(list_price),
                      currency = values(currency), stock = values(stock), available = values(available),
                      released_on = values(released_on), collection = values(collection),
                      item_group = values(item_group), article = values(article)""")) {
                for (var row : rows) {
                    statement.setString(1, row.sku());
                    statement.setString(2, row.title());
                    statement.setString(3, titles(row.titles()));
                    statement.setString(4, row.description());
                    statement.setString(5, row.link());
                    statement.setString(6, row.imageLink());
                    statement.setString(7, row.category());
                    statement.setString(8, row.brand());
                    statement.setString(9, row.material());
                    statement.setString(10, row.colour());
                    statement.setBigDecimal(11, row.price());
                    statement.setBigDecimal(12, row.listPrice());
                    statement.setString(13, row.currency());
                    statement.setObject(14, row.stock());
                    statement.setBoolean(15, row.available());
                    statement.setObject(16, row.releasedOn());
                    statement.setObject(17, now);
                    statement.setObject(18, now);
                    statement.setString(19, row.collection());
                    statement.setString(20, row.itemGroup());
                    statement.setBoolean(21, row.article());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            storeAttributes(connection, rows, now);
            var skus = rows.stream().map(ProductRow::sku).distinct().toList();
            prices.note(skus, now);
            noteWebPhotos(connection, skus, now);
            return rows.size();
        });
    }

    /** Writes those that have changed. The unique key product_sku finds the products, their ids the attributes. */
    private static void storeAttributes(Connection connection, List<ProductRow> rows, Instant now) throws SQLException {
        var wanted = new HashMap<String, Attributes>();
        rows.forEach(it -> wanted.put(it.sku(), it.attributes()));
        if (wanted.isEmpty()) {
            return;
        }
        var changed = new HashMap<Long, Attributes>();
        try (var statement = connection.prepareStatement("select id, sku, coalesce(attributes_hash, 0) from product"
                + " where sku in (" + Sql.marks(wanted.size()) + ")")) {
            Sql.bind(statement, wanted.keySet());
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var attributes = wanted.getOrDefault(row.getString(2), Attributes.NONE);
                    if (attributes.hash() != row.getLong(3)) {
                        changed.put(row.getLong(1), attributes);
                    }
                }
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        AttributesSql.OF_PRODUCTS.replace(connection, changed);
        try (var statement =
                connection.prepareStatement("update product set attributes_hash = ?, updated_at = ? where id = ?")) {
            for (var it : changed.entrySet()) {
                statement.setObject(
                        1, it.getValue().isEmpty() ? null : it.getValue().hash());
                statement.setObject(2, now);
                statement.setLong(3, it.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Notes the photos of the web that are to be fetched, and forgets those that the feed names no more; by product_sku and primary
     * key. An address that is new is due at once, whatever came of the one before.
     */
    private static void noteWebPhotos(Connection connection, List<String> skus, Instant now) throws SQLException {
        if (skus.isEmpty()) {
            return;
        }
        var those = " in (" + Sql.marks(skus.size()) + ")";
        try (var statement = connection.prepareStatement("""
                insert into photo_fetch (product_id, url, state, due_at, attempts)
                select id, image_link, 'waiting', ?, 0 from product
                where (image_link like 'http://%' or image_link like 'https://%') and sku""" + those + """

                on duplicate key update
                  -- first: they compare with the address that is there before it is changed
                  state = if(binary url = binary values(url), state, values(state)),
                  due_at = if(binary url = binary values(url), due_at, values(due_at)),
                  owner = if(binary url = binary values(url), owner, null),
                  attempts = if(binary url = binary values(url), attempts, 0),
                  etag = if(binary url = binary values(url), etag, null),
                  last_modified = if(binary url = binary values(url), last_modified, null),
                  url = values(url)""")) {
            statement.setObject(1, now);
            Sql.bind(statement, 2, skus);
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                delete f from photo_fetch f join product p on p.id = f.product_id
                where not coalesce(p.image_link like 'http://%' or p.image_link like 'https://%', false) and p.sku""" + those)) {
            Sql.bind(statement, skus);
            statement.executeUpdate();
        }
    }

    private @Nullable String titles(Map<String, String> titles) {
        try {
            return titles.isEmpty() ? null : json.writeValueAsString(titles);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    /** Our ids of the shop's SKUs; articles and those that are not known are not in the answer. One look-up in product_sku each. */
    public Map<String, Long> ids(Collection<String> asked) {
        var skus = asked.stream().filter(Bounds::isKey).toList();
        if (skus.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select sku, id from product where not article and sku in (" + Sql.marks(skus.size()) + ")")) {
                Sql.bind(statement, skus);
                var ids = new HashMap<String, Long>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return ids;
            }
        });
    }

    /** By product_sku and the photo's primary key. */
    Map<String, byte[]> photoHashes(Collection<String> skus) {
        if (skus.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select sku, source_hash from product join product_photo on product_id = product.id"
                            + " where sku in (" + Sql.marks(skus.size()) + ")")) {
                Sql.bind(statement, skus);
                var hashes = new HashMap<String, byte[]>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        hashes.put(rows.getString(1), rows.getBytes(2));
                    }
                }
                return hashes;
            }
        });
    }

    /** By product_sku; the photo of a product that is gone is not stored. */
    void storePhotos(List<PhotoIntake.Photo> photos) {
        if (photos.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into product_photo (product_id, source_hash, jpeg)
                    select id, ?, ? from product where sku = ?
                    on duplicate key update source_hash = values(source_hash), jpeg = values(jpeg)""")) {
                for (var photo : photos) {
                    statement.setBytes(1, photo.sourceHash());
                    statement.setBytes(2, photo.jpeg());
                    statement.setString(3, photo.sku());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return photos.size();
        });
    }
}
