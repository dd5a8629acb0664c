package org.postille.demo.storefront;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/** What the shop's pages ask the catalog's tables. Nothing is written. */
@ApplicationScoped
class StorefrontSql {

    private static final String ARTICLE = """
            select p.sku, p.title, p.description, p.category, p.brand, p.material, p.colour,
                   cast(p.price as char) price, p.currency, p.available + 0 available, p.stock,
                   left(lower(hex(f.source_hash)), 16) photo
              from product p
              left join product_photo f on f.product_id = p.id
            """;

    private final EntityManager database;

    StorefrontSql(EntityManager database) {
        this.database = database;
    }

    /** A category that has products, itself or below it, and one of its photos. */
    record Shelf(
            String category,
            long products,
            @Nullable String sku,
            @Nullable String photo) {}

    /** A photo and the version it has. */
    record Photo(byte[] jpeg, String version) {}

    Optional<Article> article(String sku) {
        return articles(query(ARTICLE + "where p.sku = :sku").setParameter("sku", sku)).stream()
                .findFirst();
    }

    /** What was ordered most often; a shop without orders shows what is new. */
    List<Article> mostOrdered(int most) {
        return articles(query(ARTICLE + """
                                  left join (select product_id, count(*) orders from event  -- key event_product
                                              where kind = 'order.placed' group by product_id) o on o.product_id = p.id
                                 where p.available and not p.article
                                 order by coalesce(o.orders, 0) desc, f.product_id is null, p.id desc
                                """).setMaxResults(most));
    }

    /** In this category and below it. */
    List<Article> within(String category, int from, int most) {
        return articles(query(ARTICLE + """
                         where not p.article and (p.category = :path or p.category like :below)  -- key product_category
                         order by p.available desc, p.title, p.id
                        """)
                .setParameter("path", category)
                .setParameter("below", below(category))
                .setFirstResult(from)
                .setMaxResults(most));
    }

    /** Others that stand on the same shelf. */
    List<Article> beside(String sku, String category, int most) {
        return articles(query(ARTICLE + """
                         where p.category = :path and p.sku <> :sku and p.available and not p.article
                         order by f.product_id is null, p.id
                        """)
                .setParameter("path", category)
                .setParameter("sku", sku)
                .setMaxResults(most));
    }

    /** Every category that products are in, some hundreds, with the photo of its first product that has one. */
    List<Shelf> shelves() {
        return query("""
                        select s.category, s.products, p.sku, left(lower(hex(f.source_hash)), 16) photo
                          from (select p.category, count(*) products, min(f.product_id) shown
                                  from product p left join product_photo f on f.product_id = p.id
                                 where p.category is not null and not p.article group by p.category) s
                          left join product p on p.id = s.shown
                          left join product_photo f on f.product_id = s.shown
                         order by s.category
                        """)
                .getResultStream()
                .map(row -> new Shelf(
                        row.get("category", String.class),
                        row.get("products", Number.class).longValue(),
                        row.get("sku", String.class),
                        row.get("photo", String.class)))
                .toList();
    }

    Optional<Photo> photo(String sku) {
        return query("""
                        select f.jpeg, f.source_hash from product p join product_photo f on f.product_id = p.id
                         where p.sku = :sku
                        """)
                .setParameter("sku", sku)
                .getResultStream()
                .findFirst()
                .map(row -> new Photo(
                        row.get("jpeg", byte[].class),
                        HexFormat.of().formatHex(row.get("source_hash", byte[].class), 0, 8)));
    }

    private static String below(String category) {
        return category.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + " > %";
    }

    private TypedQuery<Tuple> query(String sql) {
        @SuppressWarnings("unchecked") // what createNativeQuery with Tuple.class returns
        var query = (TypedQuery<Tuple>) database.createNativeQuery(sql, Tuple.class);
        return query;
    }

    private static List<Article> articles(TypedQuery<Tuple> query) {
        return query.getResultStream().map(StorefrontSql::article).toList();
    }

    private static Article article(Tuple row) {
        var stock = row.get("stock", Number.class);
        return new Article(
                row.get("sku", String.class),
                row.get("title", String.class),
                row.get("description", String.class),
                row.get("category", String.class),
                row.get("brand", String.class),
                row.get("material", String.class),
                row.get("colour", String.class),
                Money.of(row.get("price", String.class), row.get("currency", String.class)),
                row.get("available", Number.class).intValue() != 0,
                stock == null ? null : stock.intValue(),
                row.get("photo", String.class));
    }
}
