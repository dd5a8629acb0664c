package org.postille.opentime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.Look;
import org.postille.opentime.tile.Banners;
import org.postille.opentime.tile.Tile;
import org.postille.opentime.tile.Tiles;
import org.postille.render.Templates;
import org.postille.render.TileSize;
import org.postille.tracking.visit.Request;

/** From the address of a picture to its bytes, whatever happens: a mail client always gets a picture. */
@ApplicationScoped
class Pictures {

    private static final List<TileSize> USUAL_SIZES = List.of(TileSize.of(2), TileSize.of(3));

    private final Tokens tokens;
    private final Decisions decisions;
    private final OpenTimeSql sql;
    private final FinishedPictures finished;
    private final Campaigns campaigns;
    private final Clock clock;
    private final OpenTimeConfig config;
    private final int brand;
    private final Patience patience;
    private final MeterRegistry meters;
    private final Tiles tiles;
    private final Rush<Answer> rush;
    /** Of the neutral picture, which must not depend on anything that could fail: as it was seen last. */
    private volatile Look plain;

    private final Banners banners = new Banners();
    private final Templates templates;
    private final String startPage;
    /** Drawing is work for processors: more at once would only make all of them late. */
    private final Semaphore drawing = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    Pictures(
            Tokens tokens,
            Decisions decisions,
            OpenTimeSql sql,
            FinishedPictures finished,
            Campaigns campaigns,
            Clock clock,
            OpenTimeConfig config,
            Patience patience,
            PostilleConfig shop,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.decisions = decisions;
        this.sql = sql;
        this.finished = finished;
        this.campaigns = campaigns;
        this.clock = clock;
        this.config = config;
        this.patience = patience;
        this.meters = meters;
        rush = new Rush<>(config.perSlot(), System::nanoTime);
        Gauge.builder("postille.pictures.hits", this, Pictures::hits)
                .description("Share of the pictures of products that did not have to be drawn")
                .register(meters);
        templates = new Templates(shop.templates());
        startPage = shop.shop().url();
        brand = colour(config.brandColour());
        plain = Look.STANDARD.branded(brand);
        tiles = new Tiles(shop.shop().name(), config.pictureMemory().asLongValue());
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
            tiles.neutral(size, plain);
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
        /** The picture that the block has for when there is no product. */
        BANNER,
        /** A line: the block has fewer products than slots. */
        EMPTY,
        /** The neutral one stands in. */
        NEUTRAL
    }

    /**
     * An answer.
     *
     * @param tag of exactly this picture; null where it shows no product
     * @param product that it shows; null where it shows none, or several
     */
    record Answer(
            Outcome outcome,
            byte[] file,
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
        var answer = timed(token, it -> decided(it, request, known));
        if (answer.tag() != null && answer.outcome() != Outcome.UNCHANGED) {
            rush.answered(token, answer);
        }
        return answer;
    }

    /** What {@link #get} would answer if nothing had to be decided. */
    Answer peek(String token) {
        return timed(
                token,
                it -> it.isWhole()
                        ? together(decisions.peekAll(it.slot()), it, Optional.empty())
                        : view(decisions.peek(it.slot()), it, Optional.empty()));
    }

    /** What {@link #get} would answer, decided in the transaction of the caller, who may undo it. Waits as long as it takes. */
    byte[] inThisTransaction(String token) {
        return Picture.of(token, tokens)
                .flatMap(picture -> {
                    try {
                        return picture.isWhole()
                                ? together(decisions.decideAll(picture.slot()), picture, Optional.empty())
                                : view(decisions.decide(picture.slot()), picture, Optional.empty());
                    } catch (Exception e) {
                        throw new IllegalStateException("the picture could not be drawn", e);
                    }
                })
                .orElseGet(() -> neutral(Picture.of(token, tokens)))
                .file();
    }

    private Optional<Answer> decided(Picture picture, Request request, Optional<String> known)
            throws InterruptedException {
        return picture.isWhole()
                ? together(decisions.decideAll(picture.slot(), request), picture, known)
                : view(decisions.decide(picture.slot(), request), picture, known);
    }

    /**
     * What a slot shows for good.
     *
     * @param link straight to the product; nothing where there is none
     */
    record Fixed(byte[] file, Optional<String> link) {}

    /**
     * What a slot shows that is decided now and for good, without what it says of its reader. Waits as long as it takes.
     *
     * @throws IllegalStateException if the thread is interrupted meanwhile
     */
    Fixed fixed(Picture picture) {
        var views = picture.isWhole()
                ? decisions.decideAll(picture.slot())
                : decisions.decide(picture.slot()).stream().toList();
        if (views.isEmpty()) {
            var rest = decisions.restForGood(picture.slot());
            return new Fixed(
                    rest.flatMap(it -> rest(it, picture))
                            .map(Answer::file)
                            .orElseGet(() -> tiles.neutral(picture.outline(), plain)),
                    rest.filter(Decisions.Rest.Picture.class::isInstance)
                            .map(Decisions.Rest.Picture.class::cast)
                            .map(it -> Web.absolute(it.banner().link(), startPage))
                            .filter(Web::leadsThere));
        }
        try {
            var shown = views.stream().map(it -> tile(it, picture.size(), null)).toList();
            return new Fixed(
                    fixed(picture, views, shown),
                    Optional.of(views.getFirst().offer().link()).filter(Web::leadsThere));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a picture was drawn", e);
        }
    }

