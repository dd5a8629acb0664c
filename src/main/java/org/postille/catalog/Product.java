package org.postille.catalog;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Money;
import org.postille.base.NotFound;

/** Something the shop sells. Written by the import through {@link ProductSql}; read here. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class Product extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public long id;

    @Column(nullable = false)
    public String sku;

    /** In the shop's own language. */
    @Column(nullable = false)
    public String title;

    /** By language, where the feed brought more. */
    @JdbcTypeCode(SqlTypes.JSON)
    public @Nullable Map<String, String> titles;

    @Column(columnDefinition = "text")
    public @Nullable String description;

    @Column(nullable = false)
    public String link;

    public @Nullable String imageLink;

    /** Path: {@code Home > Kitchen > Mugs}. */
    public @Nullable String category;

    public @Nullable String brand;
    public @Nullable String material;
    public @Nullable String colour;

    /** What a customer pays now. */
    @Column(nullable = false)
    public BigDecimal price;

    /** The price before a sale as the shop tells it, if there is one. Never to be shown: {@link #oldPrice} is. */
    public @Nullable BigDecimal listPrice;

    @Column(nullable = false, columnDefinition = "char(3)")
    public String currency;

    @Nullable
    BigDecimal oldPrice;

    @Nullable
    BigDecimal oldPriceBeside;

    @Nullable
    Instant oldPriceUntil;

    /** When the present price fell; its first step, if it fell in steps. Null where it is not reduced. */
    public @Nullable Instant reducedAt;

    /** Pieces; null where the shop does not say. */
    public @Nullable Integer stock;

    public boolean available;

    /** Whether it is something to read, which has no price and is never among products. */
    public boolean article;

    public @Nullable LocalDate releasedOn;

    @Column(nullable = false)
    public Instant updatedAt;

    /** @throws NotFound if the catalog has no such product */
    public static Product bySku(String sku) {
        Optional<Product> found = Bounds.isKey(sku) ? find("sku", sku).firstResultOptional() : Optional.empty();
        return found.orElseThrow(() -> new NotFound("there is no product '" + sku + "'"));
    }

    /** All of these that exist, in no order. */
    public static List<Product> ofIds(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : Product.list("id in ?1", ids);
    }

    public static Optional<Product> ofId(long id) {
        return Product.<Product>find("id", id).firstResultOptional();
    }

    /** The name for a reader of that language, or the shop's own where there is no other. */
    public String title(String language) {
        return titles == null ? title : titles.getOrDefault(language, title);
    }

    public Money price() {
        return new Money(price, Currency.getInstance(currency));
    }

    /** The only price that may be struck through beside the present one; see {@link PriceHistory}. */
    public Optional<Money> oldPrice(Instant now) {
        return oldPrice == null
                        || oldPriceBeside == null
                        || oldPriceUntil == null
                        || oldPriceBeside.compareTo(price) != 0
                        || !now.isBefore(oldPriceUntil)
                ? Optional.empty()
                : Optional.of(new Money(oldPrice, Currency.getInstance(currency)));
    }

    /** Whether one can buy it now. */
    public boolean inStock() {
        return available && (stock == null || stock > 0);
    }
}
