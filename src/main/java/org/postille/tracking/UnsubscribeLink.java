package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.postille.base.PostilleConfig;
import org.postille.base.Purpose;
import org.postille.base.Tokens;

/** The address that ends the consent a mail was sent under: for its header (RFC 8058) and its foot. */
@ApplicationScoped
public class UnsubscribeLink {

    private final Tokens tokens;
    private final String publicUrl;

    UnsubscribeLink(Tokens tokens, PostilleConfig config) {
        this.tokens = tokens;
        this.publicUrl = config.publicUrl();
    }

    public String of(long message) {
        return publicUrl + "/u/" + tokens.issue(Purpose.UNSUBSCRIBE, message);
    }

    Optional<Long> message(String token) {
        return tokens.open(Purpose.UNSUBSCRIBE, token)
                .filter(it -> it.size() == 1)
                .map(java.util.List::getFirst);
    }
}
