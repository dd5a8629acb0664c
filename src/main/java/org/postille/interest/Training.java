package org.postille.interest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.postille.interest.history.History;

/** Learns anew from everything that happened, and lets the new model answer from then on. */
@ApplicationScoped
public class Training {

    /** What a training learned from, and how long it took. */
    public record Summary(String version, int customers, int products, int interactions, double seconds) {}

    private final Interest interest;
    private final InterestSql sql;
    private final InterestConfig config;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Training(Interest interest, InterestSql sql, InterestConfig config, Clock clock) {
        this.interest = interest;
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    /** Trains on what is in the database now. The old model answers until the new one is ready. */
    public Summary train() {
        oneAtATime.lock();
        try {
            var started = clock.instant();
            var history = new History();
            sql.eachInteraction(history::add);
            var model = CoOccurrence.train(history, sql.products(), Tuning.DEFAULT, started);
            interest.replaceBy(model);
            var took = Duration.between(started, clock.instant());
            return new Summary(
                    model.version(),
                    model.customerCount(),
                    model.productCount(),
                    history.size(),
                    took.toMillis() / 1000.0);
        } finally {
            oneAtATime.unlock();
        }
    }

    void atStart(@Observes StartupEvent start) {
        if (config.trainAtStart()) {
            Thread.ofVirtual().name("interest training").start(this::trainOrLog);
        }
    }

    private void trainOrLog() {
        try {
            Log.info(train());
        } catch (RuntimeException e) {
            Log.error("The interest model could not be trained; the blocks show what they can without it", e);
        }
    }
}
