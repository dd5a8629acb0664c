package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postille.base.Invalid;
import org.postille.campaign.Campaigns;
import org.postille.delivery.Outbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench crash}: two servers send, and one of them at random is killed (SIGKILL) again and again. Afterwards the ledger and
 * what arrived are compared, mail by mail.
 */
@Command(
        name = "crash",
        description = "Two servers send while one or the other is killed; what was lost, doubled, or is unknown.",
        mixinStandardHelpOptions = true)
final class CrashBench extends Bench {

    static final String FOLDER = "bench-crash";

    private static final String SKIPS = "newsletter";
    private static final String RESENDS = "newsletter-resent";
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_END = Duration.ofMinutes(10);
    private static final long PAUSE = 100;

    @Option(names = "--mails", defaultValue = "20000", description = "In all (default: ${DEFAULT-VALUE})")
    private int mails;

    @Option(names = "--kills", defaultValue = "20", description = "In all (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--delay",
            defaultValue = "50",
            description = "Milliseconds that each answer of the relay takes (default: ${DEFAULT-VALUE})")
    private int delay;

    @Option(names = "--seed", description = "Of the choice of whom to kill and when (default: another one each time)")
    private long seed = System.nanoTime();

    CrashBench() {
        super(FOLDER);
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        delete(folder().resolve("data"));
        var ground = super.prepare();
        BenchMail.install(folder().resolve("own"));
        var campaigns = folder().resolve("own").resolve("campaigns");
        var skips = Files.readString(campaigns.resolve("newsletter.yaml"));
        Files.writeString(
                campaigns.resolve("newsletter-resent.yaml"),
                skips.replaceFirst("campaign: newsletter", "campaign: " + RESENDS) + "\non-unknown: resend\n");
        settings("0");
        return ground;
    }

    /** What the nodes have in common. */
    static void settings(String relayPort) {
        System.setProperty("postille.delivery.relay.port", relayPort);
        System.setProperty("postille.delivery.heartbeat", "1s");
        System.setProperty("postille.delivery.lease", LEASE.toString());
    }

    /** A server in a process of its own. */
    private static final class Node {
        private final Process process;
        private final CountDownLatch up = new CountDownLatch(1);

        Node(String database, int relay) throws IOException {
            process = new ProcessBuilder(SendBench.command(
                            List.of("bench", "crash-node", "--database=" + database, "--relay=" + relay)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread.ofVirtual().start(this::listen);
        }

        private void listen() {
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals("up")) {
                        up.countDown();
                    }
                }
            } catch (IOException e) {
                // It was killed, which is what it is there for.
            }
        }

