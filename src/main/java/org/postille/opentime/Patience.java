package org.postille.opentime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for an answer to a reader no longer than the reader would, and takes a failure for no answer. Of each kind of work only so
 * much is under way at a time: what comes beyond that is answered without at once, so that a rush never becomes a queue that
 * nobody has the patience for.
 */
@ApplicationScoped
class Patience {

    private static final long SILENCE = Duration.ofSeconds(10).toNanos();

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final MeterRegistry meters;
    private final int places;
    /** By what is waited for: pictures do not take the places of clicks. */
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - SILENCE);

    Patience(OpenTimeConfig config, MeterRegistry meters) {
        this.places = config.underWay();
        this.meters = meters;
    }

    /**
     * What the work comes to within that time; it goes on when the time is over, so that the next request finds it done.
     *
     * @param what is waited for, for the log; of each there is a bound of its own
     */
    <T> Optional<T> inTime(String what, Duration longest, Callable<Optional<T>> work) {
        var place = free.computeIfAbsent(what, _ -> new Semaphore(places));
        if (!place.tryAcquire()) {
            meters.counter("postille.shed", "what", what).increment();
            tell("%s is answered without: %s are under way".formatted(what, places));
            return Optional.empty();
        }
        var pending = workers.submit(() -> {
            try {
                return work.call();
            } finally {
                // Not before the work is done, though nobody may wait for it any more.
                place.release();
            }
        });
        try {
            return pending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            tell("%s took longer than %s and was answered without".formatted(what, longest));
        } catch (ExecutionException e) {
            Log.errorf(e.getCause(), "%s failed and was answered without", what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Now and then: a rush must not fill the log. */
    private void tell(String message) {
        var now = System.nanoTime();
        var last = lastTold.get();
        if (now - last >= SILENCE && lastTold.compareAndSet(last, now)) {
            Log.warn(message);
        }
    }
}
