package org.postille.opentime.voucher;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.campaign.definition.Voucher;

/** Which code a mail brings: the one for all, or one of its own, given once and kept. */
@ApplicationScoped
public class Vouchers {

    private final VoucherSql sql;
    private final Clock clock;

    Vouchers(VoucherSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The code of a mail that is being written; the same each time.
     *
     * @throws Invalid if the pool has none left: the mail waits for more
     */
    public String code(long message, Voucher voucher) {
        var code = voucher.code();
        if (code != null) {
            return code;
        }
        var pool = pool(voucher);
        return sql.given(pool, message)
                .or(() -> given(pool, message))
                .orElseThrow(() -> new Invalid(
                        "the vouchers '" + pool + "' have no code left; bring more: ./postille import vouchers FILE"));
    }

    private Optional<String> given(String pool, long message) {
        try {
            return sql.give(pool, message, clock.instant());
        } catch (Sql.Failed e) {
            // Another node was as quick with the same mail.
            return sql.given(pool, message);
        }
    }

    /** The code that a mail brought, if it did. */
    public Optional<String> brought(long message, Voucher voucher) {
        var code = voucher.code();
        return code == null ? sql.given(pool(voucher), message) : Optional.of(code);
    }

    private static String pool(Voucher voucher) {
        return String.valueOf(voucher.pool());
    }
}
