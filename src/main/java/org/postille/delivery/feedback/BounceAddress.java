package org.postille.delivery.feedback;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.delivery.smtp.EmailAddress;

/**
 * Addresses that tell which mail they belong to (VERP): {@code b+TOKEN@} for its bounces and {@code u+TOKEN@} for unsubscribing
 * by mail. The tokens are signed, and written so that they survive being put into lower case. Made at the start, so that a domain
 * that is none is told then.
 */
@Startup
@ApplicationScoped
public class BounceAddress {

    private static final String BOUNCE = "b+";
    private static final String UNSUBSCRIBE = "u+";

    /** How many bits of the token's number tell the recipient's address; the rest is the message. */
    private static final int FINGERPRINT = 24;

    private static final Pattern UNSUBSCRIBE_LINK = Pattern.compile("/u/([A-Za-z0-9_-]{20,128})");
    private static final Pattern MAILTO = Pattern.compile("mailto:([^?>,\\s]{1,320})", Pattern.CASE_INSENSITIVE);

    private final Tokens tokens;
    private final String shop;
    private final Optional<String> domain;

    /** @throws Invalid if {@code postille.bounces.domain} is no domain */
    @Inject
    BounceAddress(Tokens tokens, BounceConfig bounces, PostilleConfig config) {
        this(tokens, bounces.domain().filter(it -> !it.isBlank()), config.shop().from());
    }

    BounceAddress(Tokens tokens, Optional<String> domain, String shop) {
        this.tokens = tokens;
        this.shop = shop;
        this.domain = domain.map(BounceAddress::checked);
    }

    private static String checked(String domain) {
        try {
            return EmailAddress.of("b@" + domain).domain();
        } catch (Invalid e) {
            throw new Invalid(
                    "postille.bounces.domain is '" + domain + "', expected a domain such as bounces.example.com", e);
        }
    }

    /** What an address or an id of ours stands for. */
    public sealed interface Mark {

        /** {@return the id of the message} */
        long message();

        /**
         * One mail.
         *
         * @param recipient tells the address that it went to, see {@link #fingerprint}; null where the mark does not tell
         */
        record Sent(long message, @Nullable Integer recipient) implements Mark {}

        /** The wish not to get such mail any more. */
        record Unsubscribe(long message) implements Mark {}
    }

    /** {@return the envelope sender of a mail to that recipient; the shop's address where no domain is set} */
    public String of(long message, String recipient) {
        return domain.map(it ->
                        BOUNCE + tokens.issueCaseless(Purpose.BOUNCE, (message << FINGERPRINT) | fingerprint(recipient))
                                + "@" + it)
                .orElse(shop);
    }

    /** {@return what List-Unsubscribe may offer beside its URL; nothing where no domain is set} */
    public Optional<URI> unsubscribe(long message) {
        return domain.map(it -> URI.create("mailto:" + UNSUBSCRIBE + tokens.issueCaseless(Purpose.UNSUBSCRIBE, message)
                + "@" + it + "?subject=unsubscribe"));
    }

    /** {@return whether mail to this address is for us: whatever its domain, its token is ours} */
    public boolean takes(String address) {
        return ofEnvelope(address).isPresent();
    }

    /**
     * {@return what an address or a Message-ID of ours stands for; nothing for any other}
     *
     * @param text with angle brackets or without
     */
    public Optional<Mark> read(String text) {
        var bare = text.strip().replaceAll("^<|>$", "");
        return ofEnvelope(bare)
                .or(() -> single(tokens.open(Purpose.MESSAGE, local(bare))).map(it -> new Mark.Sent(it, null)));
    }

    private Optional<Mark> ofEnvelope(String address) {
        var local = local(address);
        if (local.regionMatches(true, 0, BOUNCE, 0, BOUNCE.length())) {
            return single(tokens.openCaseless(Purpose.BOUNCE, local.substring(BOUNCE.length())))
                    .map(it -> new Mark.Sent(it >>> FINGERPRINT, (int) (it & ((1 << FINGERPRINT) - 1))));
        }
        if (local.regionMatches(true, 0, UNSUBSCRIBE, 0, UNSUBSCRIBE.length())) {
            return single(tokens.openCaseless(Purpose.UNSUBSCRIBE, local.substring(UNSUBSCRIBE.length())))
                    .map(Mark.Unsubscribe::new);
        }
        return Optional.empty();
    }

    /** {@return the mail that has this List-Unsubscribe} */
    Optional<Mark> ofListUnsubscribe(String value) {
        var link = UNSUBSCRIBE_LINK.matcher(value);
        if (link.find()) {
            var message = single(tokens.open(Purpose.UNSUBSCRIBE, link.group(1)));
            if (message.isPresent()) {
                return message.map(it -> new Mark.Sent(it, null));
            }
        }
        var mailto = MAILTO.matcher(value);
        return mailto.find()
                ? ofEnvelope(mailto.group(1)).map(it -> new Mark.Sent(it.message(), null))
                : Optional.empty();
    }

    /** {@return 24 bits that tell one address from another, whatever their case} */
    static int fingerprint(String address) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return ((hash[0] & 0xff) << 16) | ((hash[1] & 0xff) << 8) | (hash[2] & 0xff);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String local(String address) {
        var at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(0, at);
    }

    private static Optional<Long> single(Optional<List<Long>> numbers) {
        return numbers.filter(it -> it.size() == 1).map(List::getFirst);
    }
}
