package org.postille.demo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postille.demo.bench.PictureClient.Request;
import org.postille.demo.mailbox.DemoMailbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench open}. */
@Command(
        name = "open",
        description = "Pictures a second, and how long one takes: the first look at a mail and the next.",
        mixinStandardHelpOptions = true)
final class OpenBench extends Bench {

    private static final Pattern PICTURE = Pattern.compile("src=\"http://[^/\"]+(/i/[^\"]+)\"");
    private static final int[] CONNECTIONS = {1, 4, 16};
    /** Mails before those that are measured, of all. */
    private static final double WARM_UP = 0.2;

    private static final int LOOKS = 3;

    @Option(names = "--mails", defaultValue = "500", description = "That are opened (default: ${DEFAULT-VALUE})")
    private int mails;

    private final Table table = new Table()
            .row("", "connections", "pictures", "pictures/s", "p50 ms", "p95 ms", "p99 ms", "KB each", "in the server");

    OpenBench() {
        super("bench");
    }

    @Override
    protected int run() throws Exception {
        load();
        var letters = bean(Newsletter.class);
        letters.plan(mails);
        letters.send();
        var opened = requests();
        System.out.printf(
                Locale.ROOT,
                "%nPictures of %d newsletters over HTTP, fetched by a second process on this machine over kept connections."
                        + "%n%s%n"
                        + "first: the first look at a mail; all prices and photos were changed before, so that its first picture%n"
                        + "  decides, and each picture is drawn that no mail of this row had before. again: the same once more%n"
                        + "  (%d times). known: again with If-None-Match. in the server: the metric postille.pictures.%n%n",
                mails,
                Machine.describe(),
                LOOKS);
        var warmUp = (int) (opened.size() * WARM_UP);
        try (var child = new Child(httpPort(), folder().resolve("client"))) {
            look(child, opened.subList(0, warmUp), 4, false);
            var part = (opened.size() - warmUp) / CONNECTIONS.length;
            for (var i = 0; i < CONNECTIONS.length; i++) {
                look(child, opened.subList(warmUp + i * part, warmUp + (i + 1) * part), CONNECTIONS[i], true);
            }
        }
        System.out.print(table);
        System.out.println("\n  afterwards " + Machine.describe());
        return 0;
    }

    /** The pictures of each mail, the mails one after the other. */
    private List<List<Request>> requests() {
        var mailbox = bean(DemoMailbox.class);
        var requests = new ArrayList<List<Request>>();
        for (var html : mailbox.newest(0, mails)) {
            var found = new LinkedHashSet<Request>();
            var matcher = PICTURE.matcher(html);
            while (matcher.find()) {
                found.add(new Request(matcher.group(1), ""));
            }
            requests.add(List.copyOf(found));
        }
        return requests;
    }

    private void look(Child child, List<List<Request>> opened, int connections, boolean measured) throws IOException {
        bean(BenchSql.class).everythingIsNew();
        var requests = opened.stream().flatMap(List::stream).toList();
        var first = fetch(child, "first", requests, connections, measured);
        var again = new ArrayList<Request>();
        for (var i = 0; i < LOOKS; i++) {
            again.addAll(requests);
        }
        fetch(child, "again", again, connections, measured);
        var known = new ArrayList<Request>();
        for (var i = 0; i < requests.size(); i++) {
            known.add(new Request(requests.get(i).path(), first.answers().get(i).tag()));
        }
        fetch(child, "known", known, connections, measured);
    }

    private Child.Result fetch(Child child, String name, List<Request> requests, int connections, boolean measured)
            throws IOException {
        var outcomes = bean(Outcomes.class);
        var before = outcomes.now();
        var result = child.fetch(requests, connections);
        var expected = name.equals("known") ? 304 : 200;
        var others =
                result.answers().stream().filter(it -> it.status() != expected).count();
        if (measured) {
            var timings = result.timings();
            table.row(
                    name,
                    Integer.toString(connections),
                    Integer.toString(timings.count()),
                    format("%,.0f", timings.perSecond()),
                    format("%.1f", timings.millis(0.5)),
                    format("%.1f", timings.millis(0.95)),
                    format("%.1f", timings.millis(0.99)),
                    format(
                            "%.1f",
                            result.answers().stream()
                                            .mapToInt(PictureClient.Answer::bytes)
                                            .average()
                                            .orElse(0)
                                    / 1000),
                    outcomes.since(before) + (others == 0 ? "" : ", NOT " + expected + ": " + others));
        }
        return result;
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
