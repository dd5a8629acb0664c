package org.postille.demo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Locale;
import org.postille.campaign.Campaigns;
import org.postille.demo.database.EmbeddedMariaDb;
import org.postille.interest.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench start}. */
@Command(
        name = "start",
        description = "The parts of a start and the memory that it takes: of a first one, with an empty database.",
        mixinStandardHelpOptions = true)
final class StartBench extends Bench {

    @Option(names = "--again", description = "Of a start on the database of the run before")
    private boolean again;

    private final Table table = new Table().row("part", "seconds");
    private long uptimeAtServer;

    StartBench() {
        super("bench-start");
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        var main = ManagementFactory.getRuntimeMXBean().getUptime();
        row("Java and the command line", main);
        if (!again) {
            delete(folder().resolve("data"));
            Files.deleteIfExists(folder().resolve("loaded"));
        }
        var ground = super.prepare();
        uptimeAtServer = ManagementFactory.getRuntimeMXBean().getUptime();
        return ground;
    }

    @Override
    EmbeddedMariaDb startDatabase() throws IOException {
        var start = System.nanoTime();
        var database = super.startDatabase();
        row(again ? "database" : "database, new", (System.nanoTime() - start) / 1_000_000);
        return database;
    }

    private interface Step {
        void run() throws IOException;
    }

    @Override
    protected int run() throws Exception {
        row(
                again ? "server" : "server, tables made",
                ManagementFactory.getRuntimeMXBean().getUptime() - uptimeAtServer);
        var ready = ManagementFactory.getRuntimeMXBean().getUptime();
        timed("campaign files", () -> bean(Campaigns.class).reload());
        if (!again) {
            var shop = bean(SampleLoad.class);
            var files = shop.files(folder());
            timed("import of 1,500 products with photos", () -> shop.products(files));
            timed("import of 2,000 customers", () -> shop.customers(files));
            timed("import of the events", () -> shop.events(files));
            Files.createFile(folder().resolve("loaded"));
        }
        timed("training", () -> bean(Training.class).train());
        System.out.printf(
                Locale.ROOT,
                "%nThe parts of a start, wall time; the sample shop's files were there. %s%n%n%s%n"
                        + "  ready to answer %.2f s after Java began%n%n",
                Machine.describe(),
                table,
                ready / 1e3);
        var self = ProcessHandle.current().pid();
        System.out.println("  server    " + Machine.resident(self));
        Machine.database().ifPresent(it -> System.out.println("  database  " + Machine.resident(it)));
        System.out.printf(
                Locale.ROOT,
                "  live objects of the server after a collection: %d MB%n",
                Machine.heapAfterCollection() / (1 << 20));
        return 0;
    }

    private void timed(String part, Step step) throws IOException {
        var start = System.nanoTime();
        step.run();
        row(part, (System.nanoTime() - start) / 1_000_000);
    }

    private void row(String part, long millis) {
        table.row(part, String.format(Locale.ROOT, "%.2f", millis / 1e3));
    }
}
