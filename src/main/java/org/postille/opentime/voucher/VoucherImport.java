package org.postille.opentime.voucher;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postille.base.Bounds;
import org.postille.base.CsvFile;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.campaign.definition.Voucher;

/** Reads codes of vouchers from CSV with the columns pool and code. A code that is there already stays with whom it was given to. */
@ApplicationScoped
public class VoucherImport {

    private static final List<String> COLUMNS = List.of("pool", "code");
    private static final int LONGEST_POOL = 50;
    private static final int BATCH = 1_000;

    private final VoucherSql sql;

    VoucherImport(VoucherSql sql) {
        this.sql = sql;
    }

    /**
     * Reads the file into the database.
     *
     * @return how many codes are in
     * @throws Invalid if it is no CSV with these columns
     */
    public long run(Path file, Consumer<Finding> findings, Progress progress) throws IOException {
        var batch = new ArrayList<VoucherSql.Row>(BATCH);
        var stored = new long[1];
        new CsvFile(file, COLUMNS, COLUMNS)
                .read(
                        row -> {
                            batch.add(new VoucherSql.Row(
                                    Bounds.key(need(row.get("pool"), "pool"), "pool", LONGEST_POOL),
                                    Bounds.key(need(row.get("code"), "code"), "code", Voucher.LONGEST_CODE)));
                            if (batch.size() == BATCH) {
                                stored[0] += sql.store(batch);
                                batch.clear();
                            }
                        },
                        findings,
                        progress);
        return stored[0] + (batch.isEmpty() ? 0 : sql.store(batch));
    }

    private static String need(java.util.Optional<String> value, String field) {
        return value.orElseThrow(() -> new Invalid("'" + field + "' is missing"));
    }
}
