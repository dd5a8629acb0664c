package org.postille.interest.evaluation.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.interest.method.ProductFacts;

/**
 * A folder with a data set: {@code train.csv} and {@code test.csv} (user, item, timestamp in seconds since 1970, weight),
 * {@code items.csv} (item, attrs separated by {@code |}, title, price), {@code users.csv} (user, attrs), and
 * {@code colduser_train.csv} and {@code colduser_test.csv} for customers without any event. Each may be gzipped; all but
 * {@code train.csv} and the columns user and item may be missing.
 */
public final class DataFolder {

    private static final String COLD_TRAIN = "colduser_train";
    private static final String COLD_TEST = "colduser_test";
    private static final List<String> EVENT = List.of("user", "item");

    /** What is larger cannot be seconds in this millennium; it is taken for milliseconds. */
    private static final double LARGEST_SECOND = 1e11;

    /** No shop has sold anything then, and one such row would be taken for the end of all that is known. */
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private final Path folder;
    private long raised;
    private long repeated;
    private boolean backwards;

    /** @throws NotFound if there is no such folder or no {@code train.csv} in it */
    public DataFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new NotFound("there is no folder " + folder);
        }
        if (Sheet.find(folder, "train").isEmpty()) {
            throw new NotFound("there is no train.csv or train.csv.gz in " + folder);
        }
        this.folder = folder;
    }

    /** Rows of what was read until now whose weight is 0 or less, which counts as 1. */
    public long raised() {
        return raised;
    }

    /** Rows of what was read until now that name a product or a customer whom an earlier row named. */
    public long repeated() {
        return repeated;
    }

    /** Whether what is to be foretold ends before what is known does, in what was read last. */
    public boolean isBackwards() {
        return backwards;
    }

    public String name() {
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "data" : name.toString();
    }

    /**
     * The split by time: {@code train.csv} and, if it is there, {@code test.csv}.
     *
     * @throws Invalid naming file and line of the first mistakes, and how many more there are
     */
    public DataSet inTime() throws IOException {
        return read(name(), "train", "test");
    }

    /**
     * The split by customers, if there is one.
     *
     * @throws Invalid naming file and line of the first mistakes, and how many more there are
     */
    public Optional<DataSet> coldCustomers() throws IOException {
        return Sheet.find(folder, COLD_TRAIN).isPresent()
                        && Sheet.find(folder, COLD_TEST).isPresent()
                ? Optional.of(read(name() + ", cold customers", COLD_TRAIN, COLD_TEST))
                : Optional.empty();
    }

    private DataSet read(String name, String train, String test) throws IOException {
        var customers = new Numbering();
        var products = new Numbering();
        // What the shop knows is numbered first, so that no number tells what the test part holds.
        var mistakes = new Mistakes();
        var past = events(train, customers, products, mistakes);
        var facts = facts(products, mistakes);
        var attributes = attributes(customers, mistakes);
        var future = events(test, customers, products, mistakes);
        if (!mistakes.none() && !train.equals(COLD_TRAIN)) {
            // Not used any more, but whoever mends files wants to do so once.
            events(COLD_TRAIN, customers, products, mistakes);
            events(COLD_TEST, customers, products, mistakes);
        }
        mistakes.tell();
        backwards = future.size() > 0 && future.last() > 0 && future.last() < past.last();
        while (attributes.size() < customers.size()) {
            attributes.add(List.of());
        }
        if (past.size() == 0) {
            throw new Invalid(folder + ": " + train + ".csv has no rows");
        }
        return new DataSet(
                name, customers, products, facts, List.copyOf(attributes), past, future, DataSet.horizon(past, future));
    }

    private Events events(String name, Numbering customers, Numbering products, Mistakes mistakes) throws IOException {
        var events = new Events();
        var sheet = Sheet.find(folder, name);
        if (sheet.isPresent()) {
            sheet.get()
                    .read(
                            EVENT,
                            row -> {
                                var user = row.need("user");
                                var item = row.need("item");
                                var given = row.number("weight", 1);
                                raised += given > 0 ? 0 : 1;
                                var weight = (int) Math.max(1, Math.round(given));
                                events.add(customers.add(user), products.add(item), weight, second(row));
                            },
                            mistakes);
        }
        return events;
    }

    private static long second(Sheet.Row row) {
        var time = row.number("timestamp", 0);
        var second = (long) (Math.abs(time) > LARGEST_SECOND ? time / 1000 : time);
        if (second >= FUTURE.getEpochSecond()) {
            throw new Invalid(
                    "'timestamp' is '%s', which is no moment before the year 2100, expected seconds since 1970"
                            .formatted(row.get("timestamp")));
        }
        return second;
    }

    private List<ProductFacts> facts(Numbering products, Mistakes mistakes) throws IOException {
        var facts = new HashMap<Integer, ProductFacts>();
        var sheet = Sheet.find(folder, "items");
        if (sheet.isPresent()) {
            sheet.get()
                    .read(
                            List.of("item"),
                            row -> {
                                var product = products.add(row.need("item"));
                                var before = facts.put(
                                        product,
                                        new ProductFacts(
                                                product,
                                                row.get("title").strip(),
                                                null,
                                                null,
                                                Math.max(0, row.number("price", 0)),
                                                attributes(row)));
                                repeated += before == null ? 0 : 1;
                            },
                            mistakes);
        }
        return facts.keySet().stream().sorted().map(facts::get).toList();
    }

    private List<List<String>> attributes(Numbering customers, Mistakes mistakes) throws IOException {
        var known = new HashMap<Integer, List<String>>();
        var sheet = Sheet.find(folder, "users");
        if (sheet.isPresent()) {
            sheet.get()
                    .read(
                            List.of("user"),
                            row -> {
                                var before = known.put(customers.add(row.need("user")), attributes(row));
                                repeated += before == null ? 0 : 1;
                            },
                            mistakes);
        }
        var attributes = new ArrayList<List<String>>();
        for (var customer = 0; customer < customers.size(); customer++) {
            attributes.add(known.getOrDefault(customer, List.of()));
        }
        return attributes;
    }

    private static List<String> attributes(Sheet.Row row) {
        return Arrays.stream(row.get("attrs").split("\\|"))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }
}
