package org.postille.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postille.base.Bounds;
import org.postille.base.CsvFile;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Money;
import org.postille.base.Progress;

/**
 * Reads what products cost before they were imported, so that a shop need not wait a month for its first old price. What we were
 * told at the time stays as it is: only what lies before it is added.
 */
@ApplicationScoped
public class PriceImport {

    private static final int BATCH = 1000;
    private static final List<String> REQUIRED = List.of("id", "at", "price");
    private static final List<String> KNOWN = List.of("id", "at", "price", "sale_price");

    private final PriceSql sql;
    private final Clock clock;

    PriceImport(PriceSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A price from that instant on.
     *
     * @param onSale whether the shop called it reduced
     */
    record Row(int line, String sku, Instant at, Money price, boolean onSale) {}

    /**
     * Reads the file into the database.
     *
     * @return how many prices were added
     * @throws Invalid if it has no usable header
     */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        var batch = new ArrayList<Row>(BATCH);
        var added = new long[1];
        Runnable flush = () -> {
            var unknown = new ArrayList<Row>();
            added[0] += sql.addEarlier(batch, clock.instant(), unknown::add);
            unknown.forEach(it -> findings.accept(new Finding(
                    file.toString(), it.line, 0, "product '" + it.sku + "' is not known; import products first")));
            batch.clear();
        };
        new CsvFile(file, REQUIRED, KNOWN)
                .read(
                        row -> {
                            batch.add(read(row));
                            if (batch.size() == BATCH) {
                                flush.run();
                            }
                        },
                        findings,
                        progress);
        flush.run();
        return added[0];
    }

    private Row read(CsvFile.Row row) {
        var price = Money.parse(row.need("price"));
        var sale = row.get("sale_price").map(Money::parse).filter(it -> it.compareTo(price) < 0);
        var paid = sale.orElse(price);
        if (paid.amount().signum() <= 0) {
            throw new Invalid("'price' is " + paid + ", expected more than nothing");
        }
        return new Row(row.line(), Bounds.key(row.need("id"), "id", 100), at(row.need("at")), paid, sale.isPresent());
    }

    private Instant at(String text) {
        try {
            var at = Bounds.instant(OffsetDateTime.parse(text).toInstant(), "at");
            if (at.isAfter(clock.instant())) {
                throw new Invalid("'at' is " + text + ", which is still to come");
            }
            return at;
        } catch (DateTimeException e) {
            throw new Invalid("'at' is '" + text + "', expected for example 2026-03-01T00:00:00Z", e);
        }
    }
}
