package org.postille.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.customer.CustomerAttributes;
import org.postille.customer.CustomerSql;

/** Makes every webhook count once: receipt, event and what it starts are one transaction. */
@ApplicationScoped
class HookIntake {

    private static final int TRIES = 4;
    private static final int ACCEPTED = 202;

    private final EventSql sql;
    private final EventLog log;
    private final CustomerSql customers;
    private final CustomerAttributes attributes;
    private final ObjectMapper json;
    private final Clock clock;

    HookIntake(
            EventSql sql,
            EventLog log,
            CustomerSql customers,
            CustomerAttributes attributes,
            ObjectMapper json,
            Clock clock) {
        this.sql = sql;
        this.log = log;
        this.customers = customers;
        this.attributes = attributes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Takes a webhook, or gives the answer of its first delivery. A webhook that cannot be understood leaves nothing behind, so
     * its sender may mend what is missing and deliver it again.
     */
    HookResource.Answer take(String source, String webhookId, Supplier<ShopEvent> reader) {
        return taken(source, webhookId, () -> {
            var event = log.known(source, reader.get());
            return () -> recorded(event);
        });
    }

    /** The same of what is said about a customer. */
    HookResource.Answer change(String source, String webhookId, Supplier<CustomerUpdate> reader) {
        return taken(source, webhookId, () -> {
            var update = reader.get();
            var customer = customers.ids(List.of(update.customer())).get(update.customer());
            if (customer == null) {
                throw new Invalid("customer '" + update.customer() + "' is not known; import customers first");
            }
            return () ->
                    new HookResource.Answer(update.key(), attributes.change(customer, update.attributes()), List.of());
        });
    }

    /** Finds all that may be wrong with a webhook, and gives what is to be done then. */
    private interface Reading {
        Supplier<HookResource.Answer> checked();
    }

    private HookResource.Answer taken(String source, String webhookId, Reading reading) {
        for (var attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> once(source, webhookId, reading));
            } catch (RuntimeException e) {
                // Parallel deliveries may meet in the database; whoever had to give way comes again.
                if (attempt == TRIES || !Sql.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private HookResource.Answer once(String source, String webhookId, Reading reading) {
        var before = answered(source, webhookId);
        if (before.isPresent()) {
            return before.get();
        }
        // All that may be wrong with it is found before its place is taken.
        var work = reading.checked();
        if (!sql.claim(source, webhookId, clock.instant())) {
            return answered(source, webhookId).orElseThrow();
        }
        var answer = work.get();
        sql.answer(source, webhookId, new EventSql.Receipt(ACCEPTED, print(answer)));
        return answer;
    }

    private HookResource.Answer recorded(EventLog.Known event) {
        var doubts = event.event().doubts();
        if (!doubts.isEmpty()) {
            Log.warnf("event %s looks like a slip: %s", event.event().key(), String.join("; ", doubts));
        }
        return new HookResource.Answer(event.event().key(), log.record(event), doubts);
    }

    private Optional<HookResource.Answer> answered(String source, String webhookId) {
        return sql.receipt(source, webhookId).map(this::parse);
    }

    private String print(HookResource.Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }

    private HookResource.Answer parse(EventSql.Receipt receipt) {
        try {
            return json.readValue(receipt.answer(), HookResource.Answer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored answer of a webhook is broken", e);
        }
    }
}
