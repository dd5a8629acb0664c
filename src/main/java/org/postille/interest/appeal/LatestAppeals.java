package org.postille.interest.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.locks.ReentrantLock;

/** What the last training learned from mails, read again by each node when another model answers. */
@ApplicationScoped
public class LatestAppeals {

    private record Known(String version, Appeals appeals) {}

    private final AppealSql sql;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known("", Appeals.NONE);

    LatestAppeals(AppealSql sql) {
        this.sql = sql;
    }

    /** @param version of the model that answers */
    public Appeals of(String version) {
        var now = known;
        if (now.version.equals(version) || !reading.tryLock()) {
            // Whoever comes while another reads goes on with what there is: it is a matter of a moment.
            return now.appeals;
        }
        try {
            if (!known.version.equals(version)) {
                known = new Known(version, sql.appeals());
            }
            return known.appeals;
        } finally {
            reading.unlock();
        }
    }
}
