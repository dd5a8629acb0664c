package org.postille.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postille.base.PostilleConfig;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Firings;
import org.postille.campaign.definition.Start;
import org.postille.delivery.Heartbeat;
import org.postille.delivery.Outbox;
import org.postille.demo.DemoSql.Priced;
import org.postille.demo.DemoSql.Visitor;
import org.postille.event.EventKind;
import org.postille.event.StandardSignature;
import org.postille.interest.Interest;
import org.postille.interest.People;
import org.postille.interest.Wishes;

/**
 * A few days in the shop, told to Postille as a real shop would: carts, orders and returns by signed webhooks, while the clock
 * moves on to whatever is due next, until every campaign has run. Ids and times are remembered, so a tour that was killed can be
 * walked again without sending anything twice.
 */
@ApplicationScoped
class Tour {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalTime OPENING = LocalTime.of(10, 0);
    private static final String STARTED = "tour.started";
    private static final BigDecimal WORTH_HALF_A_REMINDER = BigDecimal.valueOf(12);
    private static final int CARTS = 24;
    private static final int ORDERED_AFTER_ALL = 6;
    private static final int RETURNS = 12;
    private static final Duration LONGEST = Duration.ofDays(8);

    private final DemoClock clock;
    private final DemoState state;
    private final DemoSql sql;
    private final Running running;
    private final Liking liking;
    private final Webhooks webhooks;

    Tour(DemoClock clock, DemoState state, DemoSql sql, Running running, Liking liking, Webhooks webhooks) {
        this.clock = clock;
        this.state = state;
        this.sql = sql;
        this.running = running;
        this.liking = liking;
        this.webhooks = webhooks;
    }

    /** What visitors would like. */
    @ApplicationScoped
    static class Liking {
        private final Interest interest;
        private final People people;

        Liking(Interest interest, People people) {
            this.interest = interest;
            this.people = people;
        }

        List<Long> of(Visitor visitor, LongPredicate eligible, int n) {
            return interest.current().personal(people.of(visitor.id()), Wishes.of(eligible, n)).stream()
                    .map(it -> it.productId())
                    .toList();
        }
    }

    /** The part of Postille that works by the clock. */
    @ApplicationScoped
    static class Running {
        private final Heartbeat heartbeat;
        private final Firings firings;
        private final Campaigns campaigns;
        private final Outbox outbox;

        Running(Heartbeat heartbeat, Firings firings, Campaigns campaigns, Outbox outbox) {
            this.heartbeat = heartbeat;
            this.firings = firings;
            this.campaigns = campaigns;
            this.outbox = outbox;
        }

        void beat() {
            heartbeat.run();
        }

        Optional<Instant> next() {
            return firings.next();
        }

        void alone() {
            outbox.thisNodeIsAlone();
        }

        Collection<Campaigns.Running> campaigns() {
            return campaigns.all();
        }

        /** Whether every campaign that the clock starts has sent something. */
        boolean allHaveRun() {
            var sent = outbox.counts().stream().map(Outbox.Count::campaign).toList();
            return campaigns().stream()
                    .filter(it -> it.definition().start() instanceof Start.Scheduled)
                    .allMatch(it -> sent.contains(it.definition().name()));
        }
    }

    void read() {
        running.campaigns();
    }

    /** What a killed run left is free at once: no other node can be alive here. */
    void before() {
        running.alone();
    }

    void run() {
        var start = Instant.parse(state.get(STARTED).orElseGet(this::begin));
        clock.moveTo(start);
        running.beat();
        visits(start);
        var end = start.plus(LONGEST);
        // Until nobody is on the way any more and the newsletter's day has come, but no longer than its week lasts.
        while (clock.instant().isBefore(end)) {
            running.beat();
            var next = running.next();
            if (next.isEmpty() || (running.allHaveRun() && next.get().isAfter(start.plus(Duration.ofDays(1))))) {
                break;
            }
            clock.moveTo(next.get());
        }
        running.beat();
    }

