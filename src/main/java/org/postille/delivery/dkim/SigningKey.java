package org.postille.delivery.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.postille.base.Invalid;

/**
 * One private key, the name under which its public half is published, and that half. Never shows the private one: neither
 * {@code toString} nor any message has it.
 */
public final class SigningKey {

    private static final int FEWEST_BITS = 2048;
    /** A SubjectPublicKeyInfo of Ed25519 is these and the key itself, which is all that RFC 8463 publishes. */
    private static final int ED25519_HEAD = 12;

    private final String selector;
    private final Algorithm algorithm;
    private final boolean signs;
    /** As the one who signs wants it. */
    private final PrivateKey secret;

    private final PublicKey open;

    /**
     * @param selector one or more DNS labels
     * @param signs    now; a key that does not is published before or after its time
     * @throws Invalid for an RSA key below 2048 bits, and for a kind of key that DKIM does not know
     */
    public SigningKey(String selector, boolean signs, PrivateKey secret) {
        this.selector = selector;
        this.signs = signs;
        try {
            switch (secret) {
                case RSAPrivateCrtKey rsa -> {
                    algorithm = Algorithm.RSA;
                    open = open(rsa);
                }
                case EdECPrivateKey edwards
                when edwards.getParams().getName().equals("Ed25519") -> {
                    algorithm = Algorithm.ED25519;
                    open = open(edwards);
                }
                default -> throw new Invalid("is neither an RSA nor an Ed25519 key");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA and Ed25519", e);
        }
        this.secret = Cryptography.ownKey(algorithm, secret);
    }

    private static PublicKey open(RSAPrivateCrtKey rsa) throws GeneralSecurityException {
        if (rsa.getModulus().bitLength() < FEWEST_BITS) {
            throw new Invalid("is an RSA key of only " + rsa.getModulus().bitLength() + " bits, at least " + FEWEST_BITS
                    + " are needed");
        }
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }

    /** Java has no other way from the private key to the public one than to generate it again. */
    private static PublicKey open(EdECPrivateKey edwards) throws GeneralSecurityException {
        var seed = edwards.getBytes().orElseThrow(() -> new Invalid("holds no Ed25519 key"));
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        var pair = generator.generateKeyPair();
        if (!(pair.getPrivate() instanceof EdECPrivateKey again)
                || !Arrays.equals(seed, again.getBytes().orElseThrow())) {
            throw new IllegalStateException("this Java makes Ed25519 keys in another way");
        }
        return pair.getPublic();
    }

    /** Gives what it was given. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] octets;

        Seed(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(octets, 0, bytes, 0, bytes.length);
        }
    }

    /** Its public half is published at {@code selector._domainkey.domain}. */
    public String selector() {
        return selector;
    }

    /** Its kind. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** Whether mails are signed with it now. */
    public boolean signs() {
        return signs;
    }

    /** The public half as a record has it (tag p): RSA as SubjectPublicKeyInfo, Ed25519 as the 32 octets of RFC 8463. */
    public String published() {
        var encoded = open.getEncoded();
        var octets = switch (algorithm) {
            case RSA -> encoded;
            case ED25519 -> Arrays.copyOfRange(encoded, ED25519_HEAD, encoded.length);
        };
        return Base64.getEncoder().encodeToString(octets);
    }

    /** The TXT record to publish, in one piece (RFC 6376 section 3.6.1). */
    public String record() {
        return "v=DKIM1; k=" + algorithm.code() + "; p=" + published();
    }

    /** A signature over these octets; Ed25519 is given their SHA-256 by the caller (RFC 8463 section 3). */
    byte[] sign(byte[] octets) {
        try {
            var signature = Cryptography.signature(algorithm, secret);
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the DKIM key " + selector + " cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return selector + " (" + algorithm.code() + ")";
    }
}
