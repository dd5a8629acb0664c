package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may be written to about what, at this moment. */
@ApplicationScoped
public class Consents {

    private final ConsentSql sql;
    private final Suppressions suppressions;
    private final Clock clock;

    Consents(ConsentSql sql, Suppressions suppressions, Clock clock) {
        this.sql = sql;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /**
     * Those of the customers who may be written to about this now: they agreed, and nothing is known against their address.
     *
     * @param purpose null for mail that needs no consent, such as an order confirmation
     */
    public Set<Long> mayBeWritten(Collection<Long> customers, @Nullable String purpose) {
        return reachable(
                purpose == null ? Set.copyOf(customers) : sql.agreeing(customers, purpose, clock.instant()), purpose);
    }

    /** See {@link #mayBeWritten}, for one. */
    public boolean mayBeWritten(long customer, @Nullable String purpose) {
        return mayBeWritten(Set.of(customer), purpose).contains(customer);
    }

    /**
     * Those of the customers who have not objected to mail about this, and whose address is not suppressed; whether they ever
     * agreed is not asked.
     */
    public Set<Long> withoutObjection(Collection<Long> customers, String purpose) {
        var left = new HashSet<>(customers);
        left.removeAll(sql.ended(customers, purpose, clock.instant()));
        return reachable(left, purpose);
    }

    private Set<Long> reachable(Set<Long> customers, @Nullable String purpose) {
        var suppressed = suppressions.of(customers, purpose).keySet();
        if (suppressed.isEmpty()) {
            return customers;
        }
        var left = new HashSet<>(customers);
        left.removeAll(suppressed);
        return left;
    }

    /**
     * Ends a consent, or keeps in mind that there is to be none: whoever is written to as a customer, without having agreed,
     * may object too.
     *
     * @param by where it was said: one-click, page
     */
    public void object(long customer, String purpose, String by) {
        object(customer, purpose, by, clock.instant());
    }

    /**
     * The same for what was said before and is heard of now.
     *
     * @param saidAt consent that was given later stays
     */
    public void object(long customer, String purpose, String by, Instant saidAt) {
        sql.object(customer, purpose, saidAt, clock.instant(), by);
    }

    /**
     * Ends a consent, at once and for good until it is given anew.
     *
     * @param by where it was withdrawn: one-click, page
     * @return whether there was one; ending it again changes nothing
     */
    public boolean end(long customer, String purpose, String by) {
        return sql.end(customer, purpose, clock.instant(), by);
    }
}
