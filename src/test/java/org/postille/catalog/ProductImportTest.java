package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Money;
import org.postille.base.Progress;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProductImportTest {

    private static final String HEADER = "id,title,title_de,description,link,image_link,availability,price,sale_price,"
            + "brand,category,material,colour,released,stock\n";
    private static final String MUG = "mug,Mug,Becher,For tea,https://shop.example/mug,,in_stock,12.95 EUR,9.95 EUR,"
            + "Tüpfel,Home > Kitchen,clay,blue,2026-03-01,7\n";

    @Inject
    ProductImport products;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void nothing_found_yet() {
        findings.clear();
    }

    @Test
    void a_product_is_stored_as_the_file_tells() throws IOException {
        assertThat(csv(MUG)).isEqualTo(1);

        var mug = Product.bySku("mug");
        assertThat(mug.title("de")).isEqualTo("Becher");
        assertThat(mug.title("fr")).isEqualTo("Mug");
        assertThat(mug.description).isEqualTo("For tea");
        assertThat(mug.price()).isEqualTo(Money.of("9.95", "EUR"));
        assertThat(mug.listPrice).isEqualByComparingTo("12.95");
        assertThat(mug.brand).isEqualTo("Tüpfel");
        assertThat(mug.category).isEqualTo("Home > Kitchen");
        assertThat(mug.colour).isEqualTo("blue");
        assertThat(mug.releasedOn).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(mug.stock).isEqualTo(7);
        assertThat(mug.inStock()).isTrue();
        assertThat(findings).isEmpty();
    }

    @Test
    void five_columns_are_enough() throws IOException {
        assertThat(file("p.csv", "id,title,link,availability,price\nmug,Mug,https://s.example/m,out_of_stock,5 EUR\n"))
                .isEqualTo(1);
        var mug = Product.bySku("mug");
        assertThat(mug.inStock()).isFalse();
        assertThat(mug.listPrice).isNull();
        assertThat(mug.titles).isNull();
    }

    @Test
    void columns_of_the_shops_own_are_attributes_and_follow_the_file() throws IOException {
        var header = "id,title,link,availability,price,Size,attribute:age,custom_label_0,colr\n";
        var mug = "mug,Mug,https://s.example/m,in_stock,5 EUR,";
        file("p.csv", header + mug + "M | L,3-6,,red\n");

        assertThat(attributes()).isEqualTo("age=3-6[3;6] colr=red size=M size=L");
        assertThat(findings)
                .containsExactly(folder.resolve("p.csv")
                        + ":1: column 'colr' is not known, did you mean 'color'?; it is kept as the attribute 'colr'");
        var before = row();

        clock.advance(Duration.ofDays(1));
        file("p.csv", header + mug + "M | L,3-6,,red\n");
        assertThat(row()).isEqualTo(before);

        file("p.csv", header + mug + "L,,sale,\n");
        assertThat(attributes()).isEqualTo("custom-label-0=sale size=L");
        assertThat(shop.value("select updated_at from product")).startsWith("2026-05-05");

        file("p.csv", "id,title,link,availability,price\n" + mug.substring(0, mug.length() - 1) + "\n");
        assertThat(shop.count("product_attribute")).isZero();
        assertThat(shop.count("product where attributes_hash is null")).isEqualTo(1);
    }

    @Test
    void a_feed_brings_attributes_too_with_and_without_an_element_of_their_own() throws IOException {
        file("feed.xml", feed("""
                <item><g:id>mug</g:id><title>Mug</title><link>https://s.example/m</link>
                <g:availability>in_stock</g:availability><g:price>5 EUR</g:price><g:size>M</g:size><g:size>L</g:size>
                <g:custom_label_1>spring</g:custom_label_1><g:age_group>kids</g:age_group>
                <g:additional_image_link>https://s.example/2.jpg</g:additional_image_link>
                <g:shipping><g:country>DE</g:country><g:price>4 EUR</g:price></g:shipping>
                <g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Glaze Type</g:attribute_name>
                <g:attribute_value>matt</g:attribute_value></g:product_detail></item>
                """));

        assertThat(attributes()).isEqualTo("age-group=kids custom-label-1=spring glaze-type=matt size=M size=L");
        assertThat(findings).isEmpty();
    }

    private String attributes() {
        return String.valueOf(shop.value("select group_concat(name, '=', value,"
                + " if(low is null, '', concat('[', low, ';', high, ']')) order by name, place separator ' ')"
                + " from product_attribute"));
    }

    @Test
    void a_sale_price_that_is_no_lower_is_none() throws IOException {
        csv(MUG.replace("9.95 EUR", "12.95 EUR"));
        assertThat(Product.bySku("mug").price()).isEqualTo(Money.of("12.95", "EUR"));
        assertThat(Product.bySku("mug").listPrice).isNull();
    }

    @Test
    void an_article_needs_neither_price_nor_availability_and_is_no_product_of_an_event() throws IOException {
        assertThat(
                        file(
                                "p.csv",
                                "id,kind,title,link,availability,price\nguide,article,Tea,https://s.example/tea,,\nmug,,Mug,https://s.example/m,,\n"))
                .isEqualTo(1);
        assertThat(findings).singleElement().asString().contains("p.csv:3: 'price' is missing");
        assertThat(Product.bySku("guide").article).isTrue();
        assertThat(file("q.csv", "id,kind,title,link,availability,price\nx,story,Tea,https://s.example/tea,,\n"))
                .isZero();
        assertThat(findings.getLast()).contains("'kind' is 'story', expected product or article");
    }

    @Test
    void the_same_file_again_changes_nothing() throws IOException {
        csv(MUG);
        var before = row();
        clock.advance(Duration.ofDays(1));
        csv(MUG);
        assertThat(row()).isEqualTo(before);
    }

    @Test
    void what_changed_is_taken_and_dated() throws IOException {
        csv(MUG);
        clock.advance(Duration.ofDays(1));
        csv(MUG.replace("9.95", "8.95"));
        assertThat(shop.value("select price from product")).isEqualTo("8.95");
        assertThat(shop.value("select updated_at from product")).startsWith("2026-05-05");
        assertThat(shop.count("product")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    12.95 EUR               | free            | not an amount of money: 'free'
                    12.95 EUR               | `"12,95 EUR"`   | expected for example '12.95 EUR'
                    12.95 EUR               | 0 EUR           | expected more than nothing
                    12.95 EUR               | -5 EUR          | expected more than nothing
                    12.95 EUR               | 99999999999 EUR | expected less than
                    9.95 EUR                | 9.95 USD        | expected at most 'price', which is 12.95 EUR
                    9.95 EUR                | 13 EUR          | 'sale_price' is 13.00 EUR, expected at most 'price', which is 12.95 EUR
                    12.95 EUR               | 12.95 XXX       | not an amount of money: '12.95 XXX'
                    in_stock                | maybe           | 'availability' is 'maybe'
                    https://shop.example/mug | javascript:alert(1) | expected an http or https address
                    https://shop.example/mug | https:mug       | expected an http or https address
                    https://shop.example/mug | /mug            | expected an http or https address
                    https://shop.example/mug | https://a b/    | 'link' is not an address
                    `,7`                    | `,seven`        | 'stock' is 'seven'
                    2026-03-01              | soon            | 'released' is 'soon'
                    `mug,Mug`               | `,Mug`          | 'id' is missing
                    `mug,Mug`               | `müg,Mug`       | expected printable ASCII
                    `mug,Mug`               | `mug,`          | 'title' is missing
                    """)
    void a_row_that_does_not_fit_is_told_and_costs_only_itself(String good, String bad, String message)
            throws IOException {
        csv(MUG.replace(good, bad) + MUG.replace("mug,", "plate,"));
        assertThat(findings).singleElement().asString().contains("p.csv:2: ").contains(message);
        assertThat(shop.value("select group_concat(sku) from product")).isEqualTo("plate");
    }

    @Test
    void an_endless_description_is_cut_and_an_endless_title_refused() throws IOException {
        csv(MUG.replace("For tea", "😀".repeat(20_000)) + MUG.replace("mug,Mug", "jug," + "J".repeat(301)));
        assertThat(Product.bySku("mug").description).startsWith("😀😀").hasSize(16_000);
        assertThat(findings).singleElement().asString().contains("'title' has 301 characters, at most 300");
    }

    @Test
    void a_merchant_feed_is_read_with_and_without_prefixes() throws IOException {
        assertThat(file("feed.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:media="http://search.yahoo.com/mrss/">
                  <channel>
                    <title>The shop</title>
                    <link>https://shop.example</link>
                    <item>
                      <g:id>mug</g:id>
                      <media:title>not this</media:title>
                      <title><![CDATA[Mug & <b>saucer</b>]]></title>
                      <description>&lt;p&gt;For &amp;amp; tea&lt;/p&gt;</description>
                      <link>https://shop.example/mug?a=1&amp;b=2</link>
                      <g:image_link>https://shop.example/mug.jpg</g:image_link>
                      <g:additional_image_link>https://shop.example/mug2.jpg</g:additional_image_link>
                      <g:availability>in stock</g:availability>
                      <g:price>12.95 EUR</g:price>
                      <g:sale_price>9.95 EUR</g:sale_price>
                      <g:google_product_category>Home &amp; Garden &gt; Kitchen</g:google_product_category>
                      <g:product_type>Kitchen &gt; Mugs</g:product_type>
                      <g:product_type>Gifts</g:product_type>
                      <g:color>blue</g:color>
                      <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
                    </item>
                    <item>
                      <id>plate</id><g:title>Plate</g:title><g:link>https://shop.example/plate</g:link>
                      <availability>available for order</availability><price>5 EUR</price>
                      <g:google_product_category>Home</g:google_product_category>
                    </item>
                  </channel>
                </rss>
                """)).isEqualTo(2);

        assertThat(findings).isEmpty();
        var mug = Product.bySku("mug");
        assertThat(mug.title).isEqualTo("Mug & saucer");
        assertThat(mug.description).isEqualTo("For & tea");
        assertThat(mug.link).isEqualTo("https://shop.example/mug?a=1&b=2");
        assertThat(mug.imageLink).isEqualTo("https://shop.example/mug.jpg");
        assertThat(mug.category).isEqualTo("Kitchen > Mugs");
        assertThat(mug.price()).isEqualTo(Money.of("9.95", "EUR"));
        assertThat(mug.colour).isEqualTo("blue");
        assertThat(Product.bySku("plate").category).isEqualTo("Home");
        assertThat(Product.bySku("plate").inStock()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "in stock,true", "in_stock,true", "IN_STOCK,true", "available for order,true", "limited availability,true",
        "backorder,true", "out of stock,false", "out_of_stock,false", "preorder,false", "discontinued,false"
    })
    void availability_is_understood_in_its_old_spellings(String text, boolean available) throws IOException {
        file("feed.xml", feed(item("mug").replace("in_stock", text)));
        assertThat(Product.bySku("mug").available).isEqualTo(available);
    }

    @Test
    void a_bad_item_is_told_by_its_line_and_costs_only_itself() throws IOException {
        assertThat(file("feed.xml", feed(item("mug") + item("jug").replace("5.00 EUR", "5") + item("plate"))))
                .isEqualTo(2);
        assertThat(findings)
                .singleElement()
                .asString()
                .matches(".*feed.xml:4: not an amount of money: '5', expected for example '12.95 EUR'");
    }

    @Test
    void a_feed_that_breaks_off_keeps_what_came_before() throws IOException {
        var feed = feed(item("mug") + item("jug"));
        assertThat(file("feed.xml", feed.substring(0, feed.indexOf("jug") + 3))).isEqualTo(1);
        assertThat(findings).singleElement().asString().matches(".*feed.xml:4:\\d+: the XML is broken here.*");
    }

    @Test
    void a_feed_in_a_wrong_encoding_keeps_what_came_before() throws IOException {
        Files.write(
                folder.resolve("feed.xml"),
                feed(item("mug") + "<item><title>Schüssel</title></item>").getBytes(StandardCharsets.ISO_8859_1));
        run("feed.xml");
        assertThat(findings).singleElement().asString().contains("the XML is broken here");
    }

    @Test
    void a_feed_says_its_encoding_itself() throws IOException {
        Files.write(
                folder.resolve("feed.xml"),
                feed(item("mug").replace("A thing", "Schüssel"))
                        .replace("UTF-8", "ISO-8859-1")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("feed.xml")).isEqualTo(1);
        assertThat(Product.bySku("mug").title).isEqualTo("Schüssel");
    }

    @Test
    void a_file_of_xml_without_items_is_told() throws IOException {
        assertThat(file("feed.xml", "<html><body/></html>")).isZero();
        assertThat(findings).singleElement().asString().contains("no <item> found");
    }

    @Test
    void xml_is_recognised_without_its_ending() throws IOException {
        assertThat(file("feed", "\uFEFF" + feed(item("mug")))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
                "<!DOCTYPE rss [<!ENTITY x 'boom'>]>",
                "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/evil.dtd'>",
                "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY x '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
                "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>"
            })
    void document_types_and_their_entities_are_refused(String type) throws IOException {
        var feed = feed(item("mug").replace("A thing", "A &x; thing"));
        assertThat(file("feed.xml", feed.replace("?>\n", "?>\n" + type + "\n"))).isZero();
        assertThat(findings).singleElement().asString().contains("document types (<!DOCTYPE) are not read");
        assertThat(shop.count("product")).isZero();
    }

    @Test
    void an_entity_that_nobody_declared_is_broken_xml() throws IOException {
        assertThat(file("feed.xml", feed(item("mug").replace("A thing", "A &nbsp; thing"))))
                .isZero();
        assertThat(findings).singleElement().asString().contains("the XML is broken here");
    }

    @Test
    void the_many_plain_entities_of_a_large_feed_are_no_attack() throws IOException {
        var items = new StringBuilder();
        for (var i = 0; i < 1200; i++) {
            items.append(item("p" + i).replace("A thing", "A &amp; B &#38; C".repeat(10)));
        }
        assertThat(file("feed.xml", feed(items.toString()))).isEqualTo(1200);
        assertThat(findings).isEmpty();
    }

    @Test
    void markup_in_a_title_that_leaves_nothing_is_a_missing_title() throws IOException {
        assertThat(file("feed.xml", feed(item("mug").replace("A thing", "&lt;b&gt;&lt;/b&gt;"))))
                .isZero();
        assertThat(findings).singleElement().asString().contains("'title' is missing");
    }

    private static String item(String id) {
        return "<item><g:id>" + id + "</g:id><title>A thing</title><link>https://shop.example/" + id
                + "</link><g:availability>in_stock</g:availability><g:price>5.00 EUR</g:price></item>\n";
    }

    private static String feed(String items) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel>\n" + items
                + "</channel></rss>";
    }

    private String row() {
        return String.valueOf(shop.value("select concat_ws('|', id, sku, title, titles, price, list_price, stock,"
                + " released_on, updated_at) from product"));
    }

    private long csv(String rows) throws IOException {
        return file("p.csv", HEADER + rows);
    }

    private long file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return run(name);
    }

    private long run(String name) throws IOException {
        return products.run(folder.resolve(name), finding -> findings.add(finding.toString()), Progress.UNSEEN);
    }
}
