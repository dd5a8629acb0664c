package org.postille.opentime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;
import org.postille.base.Tokens;
import org.postille.opentime.tile.Tile;
import org.postille.opentime.tile.Tiles;
import org.postille.tracking.visit.Request;

/** From the address of a picture to its bytes, whatever happens: a mail client always gets a picture. */
@ApplicationScoped
class Pictures {

    private static final int[][] USUAL_SIZES = {{260, 340}, {170, 240}};

    private final Tokens tokens;
    private final Decisions decisions;
    private final OpenTimeSql sql;
    private final FinishedPictures finished;
    private final OpenTimeConfig config;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Tiles tiles;
    private final Rush<Answer> rush;
    /** Drawing is work for processors: more at once would only make all of them late. */
    private final Semaphore drawing = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    Pictures(
            Tokens tokens,
            Decisions decisions,
            OpenTimeSql sql,
            FinishedPictures finished,
            OpenTimeConfig config,
            Patience patience,
            PostilleConfig shop,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.sql = sql;
        this.finished = finished;
        this.config = config;
        this.patience = patience;
        this.meters = meters;
        rush = new Rush<>(config.perSlot(), System::nanoTime);
        Gauge.builder("postille.pictures.hits", this, Pictures::hits)
                .description("Share of the pictures of products that did not have to be drawn")
                .register(meters);
        tiles = new Tiles(
                shop.shop().name(),
                colour(config.brandColour()),
                config.pictureMemory().asLongValue());
    }

    private double hits() {
        var warm = meters.timer("postille.pictures", "outcome", "warm").count();
        var cold = meters.timer("postille.pictures", "outcome", "cold").count();
        return warm + cold == 0 ? 0 : (double) warm / (warm + cold);
    }

