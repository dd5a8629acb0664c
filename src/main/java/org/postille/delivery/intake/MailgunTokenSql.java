package org.postille.delivery.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Statements on the tokens of Mailgun's signatures, which serve for one body each. */
@ApplicationScoped
class MailgunTokenSql {

    private final DataSource database;

    MailgunTokenSql(DataSource database) {
        this.database = database;
    }

    /**
     * {@return whether this is the first body that the token serves for, or the same again} Whoever inserts first has it; a
     * parallel delivery waits here for the first. By primary key.
     *
     * @param token SHA-256 in hexadecimal digits
     * @param body  the same
     */
    boolean serves(String token, String body, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var claim = connection.prepareStatement(
                            "insert ignore into mailgun_token (token, body, used_at) values (unhex(?), unhex(?), ?)");
                    var known = connection.prepareStatement(
                            "select 1 from mailgun_token where token = unhex(?) and body = unhex(?)")) {
                claim.setString(1, token);
                claim.setString(2, body);
                claim.setObject(3, now);
                if (claim.executeUpdate() == 1) {
                    return true;
                }
                known.setString(1, token);
                known.setString(2, body);
                try (var rows = known.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Removes some that are older than any signature that is taken; index mailgun_token_used. */
    void forget(Instant before) {
        try {
            Sql.inTransaction(database, connection -> {
                try (var statement = connection.prepareStatement(
                        "delete from mailgun_token where used_at < ? order by used_at limit 100")) {
                    statement.setObject(1, before);
                    return statement.executeUpdate();
                }
            });
        } catch (RuntimeException e) {
            // Another is at it; the next removes them.
            if (!Sql.isDeadlock(e)) {
                throw e;
            }
        }
    }
}
