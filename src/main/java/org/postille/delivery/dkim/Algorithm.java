package org.postille.delivery.dkim;

import java.util.Locale;

/** How a key signs; always over SHA-256. */
public enum Algorithm {
    /** RFC 6376: what every receiver can verify. */
    RSA("RSA", "SHA256withRSA"),
    /** RFC 8463: short and quick; receivers that do not know it skip it. */
    ED25519("Ed25519", "Ed25519");

    private final String keys;
    private final String signatures;

    Algorithm(String keys, String signatures) {
        this.keys = keys;
        this.signatures = signatures;
    }

    /** {@code rsa} or {@code ed25519}: the tag k of a record, and how it is configured. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the kind of key in {@code java.security}. */
    String keys() {
        return keys;
    }

    /** The name of the signature in {@code java.security}. */
    String signatures() {
        return signatures;
    }

    /** How somebody makes a key file that only they can read. */
    String howToMake(Object file) {
        var options = this == RSA ? "rsa -pkeyopt rsa_keygen_bits:2048" : "ed25519";
        return "umask 077; openssl genpkey -algorithm " + options + " -out " + file;
    }
}
