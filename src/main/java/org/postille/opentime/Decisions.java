package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Money;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.definition.Banner;
import org.postille.campaign.definition.Block;
import org.postille.consent.TrackingMode;
import org.postille.interest.appeal.LatestAppeals;
import org.postille.interest.appeal.Lottery;
import org.postille.opentime.OpenTimeSql.BlockSlot;
import org.postille.opentime.OpenTimeSql.Decided;
import org.postille.opentime.OpenTimeSql.Locked;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.Sent;
import org.postille.tracking.visit.Visits;

/**
 * Which product each slot of a mail shows. The first request for any slot decides all of them together; a slot is decided again
 * by a request for its own picture only, and only when its product can no longer be bought, its price has jumped, or its time is
 * over. What a picture showed last is what a click leads to.
 */
@ApplicationScoped
class Decisions {

    private static final int STRIPES = 256;

    /** What was decided a moment ago may be sold out by now: so often it is decided anew before the neutral picture stands in. */
    private static final int TRIES = 3;

    private final OpenTimeSql sql;
    private final DataSource database;
    private final Campaigns campaigns;
    private final Candidates candidates;
    private final LatestAppeals appeals;
    private final OpenTimeConfig config;
    private final Visits visits;
    private final Clock clock;
    /** Nine pictures of a mail are asked for at once: on one node only the first request does the work. */
    private final List<ReentrantLock> stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    Decisions(
            OpenTimeSql sql,
            DataSource database,
            Campaigns campaigns,
            Candidates candidates,
            LatestAppeals appeals,
            OpenTimeConfig config,
            Visits visits,
            Clock clock) {
        this.sql = sql;
        this.database = database;
        this.campaigns = campaigns;
        this.candidates = candidates;
        this.appeals = appeals;
        this.config = config;
        this.visits = visits;
        if (!(config.exploration() >= 0 && config.exploration() <= 1)) {
            throw new Invalid(
                    "postille.opentime.exploration is " + config.exploration() + ", expected a share such as 0.05");
        }
        if (!(config.priceJump() > 0)) {
            throw new Invalid(
                    "postille.opentime.price-jump is " + config.priceJump() + ", expected a share such as 0.2");
        }
        if (!config.stableFor().isPositive()) {
            throw new Invalid(
                    "postille.opentime.stable-for is " + config.stableFor() + ", expected a time such as P30D");
        }
        this.clock = clock;
    }

    /**
     * What a slot shows.
     *
     * @param revision counts what has been shown there
     * @param reason why; null where the picture does not say so
     */
    record View(
            Mail mail,
            Block block,
            Slot slot,
            long product,
            int revision,
            @Nullable String reason,
            Mail.Offered offer) {}

    /**
     * Decides where that is needed. Nothing: this mail or this slot has nothing to show to this customer.
     *
     * @param request of whoever looks, recorded as far as the reader allows
     */
    Optional<View> decide(Slot slot, Request request) {
        return readers(slot).flatMap(found -> {
            var judgement = visits.judge(request, found.mail.sent());
            var mail = decided(found, true);
            if (judgement.visitor().isLook() && mail.isTracked() && mail.isUnseen(found.block)) {
                sql.seen(mail.id(), clock.instant());
            }
            visits.record(mail.sent(), request, found.block + "/" + slot.index(), judgement, clock.instant());
            return view(mail, found, true);
        });
    }

    /** The same for us and not for a reader: before the mail is sent, or in a preview. Whoever may not be tracked has one, too. */
    Optional<View> decide(Slot slot) {
        return find(slot).flatMap(found -> view(decided(found, true), found, true));
    }

    /** The same of every slot of a block that has something to show, in order. */
    List<View> decideAll(Slot any, Request request) {
        return slots(any).flatMap(it -> decide(it, request).stream()).toList();
    }

    /** As {@link #decide(Slot)}, of all of them. */
    List<View> decideAll(Slot any) {
        return slots(any).flatMap(it -> decide(it).stream()).toList();
    }

