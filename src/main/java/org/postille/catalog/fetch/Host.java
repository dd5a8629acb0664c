package org.postille.catalog.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** How a host is treated: asked for a few photos at once, and left alone for a while when it asks for that or does not answer. */
final class Host {

    /** After so many failures in a row no more photos are tried in vain. */
    private static final int MOST_IN_VAIN = 5;

    private static final Duration REST = Duration.ofMinutes(2);

    private final Semaphore turns;
    private int inVain;
    private Instant restsUntil = Instant.MIN;

    /** @param atOnce how many photos it is asked for at once */
    Host(int atOnce) {
        turns = new Semaphore(atOnce);
    }

    void enter() throws InterruptedException {
        turns.acquire();
    }

    void leave() {
        turns.release();
    }

    /** Until when it is left alone; null where it may be asked. */
    synchronized @Nullable Instant restsAt(Instant now) {
        return restsUntil.isAfter(now) ? restsUntil : null;
    }

    synchronized void answered(Answer answer, Instant now) {
        switch (answer) {
            case Answer.Failed failed
            when failed.trouble().isPassing() -> {
                inVain++;
                if (failed.trouble() == Trouble.BUSY || inVain >= MOST_IN_VAIN) {
                    var wait = failed.pause();
                    restsUntil = now.plus(wait == null ? REST : wait);
                    inVain = 0;
                }
            }
            case Answer.Failed _, Answer.File _, Answer.Unchanged _ -> inVain = 0;
        }
    }
}
