package org.postille.interest;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Threads of a training: few, and behind all others, so that those who send and answer notice little of it. */
final class Workers {

    private Workers() {}

    /** Half of the processors, at least one. */
    static int standard() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Does it on so many threads; parallel streams of the work stay on them. */
    static <T> T run(int threads, Callable<T> work) {
        try (var pool = new ForkJoinPool(threads, Workers::worker, null, false)) {
            return pool.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the training was interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(e);
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        var cause = e.getCause();
        return switch (cause) {
            case RuntimeException it -> it;
            case OutOfMemoryError it -> new IllegalStateException("the training ran out of memory", it);
            case null, default -> new IllegalStateException("the training failed", e);
        };
    }

    @SuppressWarnings(
            "ThreadPriorityCheck") // nothing relies on it; the number of threads is what leaves room for others
    private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
        var worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        worker.setName("interest-training-" + worker.getPoolIndex());
        worker.setDaemon(true);
        worker.setPriority(Thread.MIN_PRIORITY);
        // That of the system knows nothing of the application.
        worker.setContextClassLoader(Workers.class.getClassLoader());
        return worker;
    }
}
