package org.postille.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.customer.Customer;

/** What others may know of the outbox. */
@ApplicationScoped
public class Outbox {

    private static final int MOST = 500;

    private final OutboxSql sql;
    private final LeaseSql leases;
    private final Relay relay;
    private final Clock clock;

    Outbox(OutboxSql sql, LeaseSql leases, Relay relay, Clock clock) {
        this.sql = sql;
        this.leases = leases;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * How many messages of a campaign are in a state, and to how many different customers.
     *
     * @param rule that forbade them, in words; null unless they are suppressed
     */
    public record Count(
            String campaign, MessageState state, @Nullable String rule, int messages, int customers) {}

    public List<Count> counts() {
        return sql.counts();
    }

    /** The messages of a campaign to one customer, newest first, in a line each: what became of them and why. */
    public List<String> history(String campaign, String customerKey, int most) {
        var customer = QuarkusTransaction.joiningExisting().call(() -> Customer.byKey(customerKey).id);
        return sql.ofCustomer(customer, MOST).stream()
                .filter(it -> it.campaign().equals(campaign))
                .limit(most)
                .map(it -> it.plannedAt() + "  " + it.occasion() + "  " + it.message() + ": " + it.state()
                        + (it.reply() == null ? "" : " (" + it.reply() + ")")
                        + (it.bounced() == null ? "" : ", then " + it.bounced())
                        + (it.doubts() == 0 ? "" : ", " + it.doubts() + " times in doubt"))
                .toList();
    }

    /** How many mails this node hands over at a time at most: those that are in doubt when it is killed. */
    public int mostUnderWay() {
        return relay.mostUnderWay();
    }

    /** Says that no other node is alive: whatever one held when it was killed is free at the next heartbeat. */
    public void thisNodeIsAlone() {
        leases.endLeases(clock.instant());
    }
}