    private static int colour(String text) {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new Invalid("postille.opentime.brand-colour is '" + text + "', expected for example '#1F5A4C'");
        }
        return Integer.parseInt(text.substring(1), 16);
    }

    /** Makes the neutral pictures, while there is nobody who waits for them. */
    void atStart(@Observes StartupEvent start) {
        for (var size : USUAL_SIZES) {
            tiles.neutral(size[0], size[1]);
        }
    }

    /** How a picture came about, as the metric {@code postille.pictures} counts it. */
    enum Outcome {
        /** Was in memory. */
        WARM,
        /** Had to be drawn. */
        COLD,
        /** The client has it already. */
        UNCHANGED,
        /** A line: the block has fewer products than slots. */
        EMPTY,
        /** The neutral one stands in. */
        NEUTRAL
    }

    /**
     * An answer.
     *
     * @param tag of exactly this picture; null where it shows no product
     * @param product that it shows; null where it shows none
     */
    record Answer(
            Outcome outcome,
            byte[] jpeg,
            @Nullable String tag,
            @Nullable Long product) {}

    /**
     * Never fails.
     *
     * @param known tag of the picture that the client has, as HTTP writes it
     * @param request of whoever looks
     */
    Answer get(String token, Optional<String> known, Request request) {
        var again = rush.last(token);
        if (again.isPresent()) {
            meters.counter("postille.pictures.again").increment();
            return again.get();
        }
        var answer = timed(token, it -> view(decisions.decide(it.slot(), request), it, known));
        if (answer.tag() != null && answer.outcome() != Outcome.UNCHANGED) {
            rush.answered(token, answer);
        }
        return answer;
    }

    /** What {@link #get} would answer if nothing had to be decided. */
    Answer peek(String token) {
        return timed(token, it -> view(decisions.peek(it.slot()), it, Optional.empty()));
    }

    /** What {@link #get} would answer, decided in the transaction of the caller, who may undo it. Waits as long as it takes. */
    byte[] inThisTransaction(String token) {
        return Picture.of(token, tokens)
                .flatMap(picture -> {
                    try {
                        return view(decisions.decide(picture.slot()), picture, Optional.empty());
                    } catch (Exception e) {
                        throw new IllegalStateException("the picture could not be drawn", e);
                    }
                })
                .orElseGet(() -> neutral(Picture.of(token, tokens)))
                .jpeg();
    }

    /**
     * What a slot shows for good.
     *
     * @param link straight to the product; nothing where there is none
     */
    record Fixed(byte[] jpeg, Optional<String> link) {}

    /**
     * What a slot shows that is decided now and for good, without what it says of its reader. Waits as long as it takes.
     *
     * @throws IllegalStateException if the thread is interrupted meanwhile
     */
    Fixed fixed(Picture picture) {
        var decided = decisions.decide(picture.slot());
        if (decided.isEmpty()) {
            return new Fixed(
                    decisions.isLeftOver(picture.slot())
                            ? tiles.line(picture.width())
                            : tiles.neutral(picture.width(), picture.height()),
                    Optional.empty());
        }
        var view = decided.get();
        var tile = tile(view, picture, null);
        try {
            var kept = tiles.kept(tile);
            return new Fixed(
                    kept.isPresent() ? kept.get() : draw(tile, view.product()),
                    Optional.of(view.offer().link()).filter(Web::leadsThere));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a picture was drawn", e);
        }
    }

    /** A picture that was finished before; never fails. */
    Answer finished(String token) {
        return patience.inTime("A finished picture", config.patience(), () -> finished.picture(token))
                .map(it -> new Answer(Outcome.WARM, it, null, null))
                .orElseGet(() -> neutral(Optional.empty()));
    }

    private interface Looking {
        Optional<Answer> at(Picture picture) throws Exception;
    }

    private Answer timed(String token, Looking looking) {
        var started = System.nanoTime();
        var picture = Picture.of(token, tokens);
        var answer = picture.flatMap(it -> patience.inTime("A picture", config.patience(), () -> looking.at(it)))
                .orElseGet(() -> neutral(picture));
        meters.timer("postille.pictures", "outcome", answer.outcome.name().toLowerCase(Locale.ROOT))
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        return answer;
    }

    private Answer neutral(Optional<Picture> picture) {
        var width = picture.map(Picture::width).orElse(USUAL_SIZES[0][0]);
        var height = picture.map(Picture::height).orElse(USUAL_SIZES[0][1]);
        return new Answer(Outcome.NEUTRAL, tiles.neutral(width, height), null, null);
    }

    private Optional<Answer> view(Optional<Decisions.View> decided, Picture picture, Optional<String> known)
            throws InterruptedException {
        if (decided.isEmpty()) {
            return decisions.isLeftOver(picture.slot())
                    ? Optional.of(new Answer(Outcome.EMPTY, tiles.line(picture.width()), null, null))
                    : Optional.empty();
        }
        var view = decided.get();
        var tile = tile(view, picture, view.reason());
        var tag = tag(view, tile);
        if (known.filter(it -> it.contains(tag)).isPresent()) {
            return Optional.of(new Answer(Outcome.UNCHANGED, new byte[0], tag, view.product()));
        }
        var kept = tiles.kept(tile);
        return Optional.of(
                kept.isPresent()
                        ? new Answer(Outcome.WARM, kept.get(), tag, view.product())
                        : new Answer(Outcome.COLD, draw(tile, view.product()), tag, view.product()));
    }

    private static Tile tile(Decisions.View view, Picture picture, @Nullable String reason) {
        return new Tile(
                view.offer().title(),
                Tiles.price(view.offer().price(), view.mail().locale()),
                view.offer().photo(),
                reason,
                picture.width(),
                picture.height());
    }

    private byte[] draw(Tile tile, long product) throws InterruptedException {
        drawing.acquire();
        try {
            return tiles.draw(tile, () -> sql.photo(product));
        } finally {
            drawing.release();
        }
    }

    /** Of the decision, its revision and all that can be seen; tells nothing to who reads it. */
    private static String tag(Decisions.View view, Tile tile) {
        var all = view.slot() + " " + view.revision() + " " + tile;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
