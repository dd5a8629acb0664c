package org.postille.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the time of a start went: named stretches, in the order in which they ended. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Duration> taken = new LinkedHashMap<>();

    void begin(String name) {
        begun.put(name, System.nanoTime());
    }

    synchronized void end(String name) {
        var since = begun.remove(name);
        if (since != null) {
            taken.merge(name, Duration.ofNanos(System.nanoTime() - since), Duration::plus);
        }
    }

    <T> T timed(String name, Supplier<T> work) {
        begin(name);
        try {
            return work.get();
        } finally {
            end(name);
        }
    }

    void timed(String name, Runnable work) {
        timed(name, () -> {
            work.run();
            return true;
        });
    }

    /** {@code database 0.4 s, import 5.1 s, … in all 9.8 s}; stretches may overlap. */
    @Override
    public synchronized String toString() {
        return taken.entrySet().stream()
                        .map(it -> it.getKey() + " " + seconds(it.getValue()))
                        .collect(Collectors.joining(", "))
                + "; in all " + seconds(Duration.ofNanos(System.nanoTime() - start));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
