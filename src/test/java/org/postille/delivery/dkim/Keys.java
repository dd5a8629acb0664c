package org.postille.delivery.dkim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

/** Keys for tests, made once a run. */
public final class Keys {

    private static final PrivateKey RSA_2048 = make("RSA", 2048);
    private static final PrivateKey ED25519 = make("Ed25519", 255);

    private Keys() {}

    public static SigningKey rsa(String selector) {
        return new SigningKey(selector, true, RSA_2048);
    }

    public static SigningKey ed25519(String selector) {
        return new SigningKey(selector, true, ED25519);
    }

    static PrivateKey make(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.startsWith("Ed")) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PEM file as openssl writes it. */
    static Path write(Path file, PrivateKey key) throws IOException {
        return Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    static String pem(String label, byte[] octets) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets) + "\n-----END " + label
                + "-----\n";
    }

    /** The RSA key of {@link #rsa}, in a file. */
    public static Path rsaFile(Path folder) throws IOException {
        return write(folder.resolve("rsa.pem"), RSA_2048);
    }

    /** The Ed25519 key of {@link #ed25519}, in a file. */
    public static Path ed25519File(Path folder) throws IOException {
        return write(folder.resolve("ed25519.pem"), ED25519);
    }
}
