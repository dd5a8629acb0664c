package org.postille.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The demo's key to sign mails with, made once a folder, so that a reader of the mailbox sees a signature. It is Ed25519: the demo
 * does without Java's second compiler, and RSA would cost it seconds.
 */
final class DemoKeys {

    private static final String SELECTOR = "demo";
    private static final String ALGORITHM = "Ed25519";

    private DemoKeys() {}

    /** Files by selector. */
    static Map<String, Path> in(Path folder) throws IOException {
        var file = folder.resolve("dkim.pem");
        if (!Files.exists(file)) {
            make(file);
        }
        return Map.of(SELECTOR, file);
    }

    /** Complete or not at all. */
    private static void make(Path file) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, pem(), StandardCharsets.US_ASCII);
        try {
            Files.move(next, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker; its key is as good.
            Files.delete(next);
        }
    }

    private static String pem() {
        try {
            var octets = KeyPairGenerator.getInstance(ALGORITHM)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
