package org.postille.tracking.visit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postille.consent.LessTracked;
import org.postille.consent.TrackingMode;
import org.postille.tracking.visit.Bursts.Seen;
import org.postille.tracking.visit.VisitSql.Count;
import org.postille.tracking.visit.VisitSql.Recent;

/**
 * Judges and records who asks for what in mails, as far as each reader allows. Nobody waits for the recording: a writer does it
 * behind, many visits a statement; what a node has not written when it is killed, less than a second, is lost.
 */
@ApplicationScoped
public class Visits {

    private static final int MOST_WAITING = 20_000;
    private static final int BATCH = 500;
    private static final int MOST_MAILS = 5_000;

    private final VisitSql sql;
    private final Rules rules;
    private final VisitConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LinkedBlockingQueue<Visit> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LinkedBlockingQueue<Deed> deeds = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Semaphore work = new Semaphore(0);
    private final ReentrantLock writing = new ReentrantLock();
    /** The last visits of mails whose readers are only counted: in memory alone, for as long as a burst takes. */
    private final Map<Long, List<Recent>> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Recent>> eldest) {
            return size() > MOST_MAILS;
        }
    };

    private long numbers;
    private volatile @Nullable Thread writer;

    Visits(VisitSql sql, VisitConfig config, MeterRegistry meters, Clock clock) {
        this.sql = sql;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        rules = new Rules(Networks.of(config.networks()), config.instant(), config.probable());
    }

    /** A request for something in a mail, and what was made of it. */
    record Visit(Sent sent, Request request, String place, Judgement judgement, Instant at) {}

    /** What a customer did in the shop. */
    private record Deed(long customer, Instant at) {}

    void start(@Observes StartupEvent start) {
        writer = Thread.ofVirtual().name("visits").start(() -> {
            try {
                while (true) {
                    work.acquire();
                    work.drainPermits();
                    flush();
                }
            } catch (InterruptedException e) {
                // The end: what is left is written by whoever ends us.
            }
        });
    }

    void stop(@Observes ShutdownEvent end) {
        var thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
        flush();
    }

    /** Who is behind a request, as far as it tells by itself. */
    public Judgement judge(Request request, Sent sent) {
        return rules.of(request, sent.delivered(clock.instant()));
    }

    /** Whether this is the address of the link that nobody follows. */
    public boolean isTrap(String url) {
        return config.trap().filter(url::equals).isPresent();
    }

    /**
     * Records what may be known of it. Never fails, and never waits.
     *
     * @param place which slot ({@code block/0}) or link
     * @param at when, so that what else is stored of it can be found
     */
    public void record(Sent sent, Request request, String place, Judgement judgement, Instant at) {
        if (sent.mode() == TrackingMode.NONE) {
            return;
        }
        if (waiting.offer(new Visit(sent, request, place, judgement, at))) {
            work.release();
        } else {
            meters.counter("postille.visits.dropped").increment();
        }
    }

    /** Writes what is waiting, and returns when it is there. */
    public void flush() {
        writing.lock();
        try {
            var batch = new ArrayList<Visit>();
            while (waiting.drainTo(batch, BATCH) > 0) {
                try {
                    write(batch);
                } catch (RuntimeException e) {
                    meters.counter("postille.visits.dropped").increment(batch.size());
                    Log.warnf("%d visits could not be recorded: %s", batch.size(), e.getMessage());
                }
                batch.clear();
            }
            for (var it = deeds.poll(); it != null; it = deeds.poll()) {
                confirm(it);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(List<Visit> batch) {
        var full =
                batch.stream().filter(it -> it.sent.mode() == TrackingMode.FULL).toList();
        sql.insert(full);
        var counts = new HashMap<Count, Integer>();
        for (var it : batch) {
            meters.counter(
                            "postille.visits",
                            "kind",
                            it.request.kind().code(),
                            "class",
                            it.judgement.visitor().code())
                    .increment();
            counts.merge(count(it), 1, Integer::sum);
        }
        for (var it : judgedAgain(batch, full).entrySet()) {
            counts.merge(count(it.getKey(), it.getKey().seen().judgement()), -1, Integer::sum);
            counts.merge(count(it.getKey(), it.getValue()), 1, Integer::sum);
        }
        sql.count(counts);
    }

    private Map<Recent, Judgement> judgedAgain(List<Visit> batch, List<Visit> full) {
        var followed = full.stream()
                .filter(it -> it.request.kind().follows())
                .map(it -> it.sent.message())
                .distinct()
                .toList();
        var since = batch.stream().map(Visit::at).min(Instant::compareTo).orElseThrow();
        var changed = new HashMap<Recent, Judgement>();
        sql.since(followed, since.minus(Bursts.LOOKED)).stream()
                .collect(java.util.stream.Collectors.groupingBy(Recent::message))
                .values()
                .forEach(it -> changed.putAll(judge(it)));
        sql.judge(changed);
        changed.putAll(counted(batch));
        return changed;
    }

    /** The same of those who are only counted, in memory. */
    private Map<Recent, Judgement> counted(List<Visit> batch) {
        var changed = new HashMap<Recent, Judgement>();
        for (var it : batch) {
            if (it.sent.mode() != TrackingMode.AGGREGATE) {
                continue;
            }
            var mail = latest.computeIfAbsent(it.sent.message(), _ -> new ArrayList<>());
            mail.removeIf(other -> Duration.between(other.seen().at(), it.at).compareTo(Bursts.APART) > 0);
            mail.add(recent(it));
            for (var again : judge(mail).entrySet()) {
                var before = again.getKey();
                // Counted as before until now, whatever it was in between.
                changed.merge(before, again.getValue(), (_, later) -> later);
                mail.set(mail.indexOf(before), with(before, again.getValue()));
            }
        }
        return changed;
    }

    private Recent recent(Visit it) {
        return new Recent(
                it.sent.message(),
                it.sent.customer(),
                it.sent.campaign(),
                it.sent.name(),
                new Seen(
                        ++numbers,
                        it.request.kind(),
                        it.place,
                        it.at,
                        it.judgement,
                        it.request.network(),
                        it.request.platform()));
    }

    private static Recent with(Recent it, Judgement judgement) {
        var seen = it.seen();
        return new Recent(
                it.message(),
                it.customer(),
                it.campaign(),
                it.name(),
                new Seen(seen.id(), seen.kind(), seen.place(), seen.at(), judgement, seen.network(), seen.platform()));
    }

    private static Map<Recent, Judgement> judge(List<Recent> mail) {
        var byNumber = new HashMap<Long, Recent>();
        mail.forEach(it -> byNumber.put(it.seen().id(), it));
        var changed = new HashMap<Recent, Judgement>();
        Bursts.judge(mail.stream().map(Recent::seen).toList())
                .forEach((number, judgement) ->
                        changed.put(java.util.Objects.requireNonNull(byNumber.get(number)), judgement));
        return changed;
    }

    private static Count count(Visit it) {
        return new Count(
                LocalDate.ofInstant(it.at, ZoneOffset.UTC),
                it.sent.campaign(),
                it.sent.name(),
                it.request.kind().code(),
                it.place,
                it.judgement.visitor());
    }

    private static Count count(Recent it, Judgement judgement) {
        return new Count(
                LocalDate.ofInstant(it.seen().at(), ZoneOffset.UTC),
                it.campaign(),
                it.name(),
                it.seen().kind().code(),
                it.seen().place(),
                judgement.visitor());
    }

    /** The shop told what the customer did right after a click: then it was a person's. */
    void confirm(long customer, Instant at) {
        if (deeds.offer(new Deed(customer, at))) {
            work.release();
        }
    }

    private void confirm(Deed deed) {
        try {
            sql.lastDoubted(deed.customer, deed.at.minus(Bursts.LOOKED), deed.at)
                    .ifPresent(it -> {
                        var judgement = new Judgement(VisitClass.HUMAN_LIKELY, Rule.CONFIRMED);
                        sql.judge(Map.of(it, judgement));
                        sql.count(Map.of(count(it, it.seen().judgement()), -1, count(it, judgement), 1));
                    });
        } catch (RuntimeException e) {
            Log.warnf("what came before an order or a cart could not be looked at: %s", e.getMessage());
        }
    }

    /** Forgets the single visits of who does not want them to be known any more; counts stay, they are nobody's. */
    void forget(@Observes LessTracked end) {
        flush();
        sql.forget(end.customer());
    }

    /** Forgets single visits whose time is over. */
    @Scheduled(identity = "postille-visits", cron = "0 17 * * * ?")
    void forget() {
        var before = clock.instant().minus(config.kept());
        while (sql.forget(before) > 0) {
            Log.debug("old visits went");
        }
    }
}