    /** What {@link #decideAll} decided before, as it is now. Writes nothing. */
    List<View> peekAll(Slot any) {
        return slots(any).flatMap(it -> peek(it).stream()).toList();
    }

    private Stream<Slot> slots(Slot any) {
        var slots = find(any).map(it -> it.definition().slots()).orElse(0);
        return IntStream.range(0, slots).mapToObj(it -> new Slot(any.message(), any.block(), it));
    }

    /**
     * The mail with a decision that holds at this moment, unless there is none to be had.
     *
     * @param served whether the picture is about to show it
     */
    private Mail decided(Found found, boolean served) {
        var mail = found.mail;
        for (var tries = 0; tries < TRIES && whyAgain(mail.shown(found.block)) != Why.NOT; tries++) {
            decide(found.with(mail), served);
            mail = sql.mail(found.slot.message(), found.slot.index(), clock.instant())
                    .orElse(mail);
        }
        return mail;
    }

    /** What was decided before, as it is now. Writes nothing. */
    Optional<View> peek(Slot slot) {
        return readers(slot).flatMap(found -> view(found.mail, found, false));
    }

    /** A block that shows nothing where it cannot show enough. */
    private static boolean isHidden(Found found) {
        return hides(found) && found.mail.shown(found.block).isPresent();
    }

    private static boolean hides(Found found) {
        return Optional.ofNullable(found.blocks.get(found.block))
                .filter(it -> it.rules().shortage().way() == Block.Shortage.Way.HIDE)
                .isPresent();
    }

    /** The mail of this slot, if it may still be personal. */
    Optional<Mail> personal(Slot slot) {
        return readers(slot).map(Found::mail);
    }

    /** What stands in a slot that has no product. */
    sealed interface Rest {

        /** The block shows something elsewhere. */
        record Nothing() implements Rest {}

        /** The picture that the block has for this. */
        record Picture(Banner banner) implements Rest {}
    }

    /** What stands in this slot, of which {@link #decide} had nothing; empty where the block shows nothing anywhere. */
    Optional<Rest> rest(Slot slot) {
        return readers(slot).flatMap(this::rest);
    }

    /** The same of a mail that is decided for good when it is sent. */
    Optional<Rest> restForGood(Slot slot) {
        return find(slot).flatMap(this::rest);
    }

    private Optional<Rest> rest(Found found) {
        var mail = found.mail.id();
        var banner = banner(found);
        if (banner == null || hides(found)) {
            return isHidden(found) || sql.shows(mail, found.block) ? Optional.of(new Rest.Nothing()) : Optional.empty();
        }
        return Optional.of(
                sql.firstEmpty(mail, found.block).orElse(-1) == found.slot.index()
                        ? new Rest.Picture(banner)
                        : new Rest.Nothing());
    }

    private static @Nullable Banner banner(Found found) {
        var block = found.blocks.get(found.block);
        return block == null ? null : block.banner();
    }

    /** A place that a click may come from. */
    record Target(String block, String link, Sent sent) {}

    /** Where a click leads: to the product shown last, sold out or not. Decides if no picture has shown anything yet. */
    Optional<Target> target(Slot slot) {
        return find(slot).flatMap(found -> {
            var served =
                    found.mail.shown(found.block).filter(Mail.Shown::served).isPresent();
            // Who is not tracked any more gets to what they saw, and nothing is decided for them here.
            var mail = served || found.mail.mode() == TrackingMode.NONE ? found.mail : decided(found, false);
            return mail.shown(found.block)
                    .filter(it -> it.served() || found.mail.mode() != TrackingMode.NONE)
                    .map(Mail.Shown::offer)
                    .map(Mail.Offered::link)
                    .or(() -> Optional.ofNullable(banner(found)).map(Banner::link))
                    .map(it -> new Target(found.block, it, found.mail.sent()));
        });
    }

    /** Where a click would lead if something was shown there before. Writes nothing. */
    Optional<String> targetShown(Slot slot) {
        return find(slot)
                .flatMap(it -> it.mail.shown(it.block))
                .map(Mail.Shown::offer)
                .map(Mail.Offered::link)
                .or(() ->
                        find(slot).flatMap(it -> Optional.ofNullable(banner(it)).map(Banner::link)));
    }

