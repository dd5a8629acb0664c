package org.postille.opentime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postille.base.PostilleConfig;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.interest.Training;
import org.postille.interest.appeal.LatestAppeals;
import org.postille.render.TileSize;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.Requests;
import org.postille.tracking.visit.Visits;

/**
 * Shown is clicked: random orders of pictures, clicks and changes of the shop on two nodes, against a model of what a reader was
 * promised that knows nothing of how decisions are made. {@code -Dseed=N} tries other orders, {@code -Dorders=N} more of them.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class InterleavingTest {

    private static final long SEED = Long.getLong("seed", 20_260_504);
    private static final int ORDERS = Integer.getInteger("orders", 1_000);
    private static final int STEPS = 9;
    private static final int SLOTS = 4;
    private static final int PRODUCTS = 24;
    private static final TileSize SIZE = new TileSize(TileSize.Layout.CARD, 100, 130);
    private static final BigDecimal PRICE = new BigDecimal("10.00");
    private static final BigDecimal JUMP = new BigDecimal("0.2");
    private static final Duration STABLE = Duration.ofDays(30);

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    Tokens tokens;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    OpenTimeSql sql;

    @Inject
    Candidates candidates;

    @Inject
    LatestAppeals appeals;

    @Inject
    OpenTimeConfig config;

    @Inject
    Patience patience;

    @Inject
    Visits visits;

    @Inject
    FinishedPictures finished;

    @Inject
    PostilleConfig settings;

    @Inject
    MeterRegistry meters;

    /** A server: only the database is shared with others. */
    private record Node(Decisions decisions, Pictures pictures) {}

    /** A product as the shop has it. */
    private record Ware(boolean sellable, BigDecimal price) {}

    /** What a picture showed, and since when the reader may rely on it. */
    private record Promise(long product, BigDecimal price, BigDecimal firstPrice, Instant since, byte[] jpeg) {}

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<Long, Ware> wares = new HashMap<>();
    private final Map<Long, String> skus = new HashMap<>();
    /** What each picture shows: the same bytes never mean two products. */
    private final Map<String, Long> looks = new HashMap<>();

    private List<Node> nodes = List.of();
    private long mail;
    private @Nullable Promise[] promised = new Promise[SLOTS];
    private boolean agreed;
    private final List<String> story = new ArrayList<>();

    @Test
    void in_any_order_a_click_leads_to_what_was_shown_last_and_no_mail_shows_a_product_twice() throws Exception {
        campaigns.reload();
        shop.annaAmongBuyers(PRODUCTS);
        shop.consents("anna", "tracking");
        for (var product = 0; product < PRODUCTS; product++) {
            skus.put(shop.productId("p" + product), "p" + product);
            shop.tampers("update product set title = ? where sku = ?", "Product " + product, "p" + product);
        }
        training.train();
        nodes = List.of(node(), node());
        var counts = new HashMap<String, Integer>();
        try (var threads = Executors.newFixedThreadPool(2 * SLOTS)) {
            for (var order = 0; order < ORDERS; order++) {
                begins();
                story.add("seed " + SEED + ", order " + order);
                for (var step = 0; step < STEPS; step++) {
                    counts.merge(step(threads), 1, Integer::sum);
                }
                for (var slot = 0; slot < SLOTS; slot++) {
                    picture(slot, nodes.get(slot % 2), Requests.reader());
                    click(slot, nodes.get((slot + 1) % 2));
                }
                differ();
            }
        }
        assertThat(counts.keySet()).as("everything was tried").hasSize(12);
    }

    private Node node() {
        var decisions = new Decisions(sql, database, campaigns, candidates, appeals, config, visits, clock);
        return new Node(
                decisions,
                new Pictures(tokens, decisions, sql, finished, campaigns, clock, calm(), patience, settings, meters));
    }

    /** As configured, but a busy machine is waited for: what is told here is not about time. */
    private OpenTimeConfig calm() {
        return (OpenTimeConfig) Proxy.newProxyInstance(
                OpenTimeConfig.class.getClassLoader(),
                new Class<?>[] {OpenTimeConfig.class},
                (_, method, _) -> method.getName().equals("patience") ? Duration.ofMinutes(5) : method.invoke(config));
    }

    /** Another mail to Anna, everything in stock and at its old price. */
    private void begins() {
        story.clear();
        clock.advance(Duration.ofMinutes(2));
        agrees(true);
        for (var product : skus.keySet()) {
            var ware = wares.get(product);
            if (ware == null || !ware.sellable || ware.price.compareTo(PRICE) != 0) {
                becomes(product, new Ware(true, PRICE));
            }
        }
        promised = new Promise[SLOTS];
        var facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        shop.tampers(
                """
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at,
                                     settled_at)
                values (?, uuid(), 'better', ?, 'offers', 'accepted', ?, ?, ?, ?)""",
                campaigns.named("return").id(),
                shop.customerId("anna"),
                clock.instant(),
                facts,
                clock.instant(),
                clock.instant().minusSeconds(60));
        mail = Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    private String step(ExecutorService threads) throws Exception {
        var node = nodes.get(random.nextInt(2));
        var slot = random.nextInt(SLOTS);
        var kind = random.nextInt(24);
        if (kind < 5) {
            picture(slot, node, Requests.reader());
            return "picture";
        }
        if (kind < 7) {
            picture(slot, node, Requests.advance());
            return "prefetch";
        }
        if (kind < 11) {
            click(slot, node);
            return "click";
        }
        if (kind < 12) {
            look(slot, node);
            return "head";
        }
        if (kind < 15) {
            parallel(threads, Optional.empty());
            return "parallel";
        }
        if (kind < 17) {
            parallel(threads, Optional.of(some(slot)));
            return "parallel with stock-out";
        }
        var product = some(slot);
        var ware = Objects.requireNonNull(wares.get(product));
        if (kind < 19) {
            becomes(product, new Ware(false, ware.price));
            return "stock-out";
        }
        if (kind < 20) {
            becomes(product, new Ware(true, ware.price));
            return "back in stock";
        }
        if (kind < 21) {
            becomes(product, new Ware(ware.sellable, times(ware.price, random.nextBoolean() ? "1.05" : "0.95")));
            return "price";
        }
        if (kind < 22) {
            becomes(product, new Ware(ware.sellable, times(ware.price, random.nextBoolean() ? "1.6" : "0.6")));
            return "price jump";
        }
        if (kind < 23) {
            agrees(!agreed);
            return "consent";
        }
        clock.advance(random.nextBoolean() ? STABLE.plusDays(1) : Duration.ofHours(20));
        story.add("it is " + clock.instant());
        return "time";
    }

    private static BigDecimal times(BigDecimal price, String factor) {
        return price.multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_UP);
    }

    /** More often than not what the slot promises. */
    private long some(int slot) {
        var promise = promised[slot];
        return promise != null && random.nextInt(4) > 0
                ? promise.product
                : shop.productId("p" + random.nextInt(PRODUCTS));
    }

    private void becomes(long product, Ware ware) {
        story.add(skus.get(product) + " becomes " + ware);
        // Sold out by its stock or withdrawn altogether.
        var withdrawn = !ware.sellable && random.nextBoolean();
        shop.tampers(
                "update product set available = ?, stock = ?, price = ? where id = ?",
                ware.sellable || !withdrawn,
                ware.sellable ? 3 : 0,
                ware.price,
                product);
        wares.put(product, ware);
    }

    private void agrees(boolean does) {
        story.add("anna agrees: " + does);
        shop.tampers(
                "update consent set ended_at = if(?, null, ?) where purpose = 'offers' and customer_id = ?",
                does,
                clock.instant(),
                shop.customerId("anna"));
        agreed = does;
    }

    private void picture(int slot, Node node, Request request) {
        var answer = answer(slot, node, request);
        story.add("picture " + slot + " shows " + answer.product());
        shown(slot, answer, Set.of());
    }

    private Pictures.Answer answer(int slot, Node node, Request request) {
        return node.pictures.get(new Picture(new Slot(mail, 0, slot), SIZE).token(tokens), Optional.empty(), request);
    }

    /** @param leaving products that may have been sold out before or after it was decided */
    private void shown(int slot, Pictures.Answer answer, Set<Long> leaving) {
        var product = answer.product();
        if (!agreed) {
            assertThat(product).as(story::toString).isNull();
            return;
        }
        assertThat(product).as(story::toString).isNotNull();
        var ware = Objects.requireNonNull(wares.get(product));
        assertThat(ware.sellable || leaving.contains(product))
                .as(story::toString)
                .isTrue();
        var look = looks.putIfAbsent(Arrays.toString(answer.file()), Objects.requireNonNull(product));
        assertThat(look == null || look.equals(product)).as(story::toString).isTrue();
        var before = promised[slot];
        var since = clock.instant();
        var first = ware.price;
        if (before != null && holds(before)) {
            if (!leaving.contains(before.product)) {
                assertThat(product).as(story::toString).isEqualTo(before.product);
            }
            if (product == before.product) {
                since = before.since;
                first = before.firstPrice;
                if (ware.price.compareTo(before.price) == 0) {
                    assertThat(answer.file()).as(story::toString).isEqualTo(before.jpeg);
                } else {
                    assertThat(answer.file()).as(story::toString).isNotEqualTo(before.jpeg);
                }
            }
        } else if (before != null && isDearer(before)) {
            assertThat(product).as(story::toString).isNotEqualTo(before.product);
        }
        promised[slot] = new Promise(product, ware.price, first, since, answer.file());
    }

    private boolean holds(Promise promise) {
        var ware = Objects.requireNonNull(wares.get(promise.product));
        var moved = ware.price.subtract(promise.firstPrice).abs();
        return ware.sellable
                && moved.compareTo(promise.firstPrice.multiply(JUMP)) <= 0
                && promise.since.plus(STABLE).isAfter(clock.instant());
    }

    private boolean isDearer(Promise promise) {
        var ware = Objects.requireNonNull(wares.get(promise.product));
        return ware.price.compareTo(promise.firstPrice.multiply(BigDecimal.ONE.add(JUMP))) > 0;
    }

    private void click(int slot, Node node) {
        var link = node.decisions.target(new Slot(mail, 0, slot)).map(Decisions.Target::link);
        story.add("click " + slot + " leads to " + link);
        var promise = promised[slot];
        if (!agreed) {
            assertThat(link).as(story::toString).isEmpty();
        } else if (promise != null) {
            assertThat(link).as(story::toString).contains("https://shop.example/p/" + skus.get(promise.product));
        } else {
            // No picture showed anything yet: what it leads to can be bought.
            var sku = link.orElseThrow().replaceFirst(".*/", "");
            assertThat(Objects.requireNonNull(wares.get(shop.productId(sku))).sellable)
                    .as(story::toString)
                    .isTrue();
        }
    }

    /** Whoever only looks sees what was shown, or nothing, and changes nothing. */
    private void look(int slot, Node node) {
        var before = rows();
        node.pictures.peek(new Picture(new Slot(mail, 0, slot), SIZE).token(tokens));
        node.decisions.targetShown(new Slot(mail, 0, slot));
        assertThat(rows()).as(story::toString).isEqualTo(before);
    }

    private String rows() {
        return String.valueOf(shop.value("""
                select group_concat(concat_ws(' ', block, slot, product_id, price, revision, decided_at, served, seen_at)
                                    order by slot separator '; ')
                from decision where message_id = ?""", mail));
    }

    /** Pictures asked for at the same time on both nodes, while a product may be sold out. */
    private void parallel(ExecutorService threads, Optional<Long> leaving) throws Exception {
        var slots = IntStream.range(0, 2 + random.nextInt(5))
                .map(_ -> random.nextInt(SLOTS))
                .toArray();
        story.add("pictures " + Arrays.toString(slots) + " at once"
                + leaving.map(it -> " while " + skus.get(it) + " sells out").orElse(""));
        var work = new ArrayList<Callable<Optional<Pictures.Answer>>>();
        for (var i = 0; i < slots.length; i++) {
            var slot = slots[i];
            var node = nodes.get(i % 2);
            var request = i % 3 == 0 ? Requests.advance() : Requests.reader();
            work.add(() -> Optional.of(answer(slot, node, request)));
        }
        leaving.ifPresent(it -> work.add(() -> {
            shop.tampers("update product set stock = 0 where id = ?", it);
            return Optional.empty();
        }));
        var answers = new ArrayList<Optional<Pictures.Answer>>();
        for (var it : threads.invokeAll(work)) {
            answers.add(it.get());
        }
        var gone = leaving.map(Set::of).orElse(Set.of());
        leaving.ifPresent(it -> wares.put(it, new Ware(false, Objects.requireNonNull(wares.get(it)).price)));
        for (var slot : new HashSet<>(Arrays.stream(slots).boxed().toList())) {
            var shown = new HashMap<Long, Pictures.Answer>();
            for (var i = 0; i < slots.length; i++) {
                var answer = answers.get(i).orElseThrow();
                if (slots[i] == slot && (answer.product() != null || !agreed)) {
                    shown.put(Objects.requireNonNullElse(answer.product(), 0L), answer);
                }
            }
            story.add("picture " + slot + " shows " + shown.keySet());
            if (shown.size() > 1) {
                // Only what left in between makes two of them, and the other is the later one.
                assertThat(shown.keySet()).as(story::toString).hasSize(2).containsAll(gone);
                shown.keySet().removeAll(gone);
            }
            shown(slot, shown.values().iterator().next(), gone);
            click(slot, nodes.getFirst());
        }
    }

    /** What the slots show are different products. */
    private void differ() {
        var products = IntStream.range(0, SLOTS)
                .mapToObj(it -> nodes.getFirst().decisions.target(new Slot(mail, 0, it)))
                .flatMap(Optional::stream)
                .map(Decisions.Target::link)
                .toList();
        assertThat(products).as(story::toString).doesNotHaveDuplicates().hasSize(agreed ? SLOTS : 0);
    }
}