    /** Moves the clock on by that time, from one thing that is due to the next. */
    synchronized void moveOn(Duration time) {
        var end = clock.instant().plus(time);
        for (var next = running.next(); next.isPresent() && next.get().isBefore(end); next = running.next()) {
            var before = clock.instant();
            clock.moveTo(next.get());
            running.beat();
            if (!next.get().isAfter(before) && running.next().equals(next)) {
                break; // something due that cannot be done must not hold the clock
            }
        }
        clock.moveTo(end);
        running.beat();
    }

    private String begin() {
        var now = clock.instant().atZone(ZONE);
        var opening = now.toLocalTime().isBefore(OPENING)
                ? now.toLocalDate()
                : now.toLocalDate().plusDays(1);
        var start = opening.atTime(OPENING).atZone(ZONE).toInstant().toString();
        state.put(STARTED, start);
        return start;
    }

    private void visits(Instant start) {
        var regulars = sql.regulars("offers", 3, CARTS + RETURNS);
        var carts = regulars.subList(0, Math.min(CARTS, regulars.size()));
        for (var visitor : carts) {
            webhooks.send("cart-" + visitor.key(), EventKind.CART_UPDATED, visitor, cart(visitor), start);
        }
        clock.moveTo(start.plus(Duration.ofMinutes(20)));
        running.beat();
        for (var visitor : carts.subList(0, Math.min(ORDERED_AFTER_ALL, carts.size()))) {
            webhooks.send("order-" + visitor.key(), EventKind.ORDERED, visitor, cart(visitor), clock.instant());
        }
        for (var visitor : regulars.subList(carts.size(), regulars.size())) {
            var returned = sql.lastBought(visitor.id());
            webhooks.send("return-" + visitor.key(), EventKind.RETURNED, visitor, returned, clock.instant());
        }
    }

    /** Two products that the visitor might well put into a cart. */
    private List<Priced> cart(Visitor visitor) {
        var available = sql.available();
        var wanted = liking.of(visitor, available::contains, 2);
        return sql.products(wanted).values().stream()
                .map(it -> it.times(enoughOf(it)))
                .toList();
    }

    /** Of cheap things more: a cart of a few pence reminds nobody. */
    private static int enoughOf(Priced product) {
        return WORTH_HALF_A_REMINDER
                .divide(product.price(), 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .intValueExact();
    }

    /** The shop's side of the webhooks. */
    @ApplicationScoped
    static class Webhooks {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Optional<StandardSignature> signature;
        private final URI address;
        private final ObjectMapper json;
        private final DemoClock clock;

        Webhooks(
                @ConfigProperty(name = "postille.hooks.standard-secret") Optional<String> secret,
                PostilleConfig config,
                ObjectMapper json,
                DemoClock clock) {
            this.signature = secret.map(it -> new StandardSignature(it, Duration.ofMinutes(5)));
            this.address = URI.create(config.publicUrl() + "/hooks/standard");
            this.json = json;
            this.clock = clock;
        }

        void send(String id, EventKind kind, Visitor visitor, List<Priced> items, Instant at) {
            if (items.isEmpty()) {
                return;
            }
            var body = body(kind, visitor, items, at);
            var timestamp = Long.toString(clock.instant().getEpochSecond());
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", timestamp)
                    .header("webhook-signature", "v1," + signature.orElseThrow().sign(id, timestamp, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 202) {
                    throw new IllegalStateException(
                            "the webhook " + id + " was answered with " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private byte[] body(EventKind kind, Visitor visitor, List<Priced> items, Instant at) {
            var lines = items.stream()
                    .map(it -> Map.of("product", it.sku(), "quantity", it.quantity(), "price", it.price()))
                    .toList();
            var data = Map.of(
                    "customer", visitor.key(), "currency", items.getFirst().currency(), "items", lines);
            try {
                return json.writeValueAsString(Map.of("type", kind.code(), "timestamp", at.toString(), "data", data))
                        .getBytes(StandardCharsets.UTF_8);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps are always JSON", e);
            }
        }
    }
}
