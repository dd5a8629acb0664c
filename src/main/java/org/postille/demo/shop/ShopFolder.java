package org.postille.demo.shop;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the files of a shop so that they appear only when all are there: into a folder beside the real one, moved at the end,
 * {@code shop.yaml} last. What a killed run left behind is swept away by the next.
 */
final class ShopFolder implements AutoCloseable {
    static final String PRODUCTS = "products.csv";
    static final String CUSTOMERS = "customers.csv";
    static final String PRICES = "prices.csv";
    static final String EVENTS = "events.jsonl";
    static final String SHOP = "shop.yaml";

    static final String[] PRODUCT_COLUMNS = {
        "id",
        "title",
        "title_de",
        "title_en",
        "description",
        "link",
        "image_link",
        "availability",
        "price",
        "sale_price",
        "brand",
        "category",
        "material",
        "colour",
        "collection",
        "released",
        "stock"
    };
    static final String[] PRICE_COLUMNS = {"id", "at", "price", "sale_price"};
    static final String[] CUSTOMER_COLUMNS = {
        "id",
        "email",
        "first_name",
        "last_name",
        "gender",
        "language",
        "country",
        "time_zone",
        "birthday",
        "since",
        "consents"
    };

    private static final List<String> FILES = List.of(PRODUCTS, PRICES, CUSTOMERS, EVENTS, SHOP);

    private final Path target;
    private final Path making;

    ShopFolder(Path target) {
        this.target = target.toAbsolutePath();
        making = this.target.resolveSibling("." + this.target.getFileName() + ".making");
        try {
            sweep();
            Files.createDirectories(making);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedWriter open(String file) throws IOException {
        return Files.newBufferedWriter(making.resolve(file), StandardCharsets.UTF_8);
    }

    void write(String file, String content) throws IOException {
        Files.writeString(making.resolve(file), content, StandardCharsets.UTF_8);
    }

    /** Puts the files in place, over older ones if there are any; other files of the folder stay. */
    void publish() throws IOException {
        Files.createDirectories(target);
        Files.deleteIfExists(target.resolve(SHOP));
        for (var file : FILES) {
            Files.move(making.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        sweep();
    }

    private void sweep() throws IOException {
        if (!Files.exists(making)) {
            return;
        }
        try (var files = Files.walk(making)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A CSV field as RFC 4180 writes it. */
    static String field(String text) {
        return text.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /** A CSV line as RFC 4180 writes it. */
    static String line(String... fields) {
        var line = new StringBuilder();
        for (var field : fields) {
            line.append(line.isEmpty() ? "" : ",").append(field(field));
        }
        return line.append("\r\n").toString();
    }

    /** Cents as files write amounts: {@code 12.95}. */
    static String amount(long cents) {
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }
}
