package org.postille.customer;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.NotFound;

/** A person the shop knows. Written by the import and by webhooks through {@link CustomerSql}; read here. */
@Entity
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class Customer extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public long id;

    /** The shop's own number for this person. */
    @Column(name = "customer_key", nullable = false)
    public String key;

    @Column(nullable = false)
    public String email;

    public @Nullable String firstName;
    public @Nullable String lastName;
    public @Nullable String gender;

    @Column(nullable = false)
    public String language;

    @Column(nullable = false, columnDefinition = "char(2)")
    public String country;

    @Column(nullable = false)
    public String timeZone;

    public @Nullable LocalDate birthday;

    @Column(nullable = false)
    public Instant since;

    /** @throws NotFound if the shop never told us of such a customer */
    public static Customer byKey(String key) {
        Optional<Customer> found = Bounds.isKey(key) ? find("key", key).firstResultOptional() : Optional.empty();
        return found.orElseThrow(() -> new NotFound("there is no customer '" + key + "'"));
    }

    public static Optional<Customer> ofId(long id) {
        return Customer.<Customer>find("id", id).firstResultOptional();
    }

    /** All of these that exist, in no order. */
    public static List<Customer> ofIds(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : Customer.list("id in ?1", ids);
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** Language and country: how this person reads money and dates. */
    public Locale locale() {
        return Locale.of(language, country);
    }
}
