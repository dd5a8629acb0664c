package org.postille.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postille.base.Invalid;
import org.postille.customer.Customer;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.pace.Traffic;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Mail;

/** Which of the claimed messages may leave now: what the recipient and the campaign allow, and what the house they go to takes. */
@ApplicationScoped
class Admission {

    private final Permission permission;
    private final Letters letters;
    private final Traffic traffic;
    private final Relay relay;

    Admission(Permission permission, Letters letters, Traffic traffic, Relay relay) {
        this.permission = permission;
        this.letters = letters;
        this.traffic = traffic;
        this.relay = relay;
    }

    /** A mail that may leave as of that moment, to be written. */
    record Writing(Claimed message, Lane lane, Instant at, Supplier<Mail> mail) {
        Mail write() {
            return mail.get();
        }
    }

    /** What is to be done about claimed messages: those that do not leave, and those that are to be written. */
    record Plan(List<Outcome> settled, List<Writing> toWrite) {}

    /**
     * Asks for each whether it may leave now; a few statements for all of them.
     *
     * @param paused campaigns of which nothing leaves
     */
    Plan of(List<Claimed> claimed, Set<Long> paused, Instant now) {
        var people = QuarkusTransaction.requiringNew().call(() -> letters.people(claimed));
        var customers = people.customers();
        var verdicts = permission.of(claimed, customers, paused, now);
        var domains = new HashMap<Long, String>();
        customers.forEach((id, customer) -> domains.put(id, domain(customer)));
        var lanes = traffic.lanes(claimed.stream()
                .filter(it -> verdicts.get(it.id()) instanceof Verdict.Allowed)
                .map(it -> domains.getOrDefault(it.customer(), ""))
                .collect(Collectors.toSet()));
        var plan = new Plan(new ArrayList<>(), new ArrayList<>());
        for (var message : claimed) {
            switch (verdicts.getOrDefault(message.id(), new Verdict.TooLate())) {
                case Verdict.Allowed _ -> {
                    var lane = Objects.requireNonNull(lanes.get(domains.getOrDefault(message.customer(), "")));
                    var later = lane.admit(Lane.share(relay.connections()), !message.bulk(), now);
                    if (later.isPresent()) {
                        plan.settled.add(new Outcome(
                                message.id(),
                                MessageState.PLANNED,
                                lane.why(),
                                earlier(later.get(), message.expiresAt())));
                    } else {
                        plan.toWrite.add(new Writing(
                                message,
                                lane,
                                now,
                                () -> letters.write(message, customer(customers, message), people, now)));
                    }
                }
                case Verdict.Forbidden forbidden ->
                    plan.settled.add(new Outcome(message.id(), MessageState.SUPPRESSED, forbidden.rule(), null));
                case Verdict.NotNow later ->
                    plan.settled.add(new Outcome(
                            message.id(),
                            MessageState.DEFERRED,
                            later.why(),
                            earlier(later.at(), message.expiresAt())));
                case Verdict.Paused(var why) ->
                    plan.settled.add(new Outcome(message.id(), MessageState.HELD, why, message.expiresAt()));
                case Verdict.TooLate _ -> plan.settled.add(Outcomes.tooLate(message));
            }
        }
        return plan;
    }

    /** What expires before is looked at then. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String domain(Customer customer) {
        try {
            return EmailAddress.ofRecipient(customer.email).domain();
        } catch (Invalid e) {
            return "";
        }
    }

    private static Customer customer(Map<Long, Customer> customers, Claimed message) {
        var customer = customers.get(message.customer());
        if (customer == null) {
            throw new Invalid("the customer is gone");
        }
        return customer;
    }
}
