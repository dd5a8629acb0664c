package org.postille.opentime;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer to a reader no longer than the reader would, and takes a failure for no answer. */
@ApplicationScoped
class Patience {

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What the work comes to within that time; it goes on when the time is over, so that the next request finds it done.
     *
     * @param what is waited for, for the log
     */
    <T> Optional<T> inTime(String what, Duration longest, Callable<Optional<T>> work) {
        var pending = workers.submit(work);
        try {
            return pending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            Log.warnf("%s took longer than %s and was answered without", what, longest);
        } catch (ExecutionException e) {
            Log.errorf(e.getCause(), "%s failed and was answered without", what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
