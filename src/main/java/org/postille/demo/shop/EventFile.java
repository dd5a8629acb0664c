package org.postille.demo.shop;

import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.postille.event.EventKind;

/**
 * An events file in the order of time, from events that come in nearly that order: an event is held back until no earlier one
 * can come.
 */
final class EventFile {

    /** @param cents price of one piece */
    record Line(String product, int quantity, long cents) {}

    private record Entry(long at, long order, EventKind kind, String customer, List<Line> lines) {}

    private final BufferedWriter out;
    private final String currency;
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    private final StringBuilder text = new StringBuilder();
    private long added;
    private long written;
    private long orderLines;

    EventFile(BufferedWriter out, String currency) {
        this.out = out;
        this.currency = currency;
    }

    /** @param at epoch second */
    void add(long at, EventKind kind, String customer, List<Line> lines) {
        waiting.add(new Entry(at, added++, kind, customer, lines));
    }

    /** Writes what happened before that epoch second; nothing earlier may be added any more. */
    void flush(long before) throws IOException {
        for (var first = waiting.peek(); first != null && first.at < before; first = waiting.peek()) {
            write(first);
            waiting.remove();
        }
    }

    long written() {
        return written;
    }

    long count(EventKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    long orderLines() {
        return orderLines;
    }

    private void write(Entry it) throws IOException {
        written++;
        counts.merge(it.kind, 1L, Long::sum);
        if (it.kind == EventKind.ORDERED) {
            orderLines += it.lines.size();
        }
        text.setLength(0);
        text.append("{\"id\":\"e-").append(written).append("\",\"type\":\"").append(it.kind.code());
        text.append("\",\"at\":\"").append(Instant.ofEpochSecond(it.at));
        text.append("\",\"customer\":\"").append(it.customer);
        text.append("\",\"currency\":\"").append(currency).append("\",\"items\":[");
        var separator = "";
        for (var line : it.lines) {
            text.append(separator).append("{\"product\":\"").append(line.product);
            text.append("\",\"quantity\":").append(line.quantity);
            text.append(",\"price\":\"").append(ShopFolder.amount(line.cents)).append("\"}");
            separator = ",";
        }
        out.append(text.append("]}\n"));
    }
}
