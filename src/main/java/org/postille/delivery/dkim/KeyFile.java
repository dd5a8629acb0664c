package org.postille.delivery.dkim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postille.base.Invalid;

/** A private key in a file: PEM (RFC 7468) around PKCS #8, unencrypted, as openssl's genpkey writes it. */
record KeyFile(Path path) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final int LARGEST = 100_000;

    /**
     * The key in it. What Java says of a broken one is not passed on: it may quote it.
     *
     * @throws Invalid saying what is wrong with it, to stand behind the name of the file
     */
    PrivateKey read() {
        var pem = PEM.matcher(text());
        if (!pem.find()) {
            throw new Invalid("is no PEM file");
        }
        switch (pem.group(1)) {
            case "PRIVATE KEY" -> {}
            case "RSA PRIVATE KEY" ->
                throw new Invalid("is in the older form PKCS #1; turn it into PKCS #8 by:"
                        + " openssl pkcs8 -topk8 -nocrypt -in " + path + " -out NEWFILE");
            case "ENCRYPTED PRIVATE KEY" ->
                throw new Invalid("is encrypted; decrypt it by: openssl pkcs8 -in " + path + " -out NEWFILE");
            case "PUBLIC KEY" -> throw new Invalid("holds the public half of a key, the private one is needed");
            default -> throw new Invalid("holds no private key but: " + pem.group(1));
        }
        byte[] octets;
        try {
            octets = Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
            throw new Invalid("is damaged");
        }
        for (var algorithm : Algorithm.values()) {
            try {
                return KeyFactory.getInstance(algorithm.keys()).generatePrivate(new PKCS8EncodedKeySpec(octets));
            } catch (GeneralSecurityException e) {
                // Then it is the other kind, or none.
            }
        }
        throw new Invalid("is neither an RSA nor an Ed25519 key");
    }

    private String text() {
        try {
            if (!Files.exists(path)) {
                throw new Invalid("is not there");
            }
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                throw new Invalid("is no key file");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Invalid("cannot be read by this account");
        }
    }

    /** That somebody else can read it. */
    Optional<String> warning() {
        try {
            var allowed = Files.getPosixFilePermissions(path);
            return allowed.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of("the DKIM key file " + path
                            + " can be read by every account of this machine: chmod o= " + path)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
