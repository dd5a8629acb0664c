package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/** The addresses of pictures that tell the state of something besides products: countdowns and vouchers. */
@ApplicationScoped
public class LiveLinks {

    /** Stands for what does not end. */
    static final long NEVER = Long.MAX_VALUE;

    private final Tokens tokens;
    private final String publicUrl;

    LiveLinks(Tokens tokens, PostilleConfig config) {
        this.tokens = tokens;
        publicUrl = config.publicUrl();
    }

    /** Of the picture that counts to that moment: the same for all readers of the language, and telling of none. */
    public String countdown(Instant end, String language) {
        return publicUrl + "/t/" + tokens.issue(Purpose.COUNTDOWN, end.getEpochSecond(), packed(language)) + ".gif";
    }

    /** @param end null: it does not end */
    public String voucher(long message, @Nullable Instant end) {
        return publicUrl + "/a/" + tokens.issue(Purpose.VOUCHER, message, end == null ? NEVER : end.getEpochSecond())
                + ".png";
    }

    /** At most eight characters of ASCII as one number. */
    private static long packed(String language) {
        var packed = 0L;
        for (var one : language.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII)) {
            packed = (packed << 8) | (one & 0xFF);
        }
        return packed;
    }

    static String language(long packed) {
        var language = new StringBuilder();
        for (var rest = packed; rest != 0; rest >>>= 8) {
            language.insert(0, (char) (rest & 0xFF));
        }
        return language.toString();
    }
}
