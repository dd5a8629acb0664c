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
import java.util.TreeMap;

/** The demo's keys to sign mails with, made once a folder, so that a reader of the mailbox sees signatures. */
final class DemoKeys {

    private static final Map<String, String> ALGORITHMS = Map.of("demo-rsa", "RSA", "demo-ed25519", "Ed25519");
    private static final int RSA_BITS = 2048;

    private DemoKeys() {}

    /** Files by selector. */
    static Map<String, Path> in(Path folder) throws IOException {
        var files = new TreeMap<String, Path>();
        for (var key : ALGORITHMS.entrySet()) {
            var file = folder.resolve(key.getKey() + ".pem");
            if (!Files.exists(file)) {
                make(file, key.getValue());
            }
            files.put(key.getKey(), file);
        }
        return files;
    }

    /** Complete or not at all. */
    private static void make(Path file, String algorithm) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, pem(algorithm), StandardCharsets.US_ASCII);
        try {
            Files.move(next, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker; its key is as good.
            Files.delete(next);
        }
    }

    private static String pem(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(RSA_BITS);
            }
            var octets = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
