package org.postille.interest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;
import org.postille.interest.method.ProductFacts;

/** A data set split by time, with its ids numbered. */
record Split(List<Interaction> train, Map<Long, Set<Long>> test, List<ProductFacts> facts) {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    static Split of(Path folder) throws IOException {
        var users = new HashMap<String, Long>();
        var items = new HashMap<String, Long>();
        var train = interactions(folder.resolve("train.csv.gz"), users, items);
        var test = byCustomer(interactions(folder.resolve("test.csv.gz"), users, items));
        var facts = new ArrayList<ProductFacts>();
        try (var rows = CSV.parse(reader(folder.resolve("items.csv.gz")))) {
            for (var row : rows) {
                var title = row.isMapped("title") ? row.get("title") : "";
                var attributes = Arrays.asList(row.get("attrs").split("\\|"));
                facts.add(new ProductFacts(number(items, row.get("item")), title, null, null, 0, attributes));
            }
        }
        return new Split(train, test, facts);
    }

    /** The latest part of the training part as the test, to tune with. */
    Split validation() {
        var ordered =
                train.stream().sorted(Comparator.comparing(Interaction::at)).toList();
        var cut = (int) (ordered.size() * 0.75);
        return new Split(ordered.subList(0, cut), byCustomer(ordered.subList(cut, ordered.size())), facts);
    }

    History history() {
        var history = new History();
        train.forEach(history::add);
        return history;
    }

    Map<Long, Set<Long>> trained() {
        return byCustomer(train);
    }

    private static Map<Long, Set<Long>> byCustomer(List<Interaction> interactions) {
        var products = new TreeMap<Long, Set<Long>>();
        interactions.forEach(it ->
                products.computeIfAbsent(it.customerId(), _ -> new HashSet<>()).add(it.productId()));
        return products;
    }

    private static List<Interaction> interactions(Path file, Map<String, Long> users, Map<String, Long> items)
            throws IOException {
        var interactions = new ArrayList<Interaction>();
        try (var rows = CSV.parse(reader(file))) {
            for (var row : rows) {
                interactions.add(new Interaction(
                        number(users, row.get("user")),
                        number(items, row.get("item")),
                        EventKind.ORDERED,
                        1,
                        Instant.ofEpochSecond(Long.parseLong(row.get("timestamp")))));
            }
        }
        return interactions;
    }

    private static long number(Map<String, Long> numbers, String name) {
        return numbers.computeIfAbsent(name, _ -> 1L + numbers.size());
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
}
