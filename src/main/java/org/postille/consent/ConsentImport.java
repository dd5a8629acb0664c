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
 * Reads the column {@code consents} of a file of customers, after the customers themselves.
 *
 * <p>A cell holds {@code purpose:instant:source}, several separated by {@code |}:
 * {@code offers:2025-03-04T10:00:00Z:checkout|news:2025-03-04T10:00:00Z:footer}.
 */
@ApplicationScoped
public class ConsentImport {

    private static final int BATCH = 1000;

    private final ConsentSql sql;
    private final CustomerSql customers;
    private final Clock clock;

    ConsentImport(ConsentSql sql, CustomerSql customers, Clock clock) {
        this.sql = sql;
        this.customers = customers;
        this.clock = clock;
    }

    private record Given(int line, String customer, String purpose, Instant at, String source) {}

    /** @return how many consents the file brings; none if it has no such column */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        var batch = new ArrayList<Given>(BATCH);
        var stored = new long[1];
        new CsvFile(file, List.of("id"), List.of("id", "consents"))
                .read(
                        row -> {
                            row.get("consents").ifPresent(cell -> batch.addAll(read(row, cell)));
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
        row.get("consents").ifPresent(cell -> read(row, cell));
    }

    private List<Given> read(CsvFile.Row row, String cell) {
        var given = new ArrayList<Given>();
        for (var part : cell.split("\\|")) {
            var first = part.indexOf(':');
            var last = part.lastIndexOf(':');
            try {
                if (first <= 0 || last <= first || last == part.length() - 1) {
                    throw new DateTimeException("three parts expected");
                }
                var at = Bounds.instant(Instant.parse(part.substring(first + 1, last)), "consents");
                if (at.isAfter(clock.instant().plus(Bounds.CLOCKS_APART))) {
                    throw new Invalid("'consents' has '" + part + "', which is still to come");
                }
                given.add(new Given(
                        row.line(),
                        row.need("id"),
                        Bounds.text(part.substring(0, first).strip(), "consents", 50),
                        at,
                        Bounds.text(part.substring(last + 1).strip(), "consents", 100)));
            } catch (DateTimeException e) {
                throw new Invalid(
                        "'consents' has '" + part
                                + "', expected purpose:instant:source such as offers:2025-03-04T10:00:00Z:checkout",
                        e);
            }
        }
        return given;
    }

    private int flush(List<Given> batch, Path file, Consumer<Finding> findings) {
        var ids = customers.ids(batch.stream().map(Given::customer).distinct().toList());
        var rows = new ArrayList<ConsentRow>();
        for (var given : batch) {
            var id = ids.get(given.customer);
            if (id == null) {
                findings.accept(new Finding(
                        file.toString(),
                        given.line,
                        0,
                        "consents of customer '" + given.customer
                                + "', who was not imported; see the errors of that line"));
            } else {
                rows.add(new ConsentRow(id, given.purpose, given.at, given.source));
            }
        }
        sql.store(rows);
        batch.clear();
        return rows.size();
    }
}
