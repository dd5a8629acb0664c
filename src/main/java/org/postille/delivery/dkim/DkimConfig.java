package org.postille.delivery.dkim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** With what mails are signed. */
@ConfigMapping(prefix = "postille.dkim")
public interface DkimConfig {

    /** The signing domain. Not set, it is that of {@code postille.shop.from}; another one must share its registered domain. */
    Optional<String> domain();

    /** The keys by selector: letters, digits and hyphens, such as {@code r2026}. */
    Map<String, Key> keys();

    /** One key. */
    interface Key {

        /** The private key: PEM, PKCS #8, readable by the server's account only. */
        Optional<Path> file();

        /** {@code rsa} or {@code ed25519}. Not set, the file says it; set, the file must agree. */
        Optional<String> algorithm();

        /** Whether mails are signed with it. {@code false} for a key that is published only: one not yet in use, or no longer. */
        @WithDefault("true")
        boolean signs();
    }
}