    private record Found(Mail mail, Slot slot, Map<String, Block> blocks, String block) {

        Block definition() {
            return Objects.requireNonNull(blocks.get(block));
        }

        Found with(Mail newer) {
            return new Found(newer, slot, blocks, block);
        }

        BlockSlot place() {
            return new BlockSlot(block, slot.index());
        }
    }

    /** Why a slot has to be decided. */
    private enum Why {
        /** It has not: what it shows holds. */
        NOT,
        /** It never was. */
        NEW,
        /** Nothing fitted, and there is a new model. */
        EMPTY,
        /** Its product cannot be bought any more. */
        GONE,
        /** Its product has become much dearer since. */
        DEARER,
        /** Its product has become much cheaper since. */
        CHEAPER,
        /** The time is over for which it was promised. */
        OVER;

        /** Whether the same product may be the best again. */
        boolean allowsTheSame() {
            return this == CHEAPER || this == OVER;
        }
    }

    /** For a reader who may be known to look; mails of all others were decided when they were sent. */
    private Optional<Found> readers(Slot slot) {
        return find(slot).filter(it -> it.mail.mode() != TrackingMode.NONE);
    }

    private Optional<Found> find(Slot slot) {
        return sql.mail(slot.message(), slot.index(), clock.instant())
                .filter(it -> it.plannedAt().plus(config.answersFor()).isAfter(clock.instant()))
                .filter(Mail::mayBePersonal)
                .flatMap(mail -> campaigns
                        .lastOfId(mail.campaign())
                        .flatMap(it -> Optional.ofNullable(it.messages().get(mail.message())))
                        .flatMap(it -> found(mail, slot, it.blocks())));
    }

    private static Optional<Found> found(Mail mail, Slot slot, Map<String, Block> blocks) {
        return blocks.entrySet().stream()
                .skip(slot.block())
                .findFirst()
                .filter(it -> slot.index() < it.getValue().slots())
                .map(it -> new Found(mail, slot, blocks, it.getKey()));
    }

    private Why whyAgain(Optional<Mail.Shown> shown) {
        return shown.map(this::whyAgain).orElse(Why.NEW);
    }

    private Why whyAgain(Mail.Shown shown) {
        if (shown.product() == null) {
            return shown.model().equals(candidates.model()) ? Why.NOT : Why.EMPTY;
        }
        var offer = shown.offer();
        if (offer == null || !offer.sellable()) {
            return Why.GONE;
        }
        var jump = jump(shown.firstPrice(), offer.price());
        if (Math.abs(jump) > config.priceJump()) {
            return jump > 0 ? Why.DEARER : Why.CHEAPER;
        }
        return shown.decidedAt().plus(config.stableFor()).isAfter(clock.instant()) ? Why.NOT : Why.OVER;
    }

    /** By which share the price has moved; another currency is another price. */
    private static double jump(@Nullable Money before, Money now) {
        if (before == null || before.amount().signum() <= 0) {
            return 0;
        }
        return before.currency().equals(now.currency())
                ? now.amount().doubleValue() / before.amount().doubleValue() - 1
                : Double.POSITIVE_INFINITY;
    }

    private Optional<View> view(Mail mail, Found found, boolean write) {
        var shown = mail.shown(found.block).orElse(null);
        if (shown == null
                || shown.product() == null
                || shown.offer() == null
                || !shown.offer().sellable()) {
            return Optional.empty();
        }
        var revision = shown.revision();
        var price = shown.offer().price();
        if (write && !shown.served()) {
            sql.served(mail.id(), found.block, found.slot.index());
        }
        if (write && !price.equals(shown.decidedPrice())) {
            sql.reprice(mail.id(), found.block, found.slot.index(), revision, price);
            revision++;
        }
        return Optional.of(new View(
                mail, found.definition(), found.slot, shown.product(), revision, shown.reason(), shown.offer()));
    }

