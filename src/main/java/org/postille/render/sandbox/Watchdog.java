package org.postille.render.sandbox;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts threads that take too long, one watching thread for all of them.
 *
 * <p>All watches last equally long, so their deadlines fall due in the order they were set: the watching thread sleeps until
 * the oldest is due and skips those that were ended meanwhile. Setting a watch is one entry in a queue, and wakes nobody
 * unless the queue was empty.
 */
final class Watchdog {

    private final Duration limit;
    private final BlockingQueue<Watch> queue = new LinkedBlockingQueue<>();

    Watchdog(Duration limit) {
        this.limit = limit;
        Thread.ofPlatform().daemon().name("template-watchdog").start(this::patrol);
    }

    /** Watches the calling thread until the watch is closed by that thread. */
    Watch watch() {
        var watch = new Watch(Thread.currentThread(), System.nanoTime() + limit.toNanos());
        queue.add(watch);
        return watch;
    }

    Duration limit() {
        return limit;
    }

    private void patrol() {
        try {
            while (true) {
                var watch = queue.take();
                var left = watch.deadline - System.nanoTime();
                if (left > 0 && !watch.isOver()) {
                    Thread.sleep(Duration.ofNanos(left));
                }
                watch.expire();
            }
        } catch (InterruptedException e) {
            // Nobody but the end of the process has this thread to interrupt.
            Thread.currentThread().interrupt();
        }
    }

    /** One thread's time. */
    static final class Watch implements AutoCloseable {
        private final long deadline;
        private @Nullable Thread thread;
        private boolean expired;

        private Watch(Thread thread, long deadline) {
            this.thread = thread;
            this.deadline = deadline;
        }

        synchronized boolean expired() {
            return expired;
        }

        private synchronized boolean isOver() {
            return thread == null;
        }

        // Under the same lock as close: a thread that has finished is never interrupted.
        private synchronized void expire() {
            if (thread != null) {
                expired = true;
                thread.interrupt();
            }
        }

        /** Ends the watch, and takes back its interruption if there was one, but nobody else's. */
        @Override
        public synchronized void close() {
            thread = null;
            if (expired) {
                Thread.interrupted();
            }
        }
    }
}
