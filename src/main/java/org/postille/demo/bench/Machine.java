package org.postille.demo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the figures were measured on, and what the processes hold. */
final class Machine {

    /** A second, as Linux counts for programs on every machine. */
    private static final double TICKS = 100;

    private Machine() {}

    /** {@code 2 processors, load average 0.31 (1 minute), Java 25.0.1}. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d processors, load average %.2f (1 minute), Java %s",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
    }

    /**
     * A figure of the kernel about a process, in megabytes.
     *
     * @param field {@code VmRSS} (resident now) or {@code VmHWM} (the most that was)
     */
    static OptionalLong megabytes(long pid, String field) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(it -> it.startsWith(field + ":"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // only Linux has this
        }
    }

    /** Seconds of processor time that a process has used, of all its threads. */
    static OptionalDouble processorSeconds(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // What follows the name, which may hold anything: state, …, and as the 12th and the 13th user and system
            // time.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return OptionalDouble.of((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
        } catch (IOException e) {
            return OptionalDouble.empty(); // only Linux has this
        }
    }

    static String resident(long pid) {
        var now = megabytes(pid, "VmRSS");
        var most = megabytes(pid, "VmHWM");
        return now.isEmpty() || most.isEmpty()
                ? "unknown"
                : now.getAsLong() + " MB resident, at most " + most.getAsLong() + " MB";
    }

    /** The database that this process started. */
    static OptionalLong database() {
        return ProcessHandle.current()
                .children()
                .filter(it -> it.info().command().orElse("").endsWith("mariadbd"))
                .mapToLong(ProcessHandle::pid)
                .findFirst();
    }

    /** Bytes of live objects, after a collection. */
    static long heapAfterCollection() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
