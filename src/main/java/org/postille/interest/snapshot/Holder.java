package org.postille.interest.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A process, as others find it again: by host and number, and by what tells whether it is gone, where that can be told.
 *
 * @param place the running system, its space of process numbers and the user who sees them; empty where that is not known
 * @param started in ticks of the system since its start, since numbers of processes are given again; empty where not known
 */
record Holder(String host, long pid, String place, String started) {

    private static final int LONGEST_HOST = 30;
    /** Of what follows the last parenthesis of {@code /proc/PID/stat}, see proc_pid_stat(5). */
    private static final int START_TIME = 19;

    static Holder current() {
        return of(ProcessHandle.current().pid());
    }

    static Holder of(long pid) {
        return new Holder(hostName(), pid, here(), started(pid).orElse(""));
    }

    /** The process that a text names, if it names one in this form. */
    static Optional<Holder> parsed(String text) {
        var parts = text.split("/", -1);
        try {
            return parts.length < 5
                    ? Optional.empty()
                    : Optional.of(new Holder(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether it has certainly ended: only a process of the same system, the same numbers and the same user can be missed. */
    boolean isGone() {
        return !place.isEmpty()
                && !started.isEmpty()
                && place.equals(here())
                && host.equals(hostName())
                // Whoever cannot see itself sees nobody.
                && started(ProcessHandle.current().pid()).isPresent()
                && !started(pid).equals(Optional.of(started));
    }

    /** With a word that tells two turns of one process apart. */
    String text(String word) {
        return String.join("/", host, Long.toString(pid), place, started, word);
    }

    private static Optional<String> started(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name of the program stands in parentheses, and may hold spaces and parentheses itself.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // What has ended and was not yet asked for its outcome is listed still.
            return fields.length <= START_TIME || fields[0].equals("Z")
                    ? Optional.empty()
                    : Optional.of(fields[START_TIME]);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String here() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            var numbers = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            var all = boot + " " + numbers + " " + System.getProperty("user.name");
            return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }

    private static String hostName() {
        try {
            var name = InetAddress.getLocalHost().getHostName().replace('/', ' ');
            return name.substring(0, Math.min(name.length(), LONGEST_HOST));
        } catch (UnknownHostException _) {
            return "node";
        }
    }
}
