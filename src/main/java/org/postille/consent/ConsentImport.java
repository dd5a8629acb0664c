package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postille.base.Bounds;
import org.postille.base.CsvFile;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.customer.CustomerSql;

/**
 * Reads the columns {@code consents} and {@code tracking} of a file of customers, after the customers themselves.
 *
 * <p>A cell holds {@code purpose:instant:source}, several separated by {@code |}:
 * {@code offers:2025-03-04T10:00:00Z:checkout|news:2025-03-04T10:00:00Z:footer}. A cell of {@code tracking} holds a mode in the
 * place of the purpose: {@code none:2026-03-04T10:00:00Z:preferences}.
 */
@ApplicationScoped
public class ConsentImport {

    private static final int BATCH = 1000;

    /** Before a mode: no purpose has a colon. */
    private static final String CHOICE = "tracking:";

    private final ConsentSql sql;
    private final TrackingModeSql modes;
    private final CustomerSql customers;
    private final Clock clock;

    ConsentImport(ConsentSql sql, TrackingModeSql modes, CustomerSql customers, Clock clock) {
        this.modes = modes;
        this.sql = sql;
        this.customers = customers;
        this.clock = clock;
    }

    private record Given(int line, String customer, String purpose, Instant at, String source) {}

    /** @return how many consents the file brings; none if it has no such column */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        var batch = new ArrayList<Given>(BATCH);
        var stored = new long[1];
        new CsvFile(file, List.of("id"), List.of("id", "consents", "tracking"))
                .read(
                        row -> {
                            row.get("consents").ifPresent(cell -> batch.addAll(read(row, cell, "consents")));
                            row.get("tracking").ifPresent(cell -> batch.addAll(choice(row, cell)));
                            if (batch.size() >= BATCH) {
                                stored[0] += flush(batch, file, findings);
                            }
                        },
                        // What is wrong with a row was said when the customers were read.
                        _ -> {},
                        progress);
        return stored[0] + flush(batch, file, findings);
    }

    /** @throws Invalid if the consents of a customer cannot be read */
    public void check(CsvFile.Row row) {
        row.get("consents").ifPresent(cell -> read(row, cell, "consents"));
        row.get("tracking").ifPresent(cell -> choice(row, cell));
    }

    /** {@code none:2026-03-04T10:00:00Z:preferences}: a mode in the place of the purpose. */
    private List<Given> choice(CsvFile.Row row, String cell) {
        var read = read(row, cell, "tracking");
        read.forEach(it -> TrackingModes.named(it.purpose));
        return read.stream()
                .map(it -> new Given(it.line, it.customer, CHOICE + it.purpose, it.at, it.source))
                .toList();
    }

    private List<Given> read(CsvFile.Row row, String cell, String column) {
        var given = new ArrayList<Given>();
        for (var part : cell.split("\\|")) {
            var first = part.indexOf(':');
            var last = part.lastIndexOf(':');
            try {
                if (first <= 0 || last <= first || last == part.length() - 1) {
                    throw new DateTimeException("three parts expected");
                }
                var at = Bounds.instant(Instant.parse(part.substring(first + 1, last)), column);
                if (at.isAfter(clock.instant().plus(Bounds.CLOCKS_APART))) {
                    throw new Invalid("'" + column + "' has '" + part + "', which is still to come");
                }
                given.add(new Given(
                        row.line(),
                        row.need("id"),
                        Bounds.text(part.substring(0, first).strip(), column, 50),
                        at,
                        Bounds.text(part.substring(last + 1).strip(), column, 100)));
            } catch (DateTimeException e) {
                throw new Invalid(
                        "'" + column + "' has '" + part + "', expected "
                                + (column.equals("tracking")
                                        ? "mode:instant:source such as none:2026-03-04T10:00:00Z:preferences"
                                        : "purpose:instant:source such as offers:2025-03-04T10:00:00Z:checkout"),
                        e);
            }
        }
        return given;
    }

    private int flush(List<Given> batch, Path file, Consumer<Finding> findings) {
        var ids = customers.ids(batch.stream().map(Given::customer).distinct().toList());
        var rows = new ArrayList<ConsentRow>();
        var choices = new ArrayList<TrackingModeSql.Said>();
        for (var given : batch) {
            var id = ids.get(given.customer);
            if (id == null) {
                findings.accept(new Finding(
                        file.toString(),
                        given.line,
                        0,
                        "consents of customer '" + given.customer
                                + "', who was not imported; see the errors of that line"));
            } else if (given.purpose.startsWith(CHOICE)) {
                var mode = TrackingModes.named(given.purpose.substring(CHOICE.length()));
                choices.add(new TrackingModeSql.Said(id, mode, given.at, given.source));
            } else {
                rows.add(new ConsentRow(id, given.purpose, given.at, given.source));
            }
        }
        sql.store(rows);
        modes.store(choices);
        modes.heed(rows.stream()
                .filter(it -> it.purpose().equals("tracking"))
                .map(ConsentRow::customerId)
                .toList());
        batch.clear();
        return rows.size() + choices.size();
    }
}
