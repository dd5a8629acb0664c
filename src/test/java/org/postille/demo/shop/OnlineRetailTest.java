package org.postille.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Invalid;

class OnlineRetailTest {
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 3, 14);
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    /** Line numbers matter: the header is line 1. */
    private static final String SAMPLE = HEADER + """
            700001,10001,BLUE TEST LANTERN ,6,2011-01-03 09:30:00,2.55,201.0,United Kingdom
            700001,10002A,"MUG, RED SPOTTY",2,2011-01-03 09:30:00,4.25,201.0,United Kingdom
            700001,10001,BLUE TEST LANTERN,4,2011-01-03 09:30:00,2.55,201.0,United Kingdom
            700002,10001,BLUE TEST LANTERN,1,2011-01-04 10:00:00,3.00,202.0,Germany
            700003,10003,WOODEN HEART CHRISTMAS TREE,3,2011-01-05 11:00:00,1.25,203,EIRE
            C700004,10002A,MUG RED SPOTTY,-1,2011-01-06 12:00:00,4.25,201.0,United Kingdom
            700005,10001,damaged,5,2011-01-07 08:00:00,2.55,,United Kingdom
            700006,POST,POSTAGE,1,2011-01-07 08:05:00,18.00,202.0,Germany
            700007,10003,WOODEN HEART CHRISTMAS TREE,1,2011-01-07 08:10:00,0,203,EIRE
            700008,10003,WOODEN HEART CHRISTMAS TREE,0,2011-01-07 08:20:00,1.25,203,EIRE
            700009,10003,WOODEN HEART CHRISTMAS TREE,-4,2011-01-07 08:30:00,1.25,203,EIRE
            C700010,10003,WOODEN HEART CHRISTMAS TREE,4,2011-01-07 08:40:00,1.25,203,EIRE
            700011,10003,WOODEN HEART CHRISTMAS TREE,74215,2011-01-07 08:50:00,1.25,203,EIRE
            700012,10003,WOODEN HEART
            700013,10003,WOODEN HEART CHRISTMAS TREE,one,2011-01-07 09:00:00,1.25,203,EIRE
            700014,10003,WOODEN HEART CHRISTMAS TREE,1,yesterday,1.25,203,EIRE
            700015,10003,"WOODEN HEART,1,2011-01-07 09:00:00,1.25,203,EIRE
            700016,10001,BLUE LANTERN,2,2011-01-08 20:15:00,2.55,202.0,Germany
            """;

    @TempDir
    Path dir;

    private Path raw;

    @BeforeEach
    void write() throws IOException {
        raw = Files.writeString(dir.resolve("raw.csv"), SAMPLE);
    }

    private OnlineRetail.Converted convert() {
        return OnlineRetail.convert(raw, dir.resolve("shop"), YESTERDAY, Progress.NONE);
    }

    private ShopFiles shop() throws IOException {
        return new ShopFiles(dir.resolve("shop"));
    }

    @Test
    void orders_and_cancellations_become_events_in_order() throws IOException {
        var converted = convert();

        var events = shop().events;
        assertThat(events)
                .extracting(
                        ShopFiles.Event::type,
                        ShopFiles.Event::customer,
                        it -> it.items().size())
                .containsExactly(
                        tuple("order.placed", "c-201", 2),
                        tuple("order.placed", "c-202", 1),
                        tuple("order.placed", "c-203", 1),
                        tuple("order.returned", "c-201", 1),
                        tuple("order.placed", "c-202", 1));
        assertThat(events.getFirst().items().getFirst()).isEqualTo(new ShopFiles.Item("10001", 10, "2.55"));
        assertThat(events.get(3).items().getFirst().quantity()).isEqualTo(1);
        assertThat(converted.orders()).isEqualTo(4);
        assertThat(converted.orderLines()).isEqualTo(5);
        assertThat(converted.returns()).isEqualTo(1);
    }

    @Test
    void dates_move_by_whole_days_so_that_the_last_is_yesterday() throws IOException {
        convert();

        var events = shop().events;
        assertThat(events.getLast().at()).isEqualTo(Instant.parse("2026-03-14T20:15:00Z"));
        assertThat(events.getFirst().at()).isEqualTo(Instant.parse("2026-03-09T09:30:00Z"));
    }

    @Test
    void every_line_left_out_is_counted_by_reason_and_told_by_line_where_it_cannot_be_read() {
        var converted = convert();

        assertThat(converted.leftOut())
                .containsEntry(RetailLine.Reason.NO_CUSTOMER.toString(), 1)
                .containsEntry(RetailLine.Reason.NOT_A_PRODUCT.toString(), 1)
                .containsEntry(RetailLine.Reason.NO_PRICE.toString(), 1)
                .containsEntry(RetailLine.Reason.NO_QUANTITY.toString(), 3)
                .containsEntry(RetailLine.Reason.ABSURD.toString(), 1)
                .containsEntry(RetailLine.Reason.MALFORMED.toString(), 4)
                .hasSize(6);
        assertThat(converted.findings())
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("raw.csv:15: ").contains("fields"),
                        it -> assertThat(it).startsWith("raw.csv:16: ").contains("'one'"),
                        it -> assertThat(it).startsWith("raw.csv:17: ").contains("'yesterday'"),
                        it -> assertThat(it).startsWith("raw.csv:18: ").contains("quotation mark"));
        assertThat(converted.toString()).contains("Made up", "raw.csv:16", "without customer");
    }

    @Test
    void a_product_has_its_most_frequent_name_its_middle_price_and_what_the_words_tell() throws IOException {
        convert();

        var lantern = shop().product("10001");
        assertThat(lantern.get("title")).isEqualTo("Blue Test Lantern");
        assertThat(lantern.get("title_de")).isEmpty();
        assertThat(lantern.get("price")).isEqualTo("2.55 GBP");
        assertThat(lantern.get("category")).isEqualTo("Home > Candles & Lights");
        assertThat(lantern.get("colour")).isEqualTo("Blue");
        assertThat(lantern.get("released")).isEqualTo("2026-03-09");
        assertThat(shop().product("10002A").get("title")).isEqualTo("Mug Red Spotty");
        assertThat(shop().product("10003").get("category")).isEqualTo("Seasonal > Christmas");
        assertThat(shop().product("10003").get("material")).isEqualTo("Wood");
        assertThat(shop().products).hasSize(3);
    }

    @Test
    void customers_get_made_up_names_and_the_language_and_time_of_their_country() throws IOException {
        convert();

        var german = shop().customer("c-202");
        assertThat(german.get("language")).isEqualTo("de");
        assertThat(german.get("time_zone")).isEqualTo("Europe/Berlin");
        assertThat(german.get("email")).matches("[a-z]+\\.[a-z]+@example\\.(com|org|net)");
        assertThat(LocalDate.parse(german.get("birthday"))).isBefore(YESTERDAY.minusYears(18));
        assertThat(Instant.parse(german.get("since"))).isBefore(Instant.parse("2026-03-10T10:00:00Z"));
        assertThat(shop().customer("c-203").get("country")).isEqualTo("IE");
        assertThat(shop().customer("c-203").get("language")).isEqualTo("en");
        assertThat(Files.readString(dir.resolve("shop/shop.yaml"))).contains("MADE UP", "currency: GBP");
    }

    @Test
    void a_zipped_file_and_the_original_dates_and_unsorted_lines_are_read_as_well() throws IOException {
        var lines = HEADER.replace("InvoiceNo,", "\uFEFFInvoiceNo,") + """
                2,10001,B,1,1/8/2011 20:15,2.00,2.0,France
                1,10001,A,1,1/3/2011 9:30,2.00,1.0,France
                3,10001,A,1,1/5/2011 9:30,2.00,1.0,France
                """;
        try (var out = new GZIPOutputStream(Files.newOutputStream(raw))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        convert();

        assertThat(shop().events)
                .hasSize(3)
                .isSortedAccordingTo(Comparator.comparing(ShopFiles.Event::at))
                .last()
                .extracting(ShopFiles.Event::customer)
                .isEqualTo("c-2");
    }

    @Test
    void the_same_file_gives_the_same_shop() throws IOException {
        convert();
        OnlineRetail.convert(raw, dir.resolve("again"), YESTERDAY, Progress.NONE);

        for (var file : List.of("products.csv", "customers.csv", "events.jsonl", "shop.yaml")) {
            assertThat(ShopFiles.digest(dir.resolve("again").resolve(file)))
                    .isEqualTo(ShopFiles.digest(dir.resolve("shop").resolve(file)));
        }
    }

    @Test
    void a_missing_column_is_named() throws IOException {
        Files.writeString(raw, SAMPLE.replace("UnitPrice", "Cost"));

        assertThatThrownBy(this::convert)
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("'UnitPrice' is missing")
                .hasMessageContaining("found InvoiceNo,");
        assertThat(dir.resolve("shop")).doesNotExist();
    }

    @Test
    void another_file_is_refused_with_what_was_expected() throws IOException {
        Files.write(raw, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        assertThatThrownBy(this::convert).isInstanceOf(Invalid.class).hasMessageContaining("InvoiceNo,StockCode");

        Files.write(raw, new byte[0]);
        assertThatThrownBy(this::convert).isInstanceOf(Invalid.class).hasMessageContaining("empty");

        Files.delete(raw);
        assertThatThrownBy(this::convert).isInstanceOf(Invalid.class).hasMessageContaining("cannot read");
    }

    @Test
    void a_damaged_archive_and_a_file_without_orders_are_refused() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(SAMPLE.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(raw, Arrays.copyOf(zipped.toByteArray(), zipped.size() - 40));
        assertThatThrownBy(this::convert).isInstanceOf(Invalid.class).hasMessageContaining("damaged");

        Files.writeString(raw, HEADER + "1,10001,A,1,2011-01-03 09:30:00,2.00,,France\n");
        assertThatThrownBy(this::convert)
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("no line can be used")
                .hasMessageContaining("without customer");
    }

    @ParameterizedTest
    @CsvSource({
        "WHITE HANGING HEART T-LIGHT HOLDER, White Hanging Heart T-Light Holder",
        "SET OF 3 CAKE TINS  PANTRY DESIGN , Set of 3 Cake Tins Pantry Design",
        "60'S RETRO RED/WHITE CLOCK, 60's Retro Red/White Clock",
        "HAND WARMER UNION JACK., Hand Warmer Union Jack",
        "DIY KIT FOR THE GARDEN, DIY Kit for the Garden"
    })
    void names_are_no_longer_shouted(String shouted, String title) {
        assertThat(RetailWords.title(shouted)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "White Hanging Heart T-Light Holder | Home > Candles & Lights",
                "Christmas Mug | Seasonal > Christmas",
                "Regency Cakestand 3 Tier | Kitchen > Tableware",
                "Jumbo Bag Red Retrospot | Bags & Travel",
                "Set of 4 Tea Towels | Kitchen > Baking & Cooking",
                "Party Bunting | Party",
                "Frobnicator | Other"
            })
    void a_category_is_told_by_the_words(String title, String category) {
        assertThat(RetailWords.category(title)).isEqualTo(category);
    }

    /** With the real file where it lies beside the repository. */
    @Test
    void the_real_file_gives_a_shop_with_few_products_in_no_category() throws IOException {
        var real = Path.of("../shared/data/online-retail/online_retail.csv.gz");
        if (!Files.isDirectory(Path.of("../shared"))) {
            return;
        }
        var converted = OnlineRetail.convert(real, dir.resolve("real"), YESTERDAY, Progress.NONE);

        assertThat(converted.other()).isLessThan(0.2);
        assertThat(converted.products()).isBetween(3_500, 3_900);
        assertThat(converted.customers()).isBetween(4_300, 4_400);
        assertThat(converted.leftOut()).containsEntry(RetailLine.Reason.NO_CUSTOMER.toString(), 135_080);
        assertThat(converted.to()).isEqualTo(YESTERDAY);
    }
}
