package org.postille.interest.evaluation.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final List<String> EVENT = List.of("user", "item");

    /** What is larger cannot be seconds in this millennium; it is taken for milliseconds. */
    private static final double LARGEST_SECOND = 1e11;

    private final Path folder;

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

    public String name() {
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "data" : name.toString();
    }

    /**
     * The split by time: {@code train.csv} and, if it is there, {@code test.csv}.
     *
     * @throws Invalid naming file and line
     */
    public DataSet inTime() throws IOException {
        return read(name(), "train", "test");
    }

    /**
     * The split by customers, if there is one.
     *
     * @throws Invalid naming file and line
     */
    public Optional<DataSet> coldCustomers() throws IOException {
        return Sheet.find(folder, "colduser_train").isPresent()
                        && Sheet.find(folder, "colduser_test").isPresent()
                ? Optional.of(read(name() + ", cold customers", "colduser_train", "colduser_test"))
                : Optional.empty();
    }

    private DataSet read(String name, String train, String test) throws IOException {
        var customers = new Numbering();
        var products = new Numbering();
        // What the shop knows is numbered first, so that no number tells what the test part holds.
        var past = events(train, customers, products);
        var facts = facts(products);
        var attributes = attributes(customers);
        var future = events(test, customers, products);
        while (attributes.size() < customers.size()) {
            attributes.add(List.of());
        }
        if (past.size() == 0) {
            throw new Invalid(folder + ": " + train + ".csv has no rows");
        }
        return new DataSet(
                name, customers, products, facts, List.copyOf(attributes), past, future, DataSet.horizon(past, future));
    }

    private Events events(String name, Numbering customers, Numbering products) throws IOException {
        var events = new Events();
        var sheet = Sheet.find(folder, name);
        if (sheet.isPresent()) {
            sheet.get().read(EVENT, row -> {
                var time = row.number("timestamp", 0);
                events.add(
                        customers.add(row.need("user")),
                        products.add(row.need("item")),
                        (int) Math.max(1, Math.round(row.number("weight", 1))),
                        (long) (Math.abs(time) > LARGEST_SECOND ? time / 1000 : time));
            });
        }
        return events;
    }

    private List<ProductFacts> facts(Numbering products) throws IOException {
        var facts = new HashMap<Integer, ProductFacts>();
        var sheet = Sheet.find(folder, "items");
        if (sheet.isPresent()) {
            sheet.get().read(List.of("item"), row -> {
                var product = products.add(row.need("item"));
                facts.put(
                        product,
                        new ProductFacts(
                                product,
                                row.get("title").strip(),
                                null,
                                null,
                                Math.max(0, row.number("price", 0)),
                                attributes(row)));
            });
        }
        return facts.keySet().stream().sorted().map(facts::get).toList();
    }

    private List<List<String>> attributes(Numbering customers) throws IOException {
        var known = new HashMap<Integer, List<String>>();
        var sheet = Sheet.find(folder, "users");
        if (sheet.isPresent()) {
            sheet.get().read(List.of("user"), row -> known.put(customers.add(row.need("user")), attributes(row)));
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
