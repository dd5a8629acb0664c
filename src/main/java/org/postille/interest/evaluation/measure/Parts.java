package org.postille.interest.evaluation.measure;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.postille.base.Progress;

/** Work that is done for many things in parallel, where each thread needs room for it. */
final class Parts {

    private Parts() {}

    /** What to do with one thing. */
    interface Work<R> {
        void with(R room, int number);
    }

    /**
     * Works on 0 to n − 1.
     *
     * @return the rooms as they were left: about as many as threads, in any order
     */
    static <R> Collection<R> each(int n, Supplier<R> room, Progress progress, Work<R> work) {
        var rooms = new ConcurrentLinkedQueue<R>();
        var done = new AtomicInteger();
        var watched = new Object();
        IntStream.range(0, n).parallel().forEach(number -> {
            var free = rooms.poll();
            var own = free == null ? room.get() : free;
            work.with(own, number);
            rooms.add(own);
            synchronized (watched) {
                progress.at(done.incrementAndGet(), n);
            }
        });
        return rooms;
    }
}
