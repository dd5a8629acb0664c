package org.postille.catalog.fetch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Progress;
import org.postille.catalog.ProductImport;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PhotoFetchingTest {

    @Inject
    ProductImport products;

    @Inject
    PhotoQueueSql sql;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<WebPhotos> clients = new ArrayList<>();
    private PhotoHost host;

    @BeforeEach
    void a_host() throws IOException {
        host = new PhotoHost("127.0.0.2", 0);
    }

    @AfterEach
    void close() throws IOException {
        for (var it : clients) {
            it.close();
        }
        host.close();
    }

    private PhotoFetching node() {
        var config = new PhotoHost.Settings(
                Optional.of(Set.of("127.0.0.2:" + host.port())), List.of(80, 443), Duration.ofSeconds(20));
        var web = new WebPhotos(config, "https://news.example", InetAddress::getAllByName, PublicWeb::holds);
        clients.add(web);
        return new PhotoFetching(web, sql, config, clock, new SimpleMeterRegistry());
    }

    private PhotoFetching.Tally drain() {
        return node().drain(Progress.UNSEEN);
    }

    /** @param links by SKU, as {@code mug=/a.jpg}; with no path: a product without a photo */
    private void feed(String... links) throws IOException {
        var rows = new StringBuilder("id,title,link,availability,price,image_link\n");
        for (var it : links) {
            var parts = it.split("=", 2);
            rows.append(parts[0])
                    .append(",Mug,https://shop.example/mug,in_stock,5 EUR,")
                    .append(parts[1].startsWith("/") ? host.url(parts[1]) : parts[1])
                    .append('\n');
        }
        products.run(Files.writeString(folder.resolve("products.csv"), rows.toString()), _ -> {}, Progress.UNSEEN);
    }

    private static byte[] picture(Color colour, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(picture, "png", out)).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private Color kept(String sku) throws IOException {
        var jpeg = HexFormat.of()
                .parseHex(String.valueOf(shop.value(
                        "select hex(jpeg) from product_photo join product on id = product_id where sku = ?", sku)));
        var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(Math.max(picture.getWidth(), picture.getHeight())).isLessThanOrEqualTo(520);
        return new Color(picture.getRGB(2, 2));
    }

    private String state(String sku) {
        return shop.value(
                "select concat_ws(' ', state, trouble) from photo_fetch join product on id = product_id where sku = ?",
                sku);
    }

    @Test
    void photos_of_a_feed_are_fetched_scaled_and_kept() throws IOException {
        host.photo("/red.png", picture(Color.RED, 1000, 800)).photo("/blue.png", picture(Color.BLUE, 100, 100));
        feed("mug=/red.png", "cup=/blue.png", "jug=");
        assertThat(shop.count("photo_fetch where state = 'waiting'")).isEqualTo(2);
        var tally = drain();
        assertThat(tally.fetched()).isEqualTo(2);
        assertThat(tally.failed()).isZero();
        assertThat(kept("mug").getRed()).isGreaterThan(245);
        assertThat(kept("cup").getBlue()).isGreaterThan(245);
        assertThat(shop.count("photo_fetch where state = 'kept' and owner is null and attempts = 0"))
                .isEqualTo(2);
        assertThat(drain().fetched()).as("nothing is due any more").isZero();
        assertThat(host.asked).hasSize(2);
    }

    @Test
    void the_same_feed_again_asks_for_nothing_and_a_new_address_at_once() throws IOException {
        host.photo("/red.png", picture(Color.RED, 10, 10)).photo("/blue.png", picture(Color.BLUE, 10, 10));
        feed("mug=/red.png");
        drain();
        feed("mug=/red.png");
        assertThat(drain().fetched()).isZero();
        feed("mug=/blue.png");
        assertThat(kept("mug").getRed()).as("until the other is there").isGreaterThan(245);
        assertThat(drain().fetched()).isEqualTo(1);
        assertThat(kept("mug").getBlue()).isGreaterThan(245);
    }

    @Test
    void a_photo_is_looked_at_again_after_a_week_by_what_its_host_named_it() throws IOException {
        var asked = new ArrayList<String>();
        host.at("/red.png", it -> {
            var known = it.getRequestHeaders().getFirst("If-None-Match");
            asked.add(String.valueOf(known));
            it.getResponseHeaders().set("ETag", "\"v1\"");
            if ("\"v1\"".equals(known)) {
                it.sendResponseHeaders(304, -1);
            } else {
                var file = picture(Color.RED, 10, 10);
                it.sendResponseHeaders(200, file.length);
                it.getResponseBody().write(file);
            }
        });
        feed("mug=/red.png");
        drain();
        clock.advance(Duration.ofDays(5));
        assertThat(drain().unchanged()).isZero();
        clock.advance(Duration.ofDays(3));
        assertThat(drain().unchanged()).isEqualTo(1);
        assertThat(asked).containsExactly("null", "\"v1\"");
        shop.tampers("delete from product_photo");
        clock.advance(Duration.ofDays(8));
        assertThat(drain().fetched())
                .as("what is not kept is asked for as a whole")
                .isEqualTo(1);
    }

    @Test
    void a_photo_that_is_gone_leaves_the_one_of_before_and_is_asked_for_less_and_less() throws IOException {
        host.photo("/red.png", picture(Color.RED, 10, 10));
        feed("mug=/red.png");
        drain();
        host.status("/red.png", 404);
        clock.advance(Duration.ofDays(8));
        var tally = drain();
        assertThat(tally.byTrouble()).containsOnlyKeys(Trouble.GONE);
        assertThat(tally.failures()).singleElement().asString().contains("/red.png: HTTP 404", "correct image_link");
        assertThat(kept("mug").getRed()).isGreaterThan(245);
        assertThat(state("mug")).isEqualTo("failed gone");
        clock.advance(Duration.ofHours(25));
        drain();
        clock.advance(Duration.ofHours(25));
        assertThat(drain().failed()).as("two days are waited for now").isZero();
    }

    @Test
    void what_is_no_picture_or_too_large_a_one_is_not_decoded() throws IOException {
        host.photo("/page.png", "<html><script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .photo("/bomb.gif", bomb())
                .photo("/empty.png", new byte[0]);
        feed("mug=/page.png", "cup=/bomb.gif", "jug=/empty.png");
        assertThat(drain().byTrouble()).containsExactly(java.util.Map.entry(Trouble.NO_PICTURE, 3));
        assertThat(shop.count("product_photo")).isZero();
        assertThat(shop.value("select detail from photo_fetch where url like '%bomb%'"))
                .contains("pixels, at most");
    }

    private static byte[] bomb() {
        return HexFormat.of().parseHex("474946383961FAFAFAFA0000002C00000000FAFAFAFA0002024C01003B");
    }

    @Test
    void a_host_that_fails_is_left_alone_for_a_while_and_others_are_not() throws IOException {
        host.status("/busy.png", 503);
        var feed =
                IntStream.range(0, 30).mapToObj(it -> "p" + it + "=/busy.png").toArray(String[]::new);
        feed(feed);
        var node = node();
        var tally = node.drain(Progress.UNSEEN);
        assertThat(tally.failed()).isBetween(1, 4);
        assertThat(tally.postponed()).isEqualTo(30 - tally.failed());
        assertThat(host.asked).hasSizeLessThanOrEqualTo(4);
        host.photo("/busy.png", picture(Color.RED, 10, 10));
        clock.advance(Duration.ofMinutes(3));
        assertThat(node.drain(Progress.UNSEEN).fetched()).isEqualTo(30 - tally.failed());
        clock.advance(Duration.ofMinutes(20));
        assertThat(node.drain(Progress.UNSEEN).fetched()).isEqualTo(tally.failed());
    }

    @Test
    void several_nodes_fetch_each_photo_once() throws Exception {
        var file = picture(Color.RED, 10, 10);
        host.at("/p", it -> it.sendResponseHeaders(404, -1));
        var links = new ArrayList<String>();
        for (var i = 0; i < 450; i++) {
            host.photo("/" + i + ".png", file);
            links.add("p" + i + "=/" + i + ".png");
        }
        feed(links.toArray(String[]::new));
        var nodes = List.of(node(), node(), node());
        try (var threads = Executors.newFixedThreadPool(nodes.size())) {
            var fetched = 0;
            for (var it : threads.invokeAll(nodes.stream()
                    .<Callable<PhotoFetching.Tally>>map(it -> () -> it.drain(Progress.UNSEEN))
                    .toList())) {
                fetched += it.get().fetched();
            }
            assertThat(fetched).isEqualTo(450);
        }
        assertThat(host.asked).hasSize(450);
        assertThat(new HashSet<>(host.asked)).hasSize(450);
        assertThat(shop.count("product_photo")).isEqualTo(450);
    }

    @Test
    void what_a_dead_node_held_is_fetched_when_its_lease_ends() throws IOException {
        host.photo("/red.png", picture(Color.RED, 10, 10));
        feed("mug=/red.png");
        sql.claim("dead", clock.instant(), clock.instant().plus(Duration.ofMinutes(20)), 10);
        assertThat(drain().fetched()).isZero();
        clock.advance(Duration.ofMinutes(21));
        assertThat(drain().fetched()).isEqualTo(1);
    }

    @Test
    void what_arrives_after_the_feed_named_another_address_is_not_kept() throws IOException {
        var asked = new AtomicInteger();
        host.at("/old.png", it -> {
            // The import comes while the old photo is on its way.
            if (asked.incrementAndGet() == 1) {
                feed("mug=/new.png");
            }
            var file = picture(Color.RED, 10, 10);
            it.sendResponseHeaders(200, file.length);
            it.getResponseBody().write(file);
        });
        host.photo("/new.png", picture(Color.BLUE, 10, 10));
        feed("mug=/old.png");
        drain();
        drain();
        assertThat(kept("mug").getBlue()).isGreaterThan(245);
        assertThat(shop.value("select url from photo_fetch")).endsWith("/new.png");
    }

    @Test
    void a_photo_that_the_feed_names_no_more_is_not_asked_for() throws IOException {
        feed("mug=/red.png", "cup=/red.png");
        feed("mug=", "cup=photos/cup.jpg");
        assertThat(shop.count("photo_fetch")).isZero();
        drain();
        assertThat(host.asked).isEmpty();
    }

    @Test
    void operators_see_what_is_wrong_and_have_it_tried_again() throws IOException {
        host.status("/red.png", 403);
        feed("mug=/red.png", "cup=https://127.0.0.1/secret.png");
        drain();
        given().header("X-Api-Key", "only-for-tests")
                .get("/api/v1/photos")
                .then()
                .statusCode(200)
                .body("failed", equalTo(2))
                .body("troubles.forbidden", equalTo(1))
                .body("troubles.not-public", equalTo(1))
                .body("failures.find { it.sku == 'cup' }.remedy", equalTo(Trouble.NOT_PUBLIC.remedy()));
        host.photo("/red.png", picture(Color.RED, 10, 10));
        given().header("X-Api-Key", "only-for-tests")
                .post("/api/v1/photos/again")
                .then()
                .body("due", equalTo(2));
        assertThat(drain().fetched()).isEqualTo(1);
    }
}