    private void decide(Found found, boolean served) {
        var stripe = stripes.get(Math.floorMod(Long.hashCode(found.mail.id()), STRIPES));
        stripe.lock();
        try {
            Sql.inTransaction(database, _ -> {
                decideLocked(found, served);
                return true;
            });
        } finally {
            stripe.unlock();
        }
    }

    private void decideLocked(Found found, boolean served) {
        var mail = found.mail;
        var decided = sql.lockDecisions(mail.id());
        var asked = found.place();
        var missing = missing(found.blocks, decided);
        var shown = mail.shown(found.block);
        // Somebody may have decided between our reading and our locking: then the revision is another one.
        var read = shown.map(it -> new Locked(asked, it.product(), it.revision()));
        var again = read.filter(decided::contains).isPresent();
        if (missing.isEmpty() && !again) {
            return;
        }
        var excluded = new HashSet<Long>();
        var allowed = whyAgain(shown).allowsTheSame() ? asked : null;
        for (var it : decided) {
            if (it.product() != null && !it.place().equals(allowed)) {
                excluded.add(it.product());
            }
        }
        var past = sql.shownBefore(mail.customer(), mail.id(), Block.Rules.MOST_MAILS);
        var choice = candidates.of(
                found.blocks, mail.customer(), mail.facts(), excluded, mail.isTracked() ? past : past.untracked());
        var sellable = sql.sellable(Stream.concat(
                        choice.byBlock().values().stream().flatMap(List::stream).map(Candidates.Candidate::product),
                        decided.stream().map(Locked::product).filter(Objects::nonNull))
                .distinct()
                .toList());
        // Who consents to no tracking teaches nothing, and gets nothing but the best.
        var share = mail.isTracked() ? config.exploration() : 0;
        var lottery = new Lottery(mail.id(), share, appeals.of(choice.model()));
        var filling = new Filling(
                found.blocks,
                choice,
                sellable,
                excluded,
                decided.stream()
                        .filter(it -> !again || !it.place().equals(asked))
                        .toList(),
                lottery,
                it -> candidates.holds(it));
        var made = filling.fill(missing);
        sql.insertMissing(mail.id(), made, served ? asked : null, clock.instant());
        sql.insertMissingReasons(mail.id(), mail.customer(), made);
        if (again) {
            for (var other : filling.fill(together(found, asked, decided))) {
                if (asked.equals(new BlockSlot(other.block(), other.slot()))) {
                    replace(mail.id(), mail.customer(), other, shown.orElseThrow(), served);
                } else {
                    sql.replace(mail.id(), other, false, clock.instant());
                    sql.replaceReason(mail.id(), mail.customer(), other);
                }
            }
        }
    }

    /** With something else, or with itself where there is nothing else and it can be bought. */
    private void replace(long message, long customer, Decided other, Mail.Shown shown, boolean served) {
        var offer = shown.offer();
        var same = Objects.equals(other.product(), shown.product());
        if (offer != null && offer.sellable() && (same || other.product() == null)) {
            sql.keep(message, new BlockSlot(other.block(), other.slot()), offer.price(), served, clock.instant());
        } else {
            sql.replace(message, other, served, clock.instant());
            sql.replaceReason(message, customer, other);
        }
    }

    /** A block that was hidden as a whole comes back as a whole. */
    private static List<BlockSlot> together(Found found, BlockSlot asked, List<Locked> decided) {
        var empty = decided.stream()
                .filter(it -> it.product() == null)
                .map(Locked::place)
                .filter(it -> it.block().equals(found.block))
                .toList();
        return hides(found) && empty.contains(asked) ? empty : List.of(asked);
    }

    private static List<BlockSlot> missing(Map<String, Block> blocks, List<Locked> decided) {
        var there = decided.stream().map(Locked::place).collect(Collectors.toSet());
        return blocks.entrySet().stream()
                .flatMap(it ->
                        IntStream.range(0, it.getValue().slots()).mapToObj(slot -> new BlockSlot(it.getKey(), slot)))
                .filter(it -> !there.contains(it))
                .toList();
    }
}
