package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that get no mail, whatever was agreed to. A suppression is of one customer's address of that moment: with a new
 * address the customer is written to again.
 */
@ApplicationScoped
public class Suppressions {

    private final SuppressionSql sql;
    private final Clock clock;

    Suppressions(SuppressionSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Which mail is meant. */
    public enum Scope {
        /** Everything: the address is dead. */
        ALL,
        /** All that needs a consent or may be objected to; not what belongs to an order. */
        MARKETING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return the scope that stands so in the database} */
        public static Scope of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Why an address gets no mail.
     *
     * @param reason in words, such as: the address bounces (5.1.1 user unknown)
     */
    public record Suppression(Scope scope, String reason, Instant since) {

        /** {@return it for an explanation or the ledger: "the address bounces (5.1.1 user unknown), suppressed since 2026-05-04"} */
        public String text() {
            return reason + ", suppressed since " + LocalDate.ofInstant(since, ZoneOffset.UTC)
                    + (scope == Scope.MARKETING ? " for all but order mails" : "");
        }
    }

    /**
     * From now on the customer's address of today gets no mail. A wider scope replaces a narrower one; otherwise the first
     * reason stays.
     */
    public void suppress(long customer, Scope scope, String reason, Instant at) {
        sql.suppress(customer, scope, reason, at);
    }

    /** The same for one that gets no mail at all. */
    public void suppress(long customer, String reason, Instant at) {
        suppress(customer, Scope.ALL, reason, at);
    }

    /** {@return those who get no mail of any kind} */
    public Set<Long> suppressed(Collection<Long> customers) {
        return Set.copyOf(of(customers, false).keySet());
    }

    /**
     * {@return what keeps these customers from being written to now, by customer; who is not in it may be}
     *
     * @param purpose of the mail; null for mail that needs no consent, such as an order confirmation
     */
    public Map<Long, Suppression> of(Collection<Long> customers, @Nullable String purpose) {
        return of(customers, purpose != null);
    }

    private Map<Long, Suppression> of(Collection<Long> customers, boolean marketing) {
        return sql.inForce(customers, marketing, clock.instant());
    }

    /** {@return the suppressions of a customer, lifted ones and those of earlier addresses, too; the newest first} */
    List<SuppressionSql.Row> history(long customer) {
        return sql.history(customer);
    }

    /**
     * Takes back what keeps a customer from being written to.
     *
     * @return whether there was anything
     */
    public boolean lift(long customer) {
        return sql.lift(customer, clock.instant());
    }
}
