package org.postille.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.postille.base.Sql;

/** Makes every webhook count once: receipt, event and what it starts are one transaction. */
@ApplicationScoped
class HookIntake {

    private static final int TRIES = 4;
    private static final int ACCEPTED = 202;

    private final EventSql sql;
    private final EventLog log;
    private final ObjectMapper json;
    private final Clock clock;

    HookIntake(EventSql sql, EventLog log, ObjectMapper json, Clock clock) {
        this.sql = sql;
        this.log = log;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Takes a webhook, or gives the answer of its first delivery. A webhook that cannot be understood leaves nothing behind, so
     * its sender may mend what is missing and deliver it again.
     */
    HookResource.Answer take(String source, String webhookId, Supplier<ShopEvent> reader) {
        for (var attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> once(source, webhookId, reader));
            } catch (RuntimeException e) {
                // Parallel deliveries may meet in the database; whoever had to give way comes again.
                if (attempt == TRIES || !Sql.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private HookResource.Answer once(String source, String webhookId, Supplier<ShopEvent> reader) {
        var before = answered(source, webhookId);
        if (before.isPresent()) {
            return before.get();
        }
        // All that may be wrong with it is found before its place is taken.
        var event = log.known(source, reader.get());
        if (!sql.claim(source, webhookId, clock.instant())) {
            return answered(source, webhookId).orElseThrow();
        }
        var doubts = event.event().doubts();
        var answer = new HookResource.Answer(event.event().key(), log.record(event), doubts);
        if (!doubts.isEmpty()) {
            Log.warnf("event %s looks like a slip: %s", event.event().key(), String.join("; ", doubts));
        }
        sql.answer(source, webhookId, new EventSql.Receipt(ACCEPTED, print(answer)));
        return answer;
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
