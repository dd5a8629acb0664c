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
import java.util.Map;
import java.util.function.Consumer;
import org.postille.base.Finding;
import org.postille.base.LineFile;
import org.postille.base.Progress;

/** Reads history from JSON Lines, an event a line: idempotent by the event's id, a bad line is reported and skipped. */
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
        var batch = new ArrayList<ShopEvent>(BATCH);
        var lines = new IdentityHashMap<ShopEvent, Integer>();
        var stored = new long[1];
        var items = new int[1];
        LineFile.read(
                file,
                (line, text) -> {
                    try {
                        var event = EventJson.read(JSON.readTree(text));
                        batch.add(event);
                        lines.put(event, line);
                        items[0] += event.items().size();
                    } catch (JsonProcessingException e) {
                        var at = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
                        findings.accept(new Finding(file.toString(), line, at, "not JSON: " + e.getOriginalMessage()));
                    }
                    if (batch.size() >= BATCH || items[0] >= BATCH) {
                        stored[0] += flush(batch, lines, file, findings);
                        items[0] = 0;
                    }
                },
                findings,
                progress);
        return stored[0] + flush(batch, lines, file, findings);
    }

    private int flush(List<ShopEvent> batch, Map<ShopEvent, Integer> lines, Path file, Consumer<Finding> findings) {
        var appended = log.append(SOURCE, batch);
        appended.refused().entrySet().stream()
                .map(it -> new Finding(file.toString(), lines.getOrDefault(it.getKey(), 0), 0, it.getValue()))
                .sorted()
                .forEach(findings);
        batch.clear();
        lines.clear();
        return appended.events();
    }
}
