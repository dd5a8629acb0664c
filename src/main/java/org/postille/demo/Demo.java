package org.postille.demo;

import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.postille.base.Finding;
import org.postille.base.PostilleConfig;
import org.postille.base.Progress;
import org.postille.catalog.PriceImport;
import org.postille.catalog.ProductImport;
import org.postille.cli.Bar;
import org.postille.consent.ConsentImport;
import org.postille.customer.CustomerImport;
import org.postille.delivery.Heartbeat;
import org.postille.event.EventImport;
import org.postille.interest.Schedule;
import org.postille.interest.Training;

/** Loads the shop, trains, tours once, lets readers read, and sums up. Each step that was done before is left out, whatever ended the run before. */
@ApplicationScoped
class Demo {

    private static final String LOADED = "loaded";
    private static final String TOURED = "toured";
    private static final String READ = "read";

    private final Loading loading;
    private final Training training;
    private final Tour tour;
    private final Readers readers;
    private final Summary summary;
    private final DemoState state;
    private final Scheduler schedules;
    private final Heartbeat heartbeat;
    private final Schedule trainings;

    Demo(
            Loading loading,
            Training training,
            Tour tour,
            Readers readers,
            Summary summary,
            DemoState state,
            Scheduler schedules,
            Heartbeat heartbeat,
            Schedule trainings) {
        this.loading = loading;
        this.training = training;
        this.tour = tour;
        this.readers = readers;
        this.summary = summary;
        this.state = state;
        this.schedules = schedules;
        this.heartbeat = heartbeat;
        this.trainings = trainings;
    }

    /** Loads a shop folder. */
    @ApplicationScoped
    static class Loading {
        private static final int MOST_PRINTED = 20;

        private final ProductImport products;
        private final PriceImport prices;
        private final CustomerImport customers;
        private final ConsentImport consents;
        private final EventImport events;
        private final DemoSql sql;
        private final PostilleConfig config;

        Loading(
                ProductImport products,
                PriceImport prices,
                CustomerImport customers,
                ConsentImport consents,
                EventImport events,
                DemoSql sql,
                PostilleConfig config) {
            this.products = products;
            this.prices = prices;
            this.customers = customers;
            this.consents = consents;
            this.events = events;
            this.sql = sql;
            this.config = config;
        }

        void load(Path folder, Function<String, Bar> bars, Stopwatch stopwatch) {
            var findings = Collections.synchronizedList(new ArrayList<Finding>());
            var file = folder.resolve("products.csv");
            step("products", bars, stopwatch, bar -> products.withoutPhotos(file, findings::add, bar));
            var earlier = folder.resolve("prices.csv");
            if (Files.isReadable(earlier)) {
                step("earlier prices", bars, stopwatch, bar -> prices.run(earlier, findings::add, bar));
            }
            // Beside what follows: it keeps the database busy, the photos the processors.
            var photos = CompletableFuture.runAsync(
                    () -> stopwatch.timed("their photos", () -> takePhotos(file, findings)),
                    Thread::startVirtualThread);
            step("customers", bars, stopwatch, bar -> {
                customers.run(folder.resolve("customers.csv"), consents::check, findings::add, bar);
                return consents.run(folder.resolve("customers.csv"), findings::add, Progress.UNSEEN);
            });
            step("events", bars, stopwatch, bar -> events.run(folder.resolve("events.jsonl"), findings::add, bar));
            photos.join();
            report(findings);
        }

        void link() {
            sql.linkProducts(config.publicUrl());
        }

        private void takePhotos(Path file, List<Finding> findings) {
            try {
                products.photos(file, findings::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Step {
            long run(Progress progress) throws IOException;
        }

        private static void step(String name, Function<String, Bar> bars, Stopwatch stopwatch, Step step) {
            stopwatch.timed(name, () -> {
                var bar = bars.apply(name);
                try {
                    step.run(bar);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                bar.end();
            });
        }

        private static void report(List<Finding> findings) {
            findings.stream().limit(MOST_PRINTED).forEach(System.err::println);
            if (findings.size() > MOST_PRINTED) {
                System.err.printf("… and %d more findings%n", findings.size() - MOST_PRINTED);
            }
        }
    }

    String run(Path folder, boolean opening, Stopwatch stopwatch, Function<String, Bar> bars) {
        // Campaigns and templates are read on the other processor meanwhile.
        var read = CompletableFuture.runAsync(tour::read);
        if (state.get(LOADED).isEmpty()) {
            loading.load(folder, bars, stopwatch);
            state.put(LOADED, "yes");
        }
        loading.link();
        stopwatch.timed("training", training::ready);
        read.join();
        tour.before();
        if (state.get(TOURED).isEmpty()) {
            stopwatch.timed("campaigns", tour::run);
            state.put(TOURED, "yes");
        }
        if (state.get(READ).isEmpty()) {
            stopwatch.timed("readers", readers::read);
            state.put(READ, "yes");
        }
        schedules.resume();
        heartbeat.begin();
        trainings.begin();
        return stopwatch.timed("opening", () -> summary.measure(opening)) + "\n  time: " + stopwatch + "\n";
    }

    String welcome() {
        return summary.welcome();
    }
}