        void awaitUp() throws InterruptedException {
            while (!up.await(1, TimeUnit.SECONDS)) {
                if (!process.isAlive()) {
                    throw new Invalid("a server ended by itself, with exit status " + process.exitValue());
                }
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    protected int run() throws Exception {
        var sql = bean(BenchSql.class);
        plan(sql);
        var log = folder().resolve("taken");
        Files.deleteIfExists(log);
        System.out.printf(
                Locale.ROOT,
                "%n%,d mails, two servers, %d kills; each answer of the relay takes %d ms; seed %d. %s%n",
                mails,
                kills,
                delay,
                seed,
                Machine.describe());
        var start = System.nanoTime();
        try (var sink = new SinkProcess("--delay", Integer.toString(delay), "--log", log.toString())) {
            fight(sql, sink);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return judge(sql.ledger(), taken(log), seconds);
    }

    private void plan(BenchSql sql) {
        var now = bean(java.time.Clock.class).instant();
        sql.forgetMails();
        sql.strangers(mails, now);
        var half = mails / 2;
        for (var name : List.of(SKIPS, RESENDS)) {
            var campaign = bean(Campaigns.class).named(name);
            var purpose = campaign.definition().purpose().orElseThrow();
            var message = campaign.definition().messages().keySet().iterator().next();
            sql.allAgreeTo(purpose, now);
            var first = name.equals(SKIPS) ? 0 : half;
            sql.plan(campaign.id(), message, purpose, first, name.equals(SKIPS) ? half : mails - half, true, now);
        }
        // In turn, so that each kill finds both.
        sql.mix();
    }

    private void fight(BenchSql sql, SinkProcess sink) throws IOException, InterruptedException {
        var random = new Random(seed);
        var database = System.getProperty("quarkus.datasource.jdbc.url");
        var nodes = new ArrayList<>(List.of(new Node(database, sink.port()), new Node(database, sink.port())));
        try {
            for (var kill = 1; kill <= kills; kill++) {
                nodes.get(0).awaitUp();
                nodes.get(1).awaitUp();
                while (sink.taken() < (long) mails * kill / (kills + 1) && sql.open() > 0) {
                    Thread.sleep(random.nextInt(20, 200));
                }
                var victim = random.nextInt(2);
                nodes.get(victim).kill();
                System.out.printf(Locale.ROOT, "  kill %d: %,d of %,d mails taken%n", kill, sink.taken(), mails);
                nodes.set(victim, new Node(database, sink.port()));
            }
            var end = System.nanoTime() + LONGEST_END.toNanos();
            while (sql.open() > 0 && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
            }
        } finally {
            for (var node : nodes) {
                node.kill();
            }
        }
    }

    /** What arrived: for each recipient, how often each Message-ID. */
    private static Map<String, Map<String, Integer>> taken(Path log) throws IOException {
        var taken = new HashMap<String, Map<String, Integer>>();
        for (var line : Files.readAllLines(log)) {
            var parts = line.split(" ", 2);
            taken.computeIfAbsent(parts[1], it -> new HashMap<>()).merge(parts[0], 1, Integer::sum);
        }
        return taken;
    }

    private int judge(List<BenchSql.Entry> ledger, Map<String, Map<String, Integer>> taken, double seconds) {
        var inDoubt = kills * bean(Outbox.class).mostUnderWay();
        var table = new Table().row("on-unknown", "mails", "accepted", "unknown", "arrived of them", "lost", "doubled");
        var lost = 0;
        var doubled = 0;
        var unknownResent = 0;
        for (var name : List.of(SKIPS, RESENDS)) {
            var own = ledger.stream().filter(it -> it.campaign().equals(name)).toList();
            var states = new TreeMap<String, Integer>();
            own.forEach(it -> states.merge(it.state(), 1, Integer::sum));
            var unknown =
                    own.stream().filter(it -> it.state().equals("unknown")).toList();
            var arrived =
                    unknown.stream().filter(it -> taken.containsKey(it.email())).count();
            var lostHere = own.stream()
                    .filter(it -> !it.state().equals("unknown") && !taken.containsKey(it.email()))
                    .count();
            var doubledHere = own.stream()
                    .mapToInt(it -> Math.max(
                            0,
                            taken.getOrDefault(it.email(), Map.of()).values().stream()
                                            .mapToInt(Integer::intValue)
                                            .sum()
                                    - 1))
                    .sum();
            lost += (int) lostHere;
            doubled += doubledHere;
            unknownResent += name.equals(RESENDS) ? unknown.size() : 0;
            table.row(
                    name.equals(RESENDS) ? "resend" : "skip",
                    Integer.toString(own.size()),
                    Integer.toString(states.getOrDefault("accepted", 0)),
                    Integer.toString(unknown.size()),
                    Long.toString(arrived),
                    Long.toString(lostHere),
                    Integer.toString(doubledHere));
        }
        var otherIds = taken.values().stream().filter(it -> it.size() > 1).count();
        var open = ledger.stream()
                .filter(it -> !List.of("accepted", "unknown").contains(it.state()))
                .count();
        System.out.printf(
                Locale.ROOT,
                "%n%s%n  at most %d may have been with the relay at the kills; doubled with another Message-ID: %d;"
                        + " in no final state, or in another: %d%n  %.1f s. %s%n",
                table,
                inDoubt,
                otherIds,
                open,
                seconds,
                Machine.describe());
        var holds = lost == 0 && otherIds == 0 && open == 0 && unknownResent == 0 && doubled <= inDoubt;
        System.out.println(holds ? "  The promise holds." : "  THE PROMISE IS BROKEN.");
        return holds ? 0 : 1;
    }
}
