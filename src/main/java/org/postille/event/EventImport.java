package org.postille.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.postille.base.Finding;
import org.postille.base.LineFile;
import org.postille.base.Progress;

/**
 * Reads history from JSON Lines, an event a line: idempotent by the event's id, a bad line is reported and skipped. While a batch
 * is being written, the next one is read.
 */
@ApplicationScoped
public class EventImport {

    private static final String SOURCE = "import";
    private static final int BATCH = 2000;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final EventLog log;

    EventImport(EventLog log) {
        this.log = log;
    }

    /**
     * Reads the file into the log. Nothing is announced: history starts no campaign.
     *
     * @return how many events of the file are now in the log
     */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var writing = new Writing(file, thread, findings);
            LineFile.read(
                    file,
                    (line, text) -> {
                        try {
                            writing.add(line, EventJson.read(JSON.readTree(text)));
                        } catch (JsonProcessingException e) {
                            var at = e.getLocation() == null
                                    ? 0
                                    : e.getLocation().getColumnNr();
                            writing.batch.findings.add(
                                    new Finding(file.toString(), line, at, "not JSON: " + EventJson.complaint(e)));
                        }
                    },
                    finding -> writing.batch.findings.add(finding),
                    progress);
            writing.next();
            writing.await();
            return writing.stored;
        }
    }

    /** Events that are written together, and all that is wrong between the first and the last of their lines. */
    private static final class Batch {
        private final List<ShopEvent> events = new ArrayList<>(BATCH);
        private final IdentityHashMap<ShopEvent, Integer> lines = new IdentityHashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private int items;
        private int stored;
    }

    private final class Writing {
        private final Path file;
        private final ExecutorService thread;
        private final Consumer<Finding> findings;
        private Batch batch = new Batch();
        private CompletableFuture<Batch> written = CompletableFuture.completedFuture(new Batch());
        private long stored;

        Writing(Path file, ExecutorService thread, Consumer<Finding> findings) {
            this.file = file;
            this.thread = thread;
            this.findings = findings;
        }

        void add(int line, ShopEvent event) {
            batch.events.add(event);
            batch.lines.put(event, line);
            batch.items += event.items().size();
            if (batch.events.size() >= BATCH || batch.items >= BATCH) {
                next();
            }
        }

        /** Lets the batch be written as soon as the one before it is. */
        void next() {
            await();
            var full = batch;
            batch = new Batch();
            written = CompletableFuture.supplyAsync(() -> write(full), thread);
        }

        void await() {
            try {
                var done = written.join();
                stored += done.stored;
                done.findings.stream().sorted().forEach(findings);
                written = CompletableFuture.completedFuture(new Batch());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        private Batch write(Batch full) {
            var appended = log.append(SOURCE, full.events);
            appended.refused()
                    .forEach((event, why) ->
                            full.findings.add(new Finding(file.toString(), full.lines.getOrDefault(event, 0), 0, why)));
            for (var event : full.events) {
                if (!appended.refused().containsKey(event)) {
                    var line = full.lines.getOrDefault(event, 0);
                    event.doubts().forEach(it -> full.findings.add(new Finding(file.toString(), line, 0, it, true)));
                }
            }
            full.stored = appended.events();
            return full;
        }
    }
}
