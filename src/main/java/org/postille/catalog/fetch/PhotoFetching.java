package org.postille.catalog.fetch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.catalog.PhotoIntake;
import org.postille.catalog.fetch.PhotoQueueSql.Claimed;
import org.postille.catalog.fetch.PhotoQueueSql.Kept;

/**
 * Fetches the photos that are due, on every node: each takes some, asks their hosts, and notes what came of it. What an address
 * brings is scaled and written anew as a photo beside a feed is; a photo that is gone, broken or refused leaves the one of before.
 */
@Singleton
public class PhotoFetching {

    private static final int PORTION = 200;
    /** Longer than a portion takes of a host that is slow with each. */
    private static final Duration LEASE = Duration.ofMinutes(20);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int DOUBLINGS = 8;
    private static final int MOST_HOSTS = 1_000;
    private static final int MOST_TOLD = 20;
    private static final Duration COUNTED = Duration.ofMinutes(1);

    private final WebPhotos web;
    private final PhotoQueueSql sql;
    private final PhotosConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String owner = UUID.randomUUID().toString();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Semaphore atOnce;
    /** A photo of 25 megapixels takes 200 MB while it is scaled. */
    private final Semaphore scaling = new Semaphore(2);

    private final Map<String, Host> hosts = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Host> eldest) {
            return size() > MOST_HOSTS;
        }
    });

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean stopped;
    private volatile Instant counted = Instant.MIN;

    PhotoFetching(WebPhotos web, PhotoQueueSql sql, PhotosConfig config, Clock clock, MeterRegistry meters) {
        this.web = web;
        this.sql = sql;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        atOnce = new Semaphore(Math.max(1, config.atOnce()));
        Gauge.builder("postille.photos.waiting", waiting, AtomicInteger::get)
                .description("Photos of the web that were never fetched yet")
                .register(meters);
        Gauge.builder("postille.photos.failed", failed, AtomicInteger::get)
                .description("Photos of the web that could not be fetched at the last attempt")
                .register(meters);
    }

    /**
     * What came of the photos that were due.
     *
     * @param fetched new or changed ones
     * @param unchanged that are what they were
     * @param postponed because their host is left alone for a while
     * @param failures as lines to print, the first twenty
     * @param byTrouble how many could not be had, and why
     */
    public record Tally(
            int fetched, int unchanged, int postponed, List<String> failures, Map<Trouble, Integer> byTrouble) {

        public int failed() {
            return byTrouble.values().stream().mapToInt(it -> it).sum();
        }

        Tally plus(Tally other) {
            var lines = new ArrayList<>(failures);
            other.failures.stream().limit(Math.max(0, MOST_TOLD - lines.size())).forEach(lines::add);
            var sums = new LinkedHashMap<>(byTrouble);
            other.byTrouble.forEach((trouble, count) -> sums.merge(trouble, count, Integer::sum));
            return new Tally(
                    fetched + other.fetched, unchanged + other.unchanged, postponed + other.postponed, lines, sums);
        }
    }

    /** Begins at once and aside: what takes long would hold up other schedules. */
    @Scheduled(
            identity = "postille-photos",
            every = "10s",
            executeWith = Scheduled.SIMPLE,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (config.fetch() && running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("photo-fetching").start(() -> {
                try {
                    tell(drain(Progress.UNSEEN));
                    count();
                } catch (RuntimeException e) {
                    Log.errorf("photos of the web cannot be fetched now, the next look goes on: %s", e.getMessage());
                } finally {
                    running.set(false);
                }
            });
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private void tell(Tally tally) {
        if (tally.fetched > 0) {
            Log.infof("%d photos of the web fetched", tally.fetched);
        }
        tally.byTrouble.forEach((trouble, count) -> Log.warnf(
                "%d photos of the web could not be fetched (%s): %s; GET /api/v1/photos lists them",
                count, trouble.code(), trouble.remedy()));
    }

    private void count() {
        var now = clock.instant();
        if (counted.equals(Instant.MIN) || !now.isBefore(counted.plus(COUNTED)) || now.isBefore(counted)) {
            counted = now;
            var states = sql.states();
            waiting.set(states.getOrDefault("waiting", 0));
            failed.set(states.getOrDefault("failed", 0));
        }
    }

    /** Fetches until nothing is due any more that no other node is at. */
    public Tally drain(Progress progress) {
        var total = config.fetch() ? sql.due(clock.instant()) : 0;
        var sum = new Tally(0, 0, 0, List.of(), Map.of());
        if (total == 0) {
            return sum;
        }
        var done = new AtomicInteger();
        while (!stopped) {
            var now = clock.instant();
            var claimed = sql.claim(owner, now, now.plus(LEASE), PORTION);
            sum = sum.plus(round(claimed, () -> progress.at(Math.min(total, done.incrementAndGet()), total)));
            if (claimed.size() < PORTION) {
                break;
            }
        }
        progress.at(total, total);
        return sum;
    }

    private record Outcome(Claimed photo, Answer answer) {}

    private Tally round(List<Claimed> claimed, Runnable progress) {
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var photo : claimed) {
                threads.execute(() -> {
                    try {
                        var answer = one(photo);
                        if (answer != null) {
                            outcomes.add(new Outcome(photo, answer));
                        }
                        progress.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        // Its lease ends, and then it is due again.
                        Log.errorf(
                                "what came of the photo of product %d could not be written: %s",
                                photo.product(), e.getMessage());
                    }
                });
            }
        }
        return tally(claimed.size(), outcomes);
    }

    private static Tally tally(int claimed, Iterable<Outcome> outcomes) {
        var fetched = 0;
        var unchanged = 0;
        var lines = new ArrayList<String>();
        var troubles = new LinkedHashMap<Trouble, Integer>();
        for (var it : outcomes) {
            switch (it.answer) {
                case Answer.File _ -> fetched++;
                case Answer.Unchanged _ -> unchanged++;
                case Answer.Failed failure -> {
                    troubles.merge(failure.trouble(), 1, Integer::sum);
                    if (lines.size() < MOST_TOLD) {
                        lines.add("photo " + it.photo.url() + ": " + failure.detail() + " ("
                                + failure.trouble().remedy() + ")");
                    }
                }
            }
        }
        var failed = troubles.values().stream().mapToInt(it -> it).sum();
        return new Tally(fetched, unchanged, claimed - fetched - unchanged - failed, lines, troubles);
    }

    /** @return null where the photo's host is left alone */
    private @Nullable Answer one(Claimed photo) throws InterruptedException {
        var host = host(photo.url());
        host.enter();
        try {
            var rests = host.restsAt(clock.instant());
            if (rests != null || stopped) {
                sql.postpone(owner, photo.product(), rests == null ? clock.instant() : rests);
                return null;
            }
            atOnce.acquire();
            Answer answer;
            try {
                answer = web.fetch(photo.url(), photo.etag(), photo.lastModified());
            } finally {
                atOnce.release();
            }
            host.answered(answer, clock.instant());
            var outcome = settled(photo, answer);
            meters.counter("postille.photos", "outcome", code(outcome)).increment();
            return outcome;
        } finally {
            host.leave();
        }
    }

    private static String code(Answer outcome) {
        return switch (outcome) {
            case Answer.File _ -> "fetched";
            case Answer.Unchanged _ -> "unchanged";
            case Answer.Failed failure -> failure.trouble().code();
        };
    }

    private Host host(String url) {
        String name;
        try {
            name = PhotoAddress.of(url).host();
        } catch (Invalid e) {
            name = "";
        }
        return hosts.computeIfAbsent(name, _ -> new Host(Math.max(1, config.perHost())));
    }

    private Answer settled(Claimed photo, Answer answer) throws InterruptedException {
        var now = clock.instant();
        return switch (answer) {
            case Answer.File file -> taken(photo, file, now);
            case Answer.Unchanged unchanged -> {
                sql.keep(
                        owner,
                        photo.product(),
                        new Kept(null, null, photo.etag(), photo.lastModified()),
                        now,
                        again(photo, now));
                yield unchanged;
            }
            case Answer.Failed failure -> failed(photo, failure, now);
        };
    }

    private Answer taken(Claimed photo, Answer.File file, Instant now) throws InterruptedException {
        var hash = sha256(file.bytes());
        if (Arrays.equals(hash, photo.hash())) {
            sql.keep(
                    owner,
                    photo.product(),
                    new Kept(null, null, file.etag(), file.lastModified()),
                    now,
                    again(photo, now));
            return new Answer.Unchanged();
        }
        byte[] jpeg;
        scaling.acquire();
        try {
            jpeg = PhotoIntake.scaled(file.bytes());
        } catch (Invalid e) {
            return failed(photo, new Answer.Failed(Trouble.NO_PICTURE, e.getMessage()), now);
        } catch (IOException e) {
            return failed(
                    photo,
                    new Answer.Failed(
                            Trouble.NO_PICTURE,
                            "it cannot be read (" + e.getClass().getSimpleName() + ")"),
                    now);
        } finally {
            scaling.release();
        }
        sql.keep(
                owner, photo.product(), new Kept(hash, jpeg, file.etag(), file.lastModified()), now, again(photo, now));
        return file;
    }

    private Answer failed(Claimed photo, Answer.Failed failure, Instant now) {
        var wait = failure.trouble().isPassing()
                ? FIRST_WAIT.multipliedBy(1L << Math.min(photo.attempts(), DOUBLINGS))
                : LONGEST_WAIT.multipliedBy(1L << Math.min(photo.attempts(), DOUBLINGS));
        var most = failure.trouble().isPassing() || config.again().compareTo(LONGEST_WAIT) < 0
                ? LONGEST_WAIT
                : config.again();
        var asked = failure.pause();
        var patient = wait.compareTo(most) < 0 ? wait : most;
        sql.fail(
                owner,
                photo.product(),
                failure.trouble(),
                failure.detail(),
                now.plus(asked != null && asked.compareTo(patient) > 0 ? asked : patient));
        return failure;
    }

    /** Some sooner than others: what one import brought at once is not asked for again at once. */
    private Instant again(Claimed photo, Instant now) {
        var share = 0.8 + 0.2 * (Math.floorMod(photo.product() * 7919, 1000) / 1000.0);
        return now.plusSeconds(Math.round(config.again().toSeconds() * share));
    }

    private static byte[] sha256(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In words, for a command line: {@code 2 not-public, 1 gone}. */
    public static String inWords(Map<Trouble, Integer> byTrouble) {
        return byTrouble.entrySet().stream()
                .map(it -> it.getValue() + " " + it.getKey().code())
                .collect(Collectors.joining(", "));
    }
}
