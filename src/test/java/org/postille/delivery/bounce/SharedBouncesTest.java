package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real bounces with labels beside the repository, on machines that have them: figures that must not fall. */
class SharedBouncesTest {

    private static final Path BOUNCES = Path.of("../shared/fixtures/bounces");

    /** At most; lower them when the figures rise. */
    private static final int WRONG_SEVERITIES = 6;

    private static final int WRONG_REASONS = 22;

    /** The label's words for ours. */
    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("userunknown", Reason.USER_UNKNOWN),
            Map.entry("hostunknown", Reason.HOST_UNKNOWN),
            Map.entry("hasmoved", Reason.MOVED),
            Map.entry("notaccept", Reason.NOT_ACCEPTING),
            Map.entry("mailboxfull", Reason.MAILBOX_FULL),
            Map.entry("suspend", Reason.SUSPENDED),
            Map.entry("filtered", Reason.FILTERED),
            Map.entry("mesgtoobig", Reason.TOO_LARGE),
            Map.entry("exceedlimit", Reason.TOO_LARGE),
            Map.entry("spamdetected", Reason.SPAM),
            Map.entry("virusdetected", Reason.VIRUS),
            Map.entry("blocked", Reason.BLOCKED),
            Map.entry("badreputation", Reason.REPUTATION),
            Map.entry("authfailure", Reason.AUTHENTICATION),
            Map.entry("requireptr", Reason.NO_REVERSE_DNS),
            Map.entry("rejected", Reason.SENDER_REFUSED),
            Map.entry("norelaying", Reason.RELAY_DENIED),
            Map.entry("policyviolation", Reason.POLICY),
            Map.entry("securityerror", Reason.SECURITY),
            Map.entry("speeding", Reason.RATE),
            Map.entry("toomanyconn", Reason.RATE),
            Map.entry("contenterror", Reason.CONTENT),
            Map.entry("notcompliantrfc", Reason.NOT_COMPLIANT),
            Map.entry("syntaxerror", Reason.SYNTAX),
            Map.entry("expired", Reason.EXPIRED),
            Map.entry("networkerror", Reason.NETWORK),
            Map.entry("systemerror", Reason.SYSTEM_ERROR),
            Map.entry("mailererror", Reason.MAILER_ERROR),
            Map.entry("onhold", Reason.UNKNOWN),
            Map.entry("undefined", Reason.UNKNOWN));

    private record Label(String file, int recipient, String reason, boolean hard) {}

    @TestFactory
    Stream<DynamicTest> real_bounces() throws IOException {
        if (!Files.isDirectory(BOUNCES)) {
            return Stream.of();
        }
        var labels = Files.readAllLines(BOUNCES.resolve("labels.tsv")).stream()
                .skip(1)
                .map(it -> it.split("\t", -1))
                .map(it -> new Label(it[0], Integer.parseInt(it[1]), it[4], Boolean.parseBoolean(it[5])))
                .toList();
        var reports = new HashMap<String, Report>();
        for (var label : labels) {
            if (!reports.containsKey(label.file())) {
                reports.put(label.file(), read(BOUNCES.resolve("mail").resolve(label.file())));
            }
        }
        return Stream.of(
                dynamicTest("hard or soft", () -> hard_or_soft(labels, reports)),
                dynamicTest("reasons", () -> reasons(labels, reports)),
                dynamicTest("complaints", () -> complaints(labels, reports)),
                dynamicTest("what is none", SharedBouncesTest::what_is_none));
    }

    private static void hard_or_soft(List<Label> labels, Map<String, Report> reports) {
        var wrong = new ArrayList<String>();
        for (var label : labels) {
            if (!right(label, reports.get(label.file()))) {
                wrong.add(label + " is " + reports.get(label.file()));
            }
        }
        print("hard or soft right", labels.size() - wrong.size(), labels.size());
        assertThat(wrong).hasSizeLessThanOrEqualTo(WRONG_SEVERITIES);
    }

    private static boolean right(Label label, Report report) {
        return switch (report) {
            case Report.Bounced it ->
                REASONS.containsKey(label.reason())
                        && label.recipient() < it.failures().size()
                        && (it.failures().get(label.recipient()).severity() == Severity.HARD) == label.hard();
            case Report.Complaint it -> label.reason().equals("feedback");
            case Report.Delivered it -> label.reason().equals("delivered");
            case Report.AutoReply it -> label.reason().equals("vacation");
            case Report.Other it -> false;
        };
    }

    private static void reasons(List<Label> labels, Map<String, Report> reports) {
        var all = new TreeMap<String, Integer>();
        var right = new TreeMap<String, Integer>();
        for (var label : labels) {
            if (REASONS.containsKey(label.reason()) && reports.get(label.file()) instanceof Report.Bounced it) {
                all.merge(label.reason(), 1, Integer::sum);
                var same = label.recipient() < it.failures().size()
                        && it.failures().get(label.recipient()).reason() == REASONS.get(label.reason());
                right.merge(label.reason(), same ? 1 : 0, Integer::sum);
            }
        }
        all.forEach((reason, count) -> print("  " + reason, right.get(reason), count));
        var sum = right.values().stream().mapToInt(it -> it).sum();
        var count = all.values().stream().mapToInt(it -> it).sum();
        print("reasons right", sum, count);
        assertThat(count - sum).isLessThanOrEqualTo(WRONG_REASONS);
    }

    private static void complaints(List<Label> labels, Map<String, Report> reports) {
        var complaints =
                labels.stream().filter(it -> it.reason().equals("feedback")).toList();
        print(
                "complaints found",
                complaints.stream()
                        .filter(it -> reports.get(it.file()) instanceof Report.Complaint)
                        .count(),
                complaints.size());
        assertThat(complaints)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(reports.get(it.file())).isInstanceOf(Report.Complaint.class));
    }

    private static void what_is_none() throws IOException {
        try (var files = Files.list(BOUNCES.resolve("not-bounces"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(read(it))
                            .isNotInstanceOf(Report.Bounced.class)
                            .isNotInstanceOf(Report.Complaint.class));
        }
    }

    private static Report read(Path mail) throws IOException {
        return Report.read(Files.readAllBytes(mail));
    }

    private static void print(String what, long right, long all) {
        System.out.printf("%-22s %4d of %4d  %5.1f %%%n", what, right, all, 100.0 * right / all);
    }
}
