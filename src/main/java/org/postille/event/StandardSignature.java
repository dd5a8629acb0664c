package org.postille.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/**
 * The symmetric signature of Standard Webhooks 1.0: HMAC-SHA-256 over {@code id.timestamp.body}, in base64, after {@code v1,};
 * several signatures are separated by spaces while a secret is rotated, and one of them must fit.
 */
public final class StandardSignature {

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    private final SecretKeySpec key;
    private final Duration tolerance;

    /** @throws Invalid if the secret is not of the form the standard gives */
    public StandardSignature(String secret, Duration tolerance) {
        var encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new Invalid("the secret of the webhooks is not base64 after '" + PREFIX + "'", e);
        }
        if (bytes.length < 24 || bytes.length > 64) {
            throw new Invalid("the secret of the webhooks has " + bytes.length + " bytes, expected 24 to 64");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.tolerance = tolerance;
    }

    /**
     * What keeps this body from being taken as signed by the shop, lately; nothing if all is well. The time is told only to one
     * who has the secret.
     */
    public Optional<String> objection(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null || timestamp == null || signatures == null || id.isEmpty()) {
            return Optional.of("expected the headers webhook-id, webhook-timestamp and webhook-signature");
        }
        if (!fits(signatures, sign(id, timestamp, body))) {
            return Optional.of("the signature of the webhook does not fit");
        }
        try {
            var away = behind(timestamp, now);
            return away.abs().compareTo(tolerance) <= 0
                    ? Optional.empty()
                    : Optional.of("webhook-timestamp is " + Math.abs(away.toSeconds()) + " seconds "
                            + (away.isNegative() ? "ahead of" : "behind") + " our clock, expected at most "
                            + tolerance.toSeconds());
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.of("webhook-timestamp is no number of seconds since 1970");
        }
    }

    /** How far the sender's clock was behind ours, of a timestamp that {@link #objection} has nothing against. */
    static Duration behind(@Nullable String timestamp, Instant now) {
        return Duration.between(Instant.ofEpochSecond(Long.parseLong(String.valueOf(timestamp))), now);
    }

    private static boolean fits(String signatures, String expected) {
        var fits = false;
        for (var signature : signatures.split(" ")) {
            // Every one is compared, in the same time, so that the answer's time tells nothing.
            fits |= signature.startsWith(VERSION)
                    && MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.US_ASCII),
                            signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8));
        }
        return fits;
    }

    /** The signature of that content, without its version. */
    public String sign(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
