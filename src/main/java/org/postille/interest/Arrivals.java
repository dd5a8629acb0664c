package org.postille.interest;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells this node's model of products and customers that came after its training. */
@ApplicationScoped
public class Arrivals {

    private final Interest interest;
    private final InterestSql sql;

    Arrivals(Interest interest, InterestSql sql) {
        this.interest = interest;
        this.sql = sql;
    }

    @Scheduled(
            identity = "postille-arrivals",
            every = "5s",
            executeWith = Scheduled.SIMPLE,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void run() {
        if (interest.current() instanceof TasteModel model) {
            model.arrived(sql.productsAfter(model.newest()));
            model.join((id, known) -> sql.strangersAfter(id, known, model.learnedUntil()));
        }
    }
}
