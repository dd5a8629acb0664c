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
     * Reads the file into the database.
     *
     * @return how many products were stored
     * @throws Invalid if it is neither CSV with the needed columns nor a feed
     */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        var batch = new ArrayList<ProductRow>(BATCH);
        var stored = new long[1];
        Consumer<ProductRow> take = row -> {
            batch.add(row);
            if (batch.size() == BATCH) {
                stored[0] += flush(batch, file, findings);
            }
        };
        if (isXml(file)) {
            MerchantFeed.read(file, take, findings, progress);
        } else {
            new CsvFile(file, ProductFields.REQUIRED, ProductFields.KNOWN)
                    .read(row -> take.accept(ProductFields.read(row.line(), row::get)), findings, progress);
        }
        return stored[0] + flush(batch, file, findings);
    }

    private int flush(List<ProductRow> batch, Path file, Consumer<Finding> findings) {
        sql.store(batch, clock.instant());
        photos.take(batch, file, findings);
        var size = batch.size();
        batch.clear();
        return size;
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