    private byte[] fixed(Picture picture, List<Decisions.View> views, List<Tile> shown) throws InterruptedException {
        if (picture.isWhole()) {
            var kept = tiles.kept(shown, picture.columns());
            return kept.isPresent() ? kept.get() : draw(shown, views, picture.columns());
        }
        var kept = tiles.kept(shown.getFirst());
        return kept.isPresent()
                ? kept.get()
                : draw(shown.getFirst(), views.getFirst().product());
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
        var size = picture.map(Picture::outline).orElse(USUAL_SIZES.getFirst());
        return new Answer(Outcome.NEUTRAL, tiles.neutral(size, plain), null, null);
    }

    private Optional<Answer> view(Optional<Decisions.View> decided, Picture picture, Optional<String> known)
            throws InterruptedException {
        if (decided.isEmpty()) {
            return decisions.rest(picture.slot()).flatMap(it -> rest(it, picture));
        }
        var view = decided.get();
        var tile = tile(view, picture.size(), view.reason());
        var tag = tag(List.of(view), tile);
        if (known.filter(it -> it.contains(tag)).isPresent()) {
            return Optional.of(new Answer(Outcome.UNCHANGED, new byte[0], tag, view.product()));
        }
        var kept = tiles.kept(tile);
        return Optional.of(
                kept.isPresent()
                        ? new Answer(Outcome.WARM, kept.get(), tag, view.product())
                        : new Answer(Outcome.COLD, draw(tile, view.product()), tag, view.product()));
    }

    /** One picture of a whole block; nothing if it has nothing to show. */
    private Optional<Answer> together(List<Decisions.View> views, Picture picture, Optional<String> known)
            throws InterruptedException {
        if (views.isEmpty()) {
            return Optional.empty();
        }
        var tiles =
                views.stream().map(it -> tile(it, picture.size(), it.reason())).toList();
        var tag = tag(views, tiles);
        if (known.filter(it -> it.contains(tag)).isPresent()) {
            return Optional.of(new Answer(Outcome.UNCHANGED, new byte[0], tag, null));
        }
        var kept = this.tiles.kept(tiles, picture.columns());
        return Optional.of(
                kept.isPresent()
                        ? new Answer(Outcome.WARM, kept.get(), tag, null)
                        : new Answer(Outcome.COLD, draw(tiles, views, picture.columns()), tag, null));
    }

    private byte[] draw(List<Tile> together, List<Decisions.View> views, int columns) throws InterruptedException {
        drawing.acquire();
        try {
            return tiles.draw(
                    together,
                    columns,
                    it -> sql.photo(views.get(together.indexOf(it)).product()));
        } finally {
            drawing.release();
        }
    }

    private Tile tile(Decisions.View view, TileSize size, @Nullable String reason) {
        var offer = view.offer();
        var reader = view.mail().locale();
        var looks = campaigns.looks();
        plain = looks.standard().branded(brand);
        var look = looks.of(view.block().look()).branded(brand);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Tile(
                offer.title(),
                offer.article() ? "" : Tiles.price(offer.price(), reader),
                offer.oldPrice() == null ? null : Tiles.price(offer.oldPrice(), reader),
                Badges.of(look.badges(), offer, reader, today),
                offer.photo(),
                reason,
                reader,
                look,
                size);
    }

    private Optional<Answer> rest(Decisions.Rest rest, Picture picture) {
        return switch (rest) {
            case Decisions.Rest.Nothing _ ->
                Optional.of(new Answer(Outcome.EMPTY, tiles.line(picture.size().width()), null, null));
            case Decisions.Rest.Picture it ->
                templates.picture(it.banner().file()).flatMap(content -> {
                    try {
                        var drawn = banners.draw(
                                it.banner().file(),
                                content,
                                picture.size().width(),
                                picture.size().height());
                        return Optional.of(new Answer(Outcome.BANNER, drawn, null, null));
                    } catch (IOException | RuntimeException e) {
                        Log.warnf(
                                "The picture %s cannot be shown: %s",
                                it.banner().file(), e);
                        return Optional.empty();
                    }
                });
        };
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
    private static String tag(List<Decisions.View> views, Object seen) {
        var all = views.stream()
                .map(it -> it.slot() + " " + it.revision() + " ")
                .collect(Collectors.joining("", "", seen.toString()));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
