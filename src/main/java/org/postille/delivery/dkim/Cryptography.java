package org.postille.delivery.dkim;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.quarkus.logging.Log;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who computes signatures: native code where it runs on this machine, which is several times as fast, else Java's own. Both give
 * the same signatures. Only these are asked for; every other use of cryptography stays with Java's.
 */
final class Cryptography {

    private static final @Nullable Provider NATIVE = nativeProvider();

    private Cryptography() {}

    private static @Nullable Provider nativeProvider() {
        try {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null ? provider : null;
        } catch (LinkageError e) {
            return null; // Not made for this machine.
        }
    }

    /** The same key, as the one who signs wants to have it. */
    static PrivateKey ownKey(Algorithm algorithm, PrivateKey key) {
        if (NATIVE == null) {
            return key;
        }
        try {
            var own = KeyFactory.getInstance(algorithm.keys(), NATIVE)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
            var trial = Signature.getInstance(algorithm.signatures(), NATIVE);
            trial.initSign(own);
            return own;
        } catch (GeneralSecurityException e) {
            Log.debugf("%s is signed by Java: %s", algorithm, e.getMessage());
            return key;
        }
    }

    /** Ready to sign with a key of {@link #ownKey}. */
    static Signature signature(Algorithm algorithm, PrivateKey key) throws GeneralSecurityException {
        var signature = NATIVE == null || !isOwn(key)
                ? Signature.getInstance(algorithm.signatures())
                : Signature.getInstance(algorithm.signatures(), NATIVE);
        signature.initSign(key);
        return signature;
    }

    private static boolean isOwn(PrivateKey key) {
        return key.getClass().getName().startsWith("com.amazon.corretto.");
    }
}
