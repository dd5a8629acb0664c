package org.postille.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.postille.base.AttributeColumns;
import org.postille.base.Attributes;
import org.postille.base.CsvFile;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Progress;

/**
 * Reads products from CSV or a Google Merchant feed: idempotent by SKU, a bad entry is reported by its line and skipped. Photos
 * that lie beside the file are scaled and kept in the same go.
 */
@ApplicationScoped
public class ProductImport {

    private static final int BATCH = 500;

    private final ProductSql sql;
    private final PhotoIntake photos;
    private final Clock clock;

    ProductImport(ProductSql sql, PhotoIntake photos, Clock clock) {
        this.sql = sql;
        this.photos = photos;
        this.clock = clock;
    }

    /**
     * Reads the file into the database, with the photos beside it.
     *
     * @return how many products were stored
     * @throws Invalid if it is neither CSV with the needed columns nor a feed
     */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        return inBatches(
                file,
                batch -> {
                    sql.store(batch, clock.instant());
                    photos.take(batch, file, findings);
                },
                findings,
                progress);
    }

    /** The same without the photos, for a caller who has other things to do before {@link #photos}. */
    public long withoutPhotos(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        return inBatches(file, batch -> sql.store(batch, clock.instant()), findings, progress);
    }

    /** The photos of products that are stored already. */
    public void photos(Path file, Consumer<Finding> findings) throws IOException {
        inBatches(file, batch -> photos.take(batch, file, findings), _ -> {}, Progress.UNSEEN);
    }

    private long inBatches(Path file, Consumer<List<ProductRow>> work, Consumer<Finding> findings, Progress progress)
            throws IOException {
        var now = clock.instant();
        var batch = new ArrayList<ProductRow>(BATCH);
        var rows = new long[1];
        Runnable flush = () -> {
            work.accept(batch);
            rows[0] += batch.size();
            batch.clear();
        };
        Consumer<ProductRow> take = row -> {
            batch.add(row);
            if (batch.size() == BATCH) {
                flush.run();
            }
        };
        if (isXml(file)) {
            MerchantFeed.read(file, now, take, findings, progress);
        } else {
            var attributes = AttributeColumns.others(file.toString(), ProductFields.KNOWN, findings);
            new CsvFile(file, ProductFields.REQUIRED, ProductFields.KNOWN, attributes::name)
                    .read(
                            row -> take.accept(
                                    ProductFields.read(row.line(), now, row::get, Attributes.of(attributes.read(row)))),
                            findings,
                            progress);
        }
        flush.run();
        return rows[0];
    }

    private static boolean isXml(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            var start = new String(in.readNBytes(64), java.nio.charset.StandardCharsets.UTF_8);
            return start.replace("\uFEFF", "").stripLeading().startsWith("<");
        }
    }
}
