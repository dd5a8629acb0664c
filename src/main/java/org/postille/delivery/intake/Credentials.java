package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.postille.base.Ground;
import org.postille.base.Invalid;
import org.postille.base.NotFound;
import org.postille.delivery.feedback.BounceConfig;
import org.postille.delivery.feedback.Bounces.Source;

/** Whether a webhook comes from the relay that it speaks for. Made at the start, so that a key of the wrong form is told then. */
@Startup
@ApplicationScoped
class Credentials {

    private static final int SHORTEST_SECRET = 16;
    private static final String NOT_SET =
            "no bounces of this relay are taken here: postille.bounces.hooks.%s is not set";

    /** Mailgun's signature tells its time but not its body; it tries for eight hours. */
    private static final Duration OLDEST = Duration.ofDays(1);

    private final Optional<String> secret;
    private final Optional<String> topic;
    private final Optional<String> mailgun;
    private final Optional<PublicKey> sendgrid;
    private final Clock clock;
    private final MailgunTokenSql tokens;

    /** @throws Invalid if a key has not the form that its relay gives it */
    Credentials(BounceConfig config, Clock clock, MailgunTokenSql tokens) {
        var hooks = config.hooks();
        this.secret = hooks.secret().filter(it -> !it.isBlank());
        this.topic = hooks.sesTopic().filter(it -> !it.isBlank());
        this.mailgun = hooks.mailgunKey().filter(it -> !it.isBlank());
        this.sendgrid = hooks.sendgridKey().filter(it -> !it.isBlank()).map(Credentials::key);
        this.clock = clock;
        this.tokens = tokens;
        if (secret.filter(it -> it.length() < SHORTEST_SECRET).isPresent()) {
            throw new Invalid("postille.bounces.hooks.secret needs at least " + SHORTEST_SECRET
                    + " characters; make one with: openssl rand -hex 24");
        }
    }

    private static PublicKey key(String text) {
        try {
            var encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Invalid(
                    "postille.bounces.hooks.sendgrid-key is no verification key of SendGrid's event webhook", e);
        }
    }

    /**
     * What a request brings to prove itself.
     *
     * @param password  of HTTP basic authentication, or a header with the secret
     * @param signature of SendGrid, in base64
     * @param timestamp beside it
     * @param topic     that SNS names in a header
     */
    record Proof(
            @Nullable String password,
            @Nullable String signature,
            @Nullable String timestamp,
            @Nullable String topic) {}

    /**
     * {@return what is wrong with a request; nothing if it is from the relay}
     *
     * @throws NotFound if nothing is taken from that relay
     */
    Optional<String> objection(Source source, Proof proof, byte[] raw, JsonNode body) {
        return switch (source) {
            case SES -> bySecret(proof).or(() -> byTopic(proof, body));
            case POSTMARK -> bySecret(proof);
            case MAILGUN -> byMailgun(body.path("signature")).or(() -> byToken(body));
            case SENDGRID -> bySendgrid(proof, raw);
            case RELAY, SMTP, LMTP, IMAP, POP3 -> throw new NotFound("there are no webhooks of " + source.code());
        };
    }

    private Optional<String> bySecret(Proof proof) {
        var expected = secret.orElseThrow(() -> new NotFound(NOT_SET.formatted("secret")));
        return proof.password() != null && same(expected, proof.password())
                ? Optional.empty()
                : Optional.of("the secret is missing or wrong: give it as the password, or as X-Postille-Secret");
    }

    private Optional<String> byTopic(Proof proof, JsonNode body) {
        var expected = topic.orElseThrow(() -> new NotFound(NOT_SET.formatted("ses-topic")));
        var given = body.has("TopicArn") ? Json.text(body, "TopicArn") : proof.topic();
        return given != null && same(expected, given)
                ? Optional.empty()
                : Optional.of("the topic is not the one of postille.bounces.hooks.ses-topic");
    }

    private Optional<String> byMailgun(JsonNode signature) {
        var key = mailgun.orElseThrow(() -> new NotFound(NOT_SET.formatted("mailgun-key")));
        var timestamp = Json.text(signature, "timestamp");
        if (!same(hmac(key, timestamp + Json.text(signature, "token")), Json.text(signature, "signature"))) {
            return Optional.of("the signature does not fit");
        }
        try {
            var signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
            // The demo's clock runs ahead of the world's, by which the relay goes.
            return isOfNow(signed, clock) || isOfNow(signed, Ground.world())
                    ? Optional.empty()
                    : Optional.of("the signature is too old");
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return Optional.of("the signature has no time");
        }
    }

    /** The signature covers no body: whoever saw one must not say something else with it. */
    private Optional<String> byToken(JsonNode body) {
        var now = clock.instant();
        var fits = tokens.serves(
                Json.hash(Json.text(body.path("signature"), "token")),
                Json.hash(body.path("event-data").toString()),
                now);
        tokens.forget(now.minus(OLDEST.multipliedBy(2)));
        return fits ? Optional.empty() : Optional.of("the token of the signature has served for another body");
    }

    private static boolean isOfNow(Instant signed, Clock clock) {
        return Duration.between(signed, clock.instant()).abs().compareTo(OLDEST) <= 0;
    }

    /** It covers time and body; one that comes again changes nothing, so its age is nothing to us. */
    private Optional<String> bySendgrid(Proof proof, byte[] raw) {
        var key = sendgrid.orElseThrow(() -> new NotFound(NOT_SET.formatted("sendgrid-key")));
        if (proof.signature() == null || proof.timestamp() == null) {
            return Optional.of("expected the headers of the signed event webhook");
        }
        try {
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(proof.timestamp().getBytes(StandardCharsets.UTF_8));
            check.update(raw);
            return check.verify(Base64.getDecoder().decode(proof.signature()))
                    ? Optional.empty()
                    : Optional.of("the signature does not fit");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of("the signature cannot be read");
        }
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
