package org.postille.demo.bench;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.postille.base.Conflict;
import org.postille.demo.bench.PictureClient.Request;
import org.postille.opentime.SlotLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench open}. */
@Command(
        name = "open",
        description =
                "How long a picture takes that is decided and drawn when a mail is opened, one that was shown before, and a click; also"
                        + " beside a campaign that is sent, and beside a flood of addresses that nobody issued.",
        mixinStandardHelpOptions = true)
final class OpenBench extends Bench {

    /** More than can be busy at once: where they all are, the server is late. */
    private static final int CONNECTIONS = 48;

    private static final int WIDTH = 260;
    private static final int HEIGHT = 340;
    private static final int SLOTS = 4;
    private static final int INTERACTIONS = 5;

    @Option(names = "--products", defaultValue = "100000", description = "On offer (default: ${DEFAULT-VALUE})")
    private int products;

    @Option(names = "--customers", defaultValue = "1000000", description = "Of the shop (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(names = "--mails", defaultValue = "20000", description = "That are out (default: ${DEFAULT-VALUE})")
    private int mails;

    @Option(names = "--seconds", defaultValue = "20", description = "Of each row (default: ${DEFAULT-VALUE})")
    private int seconds;

    private final Table table = new Table()
            .row("", "a second", "answers", "answers/s", "p50 ms", "p99 ms", "most ms", "KB each", "in the server");

    private List<Long> messages = List.of();
    private int opened;
    private int sinkPort;

    OpenBench() {
        super("bench-open");
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        var ground = super.prepare();
        BenchMail.install(folder().resolve("own"));
        sinkPort = freePort();
        System.setProperty("postille.delivery.relay.port", Integer.toString(sinkPort));
        System.setProperty("bench.static", folder().resolve("static").toString());
        return ground;
    }

    @Override
    protected int run() throws Exception {
        bean(LargeShop.class).load(folder(), products, customers, INTERACTIONS);
        plan();
        System.out.printf(
                Locale.ROOT,
                "%n%,d products, %,d customers with %d interactions each, %,d mails of %d slots; fetched by a second process on this"
                        + " machine.%n%s%n%n",
                products,
                customers,
                INTERACTIONS,
                mails,
                SLOTS,
                Machine.describe());
        try (var child = new Child(httpPort(), folder().resolve("client"))) {
            measure(child);
        }
        System.out.print(table);
        var self = ProcessHandle.current().pid();
        System.out.printf(
                Locale.ROOT,
                "%n  server    %s, %,d MB in the heap after a collection%n",
                Machine.resident(self),
                Machine.heapAfterCollection() / 1_000_000);
        Machine.database().ifPresent(it -> System.out.println("  database  " + Machine.resident(it)));
        System.out.println("  afterwards " + Machine.describe());
        return 0;
    }

    private void plan() {
        var letters = bean(Newsletter.class);
        letters.plan(mails);
        var sql = bean(BenchSql.class);
        sql.allAgreeTo("tracking", bean(Clock.class).instant());
        sql.accepted(bean(Clock.class).instant());
        var ids = new ArrayList<>(sql.messageIds());
        Collections.shuffle(ids, new Random(1));
        messages = ids;
    }

    private void measure(Child child) throws Exception {
        var warmUp = firsts(20 * seconds);
        child.fetch(images(warmUp), 4, 0);
        var looked = firsts(200 * seconds);
        row("first look, decided and drawn", 200, child, images(looked));
        var shown = slots(looked);
        row("first look at the other slots", 200, child, shown.subList(0, Math.min(shown.size(), 200 * seconds)));
        row("another look", 1_000, child, repeated(images(looked), 1_000 * seconds));
        row("click", 200, child, clicks(looked));
        full(child, "warm pictures, as many as go", repeated(images(looked), 500 * seconds));
        var size = averageBytes(child, images(looked.subList(0, Math.min(200, looked.size()))));
        var file = bean(StaticFile.class).of(size);
        full(child, "a file of the same size", repeated(List.of(new Request(file, "")), 500 * seconds));
        besideCampaign(child);
        besideFlood(child, looked);
    }

    private static int averageBytes(Child child, List<Request> requests) throws IOException {
        return (int) child.fetch(requests, 1, 0).answers().stream()
                .mapToInt(PictureClient.Answer::bytes)
                .average()
                .orElseThrow();
    }

    private void besideCampaign(Child child) throws Exception {
        var looked = firsts(200 * seconds);
        var letters = bean(Newsletter.class);
        var sent = letters.planMore(mails);
        try (var sink = new SinkProcess(sinkPort, 0)) {
            var before = sink.taken();
            var sending = CompletableFuture.supplyAsync(letters::send);
            row("first look beside a campaign", 200, child, images(looked));
            var taken = sink.taken() - before;
            row("another look beside it", 1_000, child, repeated(images(looked), 1_000 * seconds / 2));
            System.out.printf(
                    Locale.ROOT,
                    "  campaign: %,d of %,d mails taken while the first of the two rows was measured, %s at the end of both%n",
                    taken,
                    sent,
                    sending.isDone() ? "done" : "not done");
            sending.join();
        }
    }

    private void besideFlood(Child child, List<Long> looked) throws Exception {
        var unknown = new ArrayList<Request>();
        var random = new Random(3);
        for (var i = 0; i < 2_000 * seconds; i++) {
            unknown.add(new Request(
                    "/i/" + Long.toString(random.nextLong() >>> 1, 36) + "AbCdEfGhIjKlMnOpQrStUvWx.jpg", ""));
        }
        var sql = bean(BenchSql.class);
        var idle = questionsOf(sql, () -> {});
        var alone = questionsOf(
                sql, () -> row("addresses that nobody issued", 1_000, child, unknown.subList(0, 1_000 * seconds)));
        System.out.printf(
                Locale.ROOT,
                "  statements during %,d addresses that nobody issued: %d (%d when nothing was asked)%n",
                1_000 * seconds,
                alone,
                idle);
        try (var flood = new Child(httpPort(), folder().resolve("flood"))) {
            var flooding = CompletableFuture.supplyAsync(() -> {
                try {
                    return flood.fetch(unknown, 8, 1_000);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            row("another look beside 1,000 of them a second", 500, child, repeated(images(looked), 500 * seconds));
            flooding.join();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static long questionsOf(BenchSql sql, Work work) throws Exception {
        var before = sql.questions();
        work.run();
        return sql.questions() - before - 1;
    }

    /** Mails that nobody has looked at yet. */
    private List<Long> firsts(int wanted) {
        var until = Math.min(messages.size(), opened + wanted);
        if (until - opened < wanted) {
            throw new Conflict(
                    "%,d mails are too few, expected at least %,d more".formatted(mails, wanted - (until - opened)));
        }
        var some = messages.subList(opened, until);
        opened = until;
        return some;
    }

    private List<Request> images(List<Long> some) {
        return some.stream().map(it -> path(links(it).getFirst().image())).toList();
    }

    private List<Request> slots(List<Long> some) {
        return some.stream()
                .flatMap(it -> links(it).stream().skip(1))
                .map(it -> path(it.image()))
                .collect(Collectors.toList());
    }

    private List<Request> clicks(List<Long> some) {
        return some.stream().map(it -> path(links(it).getFirst().click())).toList();
    }

    private static List<SlotLinks.SlotLink> links(long message) {
        return bean(SlotLinks.class).slots(message, 0, SLOTS, WIDTH, HEIGHT);
    }

    private Request path(String address) {
        return new Request(address.substring(("http://localhost:" + httpPort()).length()), "");
    }

    private static List<Request> repeated(List<Request> requests, int count) {
        var many = new ArrayList<Request>();
        while (many.size() < count) {
            many.addAll(requests.subList(0, Math.min(requests.size(), count - many.size())));
        }
        return many;
    }

    private void full(Child child, String name, List<Request> requests) throws IOException {
        row(name, 0, child, requests);
    }

    private void row(String name, int rate, Child child, List<Request> requests) throws IOException {
        var outcomes = bean(Outcomes.class);
        var before = outcomes.now();
        var result = child.fetch(requests, rate == 0 ? 16 : CONNECTIONS, rate);
        var statuses = new TreeMap<Integer, Long>();
        result.answers().forEach(it -> statuses.merge(it.status(), 1L, Long::sum));
        var timings = result.timings();
        var bytes = result.answers().stream()
                .mapToInt(PictureClient.Answer::bytes)
                .average()
                .orElse(0);
        table.row(
                name,
                rate == 0 ? "-" : Integer.toString(rate),
                format("%,d", timings.count()),
                format("%,.0f", timings.perSecond()),
                format("%.1f", timings.millis(0.5)),
                format("%.1f", timings.millis(0.99)),
                format("%.0f", timings.millis(1)),
                format("%.1f", bytes / 1000),
                told(outcomes.since(before), statuses));
    }

    private static String told(Map<String, Outcomes.Total> outcomes, Map<Integer, Long> statuses) {
        return (outcomes.isEmpty() ? "" : outcomes + " ") + "HTTP " + statuses;
    }

    private static String format(String pattern, Object number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
