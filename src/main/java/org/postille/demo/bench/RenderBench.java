package org.postille.demo.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.postille.delivery.Composition;
import org.postille.opentime.SlotLinks;
import org.postille.render.TileSize;
import org.postille.tracking.TrackedLinks;
import org.postille.tracking.UnsubscribeLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench render}. */
@Command(
        name = "render",
        description = "Personal mails rendered a second by one processor, and what their parts cost.",
        mixinStandardHelpOptions = true)
final class RenderBench extends Bench {

    private static final int LINKS = 20;
    private static final int SLOTS = 4;

    @Option(names = "--mails", defaultValue = "20000", description = "Of each round (default: ${DEFAULT-VALUE})")
    private int mails;

    @Option(names = "--rounds", defaultValue = "3", description = "After one to warm up (default: ${DEFAULT-VALUE})")
    private int rounds;

    RenderBench() {
        super("bench");
    }

    @Override
    protected AutoCloseable prepare() throws Exception {
        BenchMail.install(folder().resolve("own"));
        return super.prepare();
    }

    @Override
    protected int run() throws Exception {
        load();
        var mail = bean(BenchMail.class);
        var writings = mail.writings();
        var first = mail.write(writings.getFirst());
        System.out.printf(
                Locale.ROOT,
                "%nA mail of %,d characters of HTML with %d links and %d pictures, and a text part of %,d, on one thread.%n%s%n%n",
                first.html().length(),
                Jsoup.parse(first.html()).select("a[href]").size(),
                Jsoup.parse(first.html()).select("img").size(),
                first.text().length(),
                Machine.describe());
        var slots = bean(SlotLinks.class);
        var unsubscribe = bean(UnsubscribeLink.class);
        var tracked = bean(TrackedLinks.class);
        var addresses = IntStream.range(0, LINKS)
                .mapToObj(it -> "https://shop.example/" + it)
                .toList();
        var parts = List.of(
                new Part("tokens of slots and of the unsubscription", it -> {
                    var size = slots.slots(it.id(), 0, SLOTS, TileSize.of(2)).size();
                    return size + unsubscribe.of(it.id()).length();
                }),
                new Part(
                        "tokens of links",
                        it -> addresses.stream()
                                .mapToInt(
                                        address -> tracked.of(it.id(), address).length())
                                .sum()),
                new Part("the whole mail", it -> mail.write(it).html().length()));
        var table = new Table().row("part", "round", "mails/s", "microseconds of the processor", "KB allocated");
        for (var round = 0; round <= rounds; round++) {
            for (var part : parts) {
                var row = measure(part, round, writings);
                if (round > 0) {
                    table.row(row.toArray(String[]::new));
                }
            }
        }
        System.out.print(table);
        System.out.println("\n  afterwards " + Machine.describe());
        return 0;
    }

    private record Part(String name, ToIntFunction<Composition.Writing> work) {}

    private List<String> measure(Part part, int round, List<Composition.Writing> writings) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var bytes = threads.getCurrentThreadAllocatedBytes();
        var processor = threads.getCurrentThreadCpuTime();
        var start = System.nanoTime();
        var length = 0L;
        for (var i = 0; i < mails; i++) {
            length += part.work.applyAsInt(writings.get(i % writings.size()));
        }
        var nanos = System.nanoTime() - start;
        if (length == 0) {
            throw new IllegalStateException(part.name + " did nothing");
        }
        var row = new ArrayList<String>();
        row.add(part.name);
        row.add(Integer.toString(round));
        row.add(format("%,.0f", Timings.rate(mails, nanos)));
        row.add(format("%,.1f", (threads.getCurrentThreadCpuTime() - processor) / 1e3 / mails));
        row.add(format("%,.1f", (threads.getCurrentThreadAllocatedBytes() - bytes) / 1024.0 / mails));
        return row;
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
