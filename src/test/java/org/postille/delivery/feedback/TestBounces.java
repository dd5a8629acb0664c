package org.postille.delivery.feedback;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postille.base.PostilleConfig;
import org.postille.base.Tokens;

/** The addresses of bounces, with a domain while a test has one. */
@Alternative
@Priority(100)
@Singleton
public class TestBounces extends BounceAddress {

    /** A domain of ours. */
    public static final String DOMAIN = "bounces.example.com";

    private final BounceAddress verp;
    private volatile boolean set;

    TestBounces(Tokens tokens, PostilleConfig config) {
        super(tokens, Optional.empty(), config.shop().from());
        verp = new BounceAddress(tokens, Optional.of(DOMAIN), config.shop().from());
    }

    public void haveADomain() {
        set = true;
    }

    public void haveNoDomain() {
        set = false;
    }

    /** The envelope sender that a mail has while there is a domain. */
    public String verp(long message, String recipient) {
        return verp.of(message, recipient);
    }

    @Override
    public String of(long message, String recipient) {
        return set ? verp.of(message, recipient) : super.of(message, recipient);
    }

    @Override
    public Optional<java.net.URI> unsubscribe(long message) {
        return verp.unsubscribe(message);
    }
}
