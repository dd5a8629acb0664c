package org.postille.demo.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.postille.interest.evaluation.PeakMemory;

/** Figures as they come: each with the load of the machine before it, and what the heap held at most. */
final class Figures {

    private final Table table = new Table()
            .row("what", "median", "best", "p99", "thread p99", "unit", "processor s", "load before", "heap MB", "aim");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Something that is done again and again. */
    interface Work {
        /** @param round its number, for work that differs from round to round */
        void run(int round);
    }

    /** Something that is done once. */
    interface Once<T> {
        T run() throws java.io.IOException;
    }

    /** @param warmup rounds before those that count, so that what is measured was compiled */
    Timings measure(String what, int warmup, int rounds, String aim, Work work) {
        for (var round = 0; round < warmup; round++) {
            work.run(round);
        }
        PeakMemory.forget();
        var load = load();
        var processor = processor();
        var nanos = new long[rounds];
        var own = new long[rounds];
        var start = System.nanoTime();
        for (var round = 0; round < rounds; round++) {
            var began = System.nanoTime();
            var before = THREADS.getCurrentThreadCpuTime();
            work.run(warmup + round);
            own[round] = THREADS.getCurrentThreadCpuTime() - before;
            nanos[round] = System.nanoTime() - began;
        }
        var wall = System.nanoTime() - start;
        var timings = Timings.of(nanos, wall);
        row(
                what,
                number(timings.millis(0.5)),
                number(timings.millis(1e-9)),
                number(timings.millis(0.99)),
                number(Timings.of(own, wall).millis(0.99)),
                "ms",
                number((processor() - processor) / rounds),
                load,
                aim);
        return timings;
    }

    <T> T once(String what, String aim, Once<T> work) throws java.io.IOException {
        PeakMemory.forget();
        var load = load();
        var processor = processor();
        var start = System.nanoTime();
        var result = work.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        row(what, number(seconds), "", "", "", "s", number(processor() - processor), load, aim);
        return result;
    }

    /** A step that something else has timed. */
    void step(String what, double seconds, double processor, String load) {
        row(what, number(seconds), "", "", "", "s", number(processor), load, "");
    }

    /** What the next ones are of. */
    void title(String what) {
        row(what, "", "", "", "", "", "", load(), "");
    }

    /** A figure that is no time. */
    void note(String what, double value, String unit) {
        row(what, number(value), "", "", "", unit, "", load(), "");
    }

    private void row(
            String what,
            String median,
            String best,
            String p99,
            String threadP99,
            String unit,
            String processor,
            String load,
            String aim) {
        var heap = Long.toString(PeakMemory.megabytes());
        var cells = List.of(what, median, best, p99, threadP99, unit, processor, load, heap, aim);
        table.row(cells.toArray(String[]::new));
        // A run is long, and may be ended before its end.
        System.err.println(String.join("  ", cells));
    }

    /** Seconds that all threads of this process have had of a processor: where others work beside it, what would be left of the time. */
    static double processor() {
        return Machine.processorSeconds(ProcessHandle.current().pid()).orElse(Double.NaN);
    }

    static String load() {
        return number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.3f" : "%.1f", number);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
