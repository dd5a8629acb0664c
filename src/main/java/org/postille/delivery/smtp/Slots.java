package org.postille.delivery.smtp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * How many connections may be in use at a time: as many as are set, fewer while the relay lets no more in. The slot of a connection
 * that was refused is put aside as long as there are others; some seconds later, and after each connection that is made, one more
 * is tried. Safe for threads.
 */
final class Slots {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int most;
    private final LongSupplier nanoTime;
    private final Semaphore free;
    /** Made, or being made. */
    private int connections;

    private int aside;
    private long refusedAt;
    private boolean closed;

    Slots(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        free = new Semaphore(most);
    }

    /** Waits for one; whoever has it gives it back, unless it was {@link #refused put aside}. */
    void take() throws InterruptedException {
        synchronized (this) {
            if (aside > 0 && nanoTime.getAsLong() - refusedAt > PATIENCE.toNanos()) {
                refusedAt = nanoTime.getAsLong();
                tryOneMore();
            }
        }
        free.acquire();
    }

    void giveBack() {
        free.release();
    }

    synchronized void connecting() {
        connections++;
    }

    synchronized void connected() {
        tryOneMore();
    }

    /**
     * The connection that was to be made is not.
     *
     * @return whether its slot was put aside: others have a connection, or are making one
     */
    synchronized boolean refused() {
        connections--;
        refusedAt = nanoTime.getAsLong();
        if (closed || connections == 0) {
            return false;
        }
        aside++;
        return true;
    }

    synchronized void ended() {
        connections--;
    }

    /** Whether nobody has a connection, or is making one. */
    synchronized boolean alone() {
        return connections == 0;
    }

    /** Waits until all are given back. */
    void close() {
        synchronized (this) {
            closed = true;
            while (aside > 0) {
                tryOneMore();
            }
        }
        free.acquireUninterruptibly(most);
        free.release(most);
    }

    private void tryOneMore() {
        if (aside > 0) {
            aside--;
            free.release();
        }
    }
}
