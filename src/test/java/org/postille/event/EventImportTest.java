package org.postille.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Progress;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EventImportTest {

    private static final String ORDER = """
            {"id":"e-1","type":"order.placed","at":"2026-05-01T12:00:00+02:00","customer":"anna","currency":"EUR",\
            "items":[{"product":"mug","quantity":2,"price":"19.95"},{"product":"plate","price":5}]}
            """;

    @Inject
    EventImport events;

    @Inject
    HookTest.Listener listener;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void a_small_shop() {
        findings.clear();
        listener.heard.clear();
        shop.customer("anna");
        shop.products("mug", "plate");
    }

    @Test
    void an_event_becomes_a_line_for_each_of_its_products() throws IOException {
        assertThat(read(ORDER)).isEqualTo(1);
        assertThat(line(0)).isEqualTo("import e-1 order.placed 2 19.95 EUR 2026-05-01 10:00:00.000000");
        assertThat(line(1)).isEqualTo("import e-1 order.placed 1 5.00 EUR 2026-05-01 10:00:00.000000");
        assertThat(shop.count("event where product_id = ?", shop.productId("mug")))
                .isEqualTo(1);
        assertThat(findings).isEmpty();
    }

    @Test
    void what_looks_like_a_slip_is_taken_and_told_by_line() throws IOException {
        var slips =
                ORDER.replace("\"quantity\":2", "\"quantity\":1000000000").replace("\"price\":5", "\"price\":5000000");
        assertThat(read("\n" + slips)).isEqualTo(1);
        assertThat(line(0)).contains(" 1000000000 19.95 ");
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0)).contains("events.jsonl:2", "'price' of 'plate' is 5000000", "expected 1000000");
        assertThat(findings.get(1)).contains("events.jsonl:2", "'quantity' of 'mug' is 1000000000", "expected 10000");
    }

    @Test
    void history_is_not_announced() throws IOException {
        read(ORDER);
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void the_same_file_again_changes_nothing() throws IOException {
        read(ORDER);
        var before = shop.value("select group_concat(concat_ws('|', id, at, received_at) order by id) from event");
        clock.advance(Duration.ofDays(1));
        assertThat(read(ORDER + ORDER)).isEqualTo(2);
        assertThat(shop.value("select group_concat(concat_ws('|', id, at, received_at) order by id) from event"))
                .isEqualTo(before);
    }

    @Test
    void an_emptied_cart_needs_no_items_and_a_view_no_price() throws IOException {
        read("""
                {"id":"e-1","type":"cart.emptied","at":"2026-05-01T10:00:00Z","customer":"anna"}

                {"id":"e-2","type":"product.viewed","at":"2026-05-01T10:00:00Z","customer":"anna","items":[{"product":"mug"}]}
                """);
        assertThat(findings).isEmpty();
        assertThat(shop.count("event where product_id is null and kind = 'cart.emptied'"))
                .isEqualTo(1);
        assertThat(shop.count("event where amount is null and currency is null and kind = 'product.viewed'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"id":"e-1",                                                                  | :2:13: not JSON
                    {"id":"e-1"} x                                                                | :2:15: not JSON
                    nonsense                                                                      | :2:9: not JSON
                    []                                                                            | :2: expected an event such as
                    {"id":"e-1","type":"order.place"}                                             | did you mean 'order.placed'?
                    {"id":"e-1","type":"order.placed","at":"2026-05-01"}                          | :2: 'at' is '2026-05-01', which is not a time
                    {"id":"ë","type":"order.placed","at":"2026-05-01T10:00:00Z"}                  | 'id' is 'ë', expected printable ASCII
                    {"id":"e","type":"order.placed","at":"2026-05-01T10:00:00Z","customer":"anna"} | 'items' is empty
                    {"id":"e","type":"order.placed","at":"2026-05-01T10:00:00Z","customer":"anna","items":[{"product":"mug","price":"5"}]} | 'currency' is missing
                    {"id":"e","type":"order.placed","at":"2026-05-01T10:00:00Z","customer":"anna","currency":"EURO","items":[{"product":"mug","price":"5"}]} | 'currency' is longer
                    {"id":"e","type":"order.placed","at":"2026-05-01T10:00:00Z","customer":"ben","items":[{"product":"mug"}]} | customer 'ben' is not known
                    {"id":"e","type":"order.placed","at":"2026-05-01T10:00:00Z","customer":"anna","items":[{"product":"mug"},{"product":"jug"}]} | product 'jug' is not known
                    """)
    void a_line_that_does_not_fit_is_told_by_line_and_column_and_costs_only_itself(String line, String message)
            throws IOException {
        read("\n" + line + "\n" + ORDER);
        assertThat(findings)
                .singleElement()
                .asString()
                .contains("events.jsonl:2")
                .contains(message);
        assertThat(shop.count("event")).isEqualTo(2);
    }

    @Test
    void a_line_of_more_than_a_million_characters_costs_only_itself() throws IOException {
        read("{\"id\":\"" + "x".repeat(1_000_001) + "\"}\n" + ORDER);
        assertThat(findings).singleElement().asString().endsWith(":1: the line has more than 1000000 characters");
        assertThat(shop.count("event")).isEqualTo(2);
    }

    @Test
    void a_line_in_another_encoding_cannot_take_the_place_of_another_event() throws IOException {
        Files.write(
                folder.resolve("events.jsonl"),
                (ORDER.replace("e-1", "é") + ORDER.replace("e-1", "è")).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run()).isZero();
        assertThat(findings).hasSize(2);
    }

    private static String opinion(String id, String kind, int hour) {
        return """
                {"id":"%s","type":"product.%s","at":"2026-05-01T%02d:00:00Z","customer":"anna","items":[{"product":"mug"}]}
                """.formatted(id, kind, hour);
    }

    @Test
    void of_likes_and_dislikes_the_latest_counts_in_whatever_order_they_come() throws IOException {
        read(opinion("e-1", "liked", 10) + opinion("e-2", "disliked", 11));
        assertThat(findings).isEmpty();
        assertThat(shop.count("opinion where not likes")).isEqualTo(1);
        read(opinion("e-3", "liked", 9));
        assertThat(shop.count("opinion where not likes")).isEqualTo(1);
        read(opinion("e-4", "liked", 12));
        assertThat(shop.count("opinion where likes and at = '2026-05-01 12:00:00'"))
                .isEqualTo(1);
        assertThat(shop.count("event where kind = 'product.liked'")).isEqualTo(3);
        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(shop.count("opinion")).isZero();
    }

    @Test
    void more_events_than_a_batch_are_stored() throws IOException {
        var file = new StringBuilder();
        for (var i = 0; i < 2500; i++) {
            file.append(ORDER.replace("e-1", "e-" + i));
        }
        assertThat(read(file.toString())).isEqualTo(2500);
        assertThat(shop.count("event")).isEqualTo(5000);
    }

    @Test
    void progress_goes_from_the_start_to_the_end() throws IOException {
        var seen = new ArrayList<Double>();
        Files.writeString(folder.resolve("events.jsonl"), ORDER.repeat(100));
        events.run(folder.resolve("events.jsonl"), it -> {}, (done, total) -> seen.add((double) done / total));
        assertThat(seen).isSorted().last().isEqualTo(1.0);
    }

    private String line(int number) {
        return String.valueOf(shop.value(
                "select concat_ws(' ', source, event_key, kind, quantity, amount, currency, at) from event where line = ?",
                number));
    }

    private long read(String content) throws IOException {
        Files.writeString(folder.resolve("events.jsonl"), content);
        return run();
    }

    private long run() throws IOException {
        return events.run(folder.resolve("events.jsonl"), finding -> findings.add(finding.toString()), Progress.UNSEEN);
    }
}
