package org.postille.opentime;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/**
 * Pictures under addresses of their content: all readers who are shown the same ask for the same address, which tells nothing of
 * them. Kept as long as mails answer, and sealed, so that nobody can try out addresses.
 */
@ApplicationScoped
class FinishedPictures {

    /** The half of a SHA-256. */
    private static final int HASH = 16;

    /** So much longer than needed a picture is kept, so that mails of one day do not each write it again. */
    private static final Duration MARGIN = Duration.ofDays(7);

    private final FinishedSql sql;
    private final Tokens tokens;
    private final OpenTimeConfig config;
    private final Clock clock;
    private final String publicUrl;

    FinishedPictures(FinishedSql sql, Tokens tokens, OpenTimeConfig config, PostilleConfig settings, Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
        publicUrl = settings.publicUrl();
    }

    /** Keeps the picture for as long as a mail of now may be opened. @return its address */
    String address(byte[] jpeg) {
        var hash = hash(jpeg);
        var needed = clock.instant().plus(config.answersFor());
        if (!sql.isKept(hash, needed)) {
            sql.keep(hash, jpeg, needed.plus(MARGIN));
        }
        var numbers = ByteBuffer.wrap(hash);
        return publicUrl + "/f/" + tokens.issue(Purpose.FINISHED, numbers.getLong(), numbers.getLong()) + ".jpg";
    }

    /** The picture of a token; nothing if it is none of ours, or no longer needed. A forged one costs no statement. */
    Optional<byte[]> picture(String token) {
        return tokens.open(Purpose.FINISHED, token)
                .filter(it -> it.size() == 2)
                .flatMap(it -> sql.picture(ByteBuffer.allocate(HASH)
                        .putLong(it.get(0))
                        .putLong(it.get(1))
                        .array()));
    }

    private static byte[] hash(byte[] jpeg) {
        try {
            return java.util.Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(jpeg), HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Forgets pictures that no mail needs any more. */
    @Scheduled(identity = "postille-finished-pictures", cron = "0 41 3 * * ?")
    void forget() {
        var now = clock.instant();
        var gone = sql.forget(now);
        while (gone > 0) {
            gone = sql.forget(now);
        }
    }
}
