package org.postille.demo.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

/** A shop folder read back by other means than it was written with. */
final class ShopFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line of a CSV file; asking for a column that is not there fails. */
    record Row(Map<String, String> fields) {
        String get(String column) {
            return Objects.requireNonNull(fields.get(column), column);
        }
    }

    record Item(String product, int quantity, String price) {}

    record Event(String id, String type, Instant at, String customer, List<Item> items) {
        boolean isOrder() {
            return type.equals("order.placed");
        }
    }

    final Map<String, Row> products;
    final Map<String, Row> customers;
    final List<Event> events = new ArrayList<>();

    ShopFiles(Path dir) throws IOException {
        products = csv(dir.resolve("products.csv"));
        customers = csv(dir.resolve("customers.csv"));
        try (var lines = Files.lines(dir.resolve("events.jsonl"))) {
            lines.forEach(line -> events.add(event(line)));
        }
    }

    Row product(String id) {
        return Objects.requireNonNull(products.get(id), id);
    }

    Row customer(String id) {
        return Objects.requireNonNull(customers.get(id), id);
    }

    /** The top of a product's category path. */
    String department(String product) {
        return product(product).get("category").split(" > ", -1)[0];
    }

    /** Every ordered product, by customer, as often as it was ordered. */
    Map<String, List<String>> ordered() {
        var ordered = new LinkedHashMap<String, List<String>>();
        events.stream()
                .filter(Event::isOrder)
                .forEach(event -> ordered.computeIfAbsent(event.customer, _ -> new ArrayList<>())
                        .addAll(event.items.stream().map(Item::product).toList()));
        return ordered;
    }

    static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, Row> csv(Path file) throws IOException {
        var rows = new LinkedHashMap<String, Row>();
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(file);
                var parser = format.parse(reader)) {
            for (var row : parser) {
                var twice = rows.put(row.get("id"), new Row(row.toMap()));
                if (twice != null) {
                    throw new IllegalStateException("two rows of " + file + " have the id " + row.get("id"));
                }
            }
        }
        return rows;
    }

    private static Event event(String line) {
        try {
            var json = JSON.readTree(line);
            var items = new ArrayList<Item>();
            for (JsonNode it : json.get("items")) {
                items.add(new Item(
                        it.get("product").asText(),
                        it.get("quantity").asInt(),
                        it.get("price").asText()));
            }
            return new Event(
                    json.get("id").asText(),
                    json.get("type").asText(),
                    Instant.parse(json.get("at").asText()),
                    json.get("customer").asText(),
                    items);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
