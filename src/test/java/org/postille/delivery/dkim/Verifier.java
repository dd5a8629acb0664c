package org.postille.delivery.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's side of DKIM, written from RFC 6376 section 6 apart from the signer: text and regular expressions instead of
 * octets and places. Only relaxed/relaxed.
 */
public final class Verifier {

    private static final Pattern FIELD = Pattern.compile("(?s)([^:]+?)[ \\t]*:(.*)");
    private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Map<String, String> zone;

    /** @param zone TXT records by name */
    Verifier(Map<String, String> zone) {
        this.zone = zone;
    }

    public static Verifier of(String domain, SigningKey... keys) {
        var zone = new HashMap<String, String>();
        for (var key : keys) {
            zone.put(key.selector() + "._domainkey." + domain, key.record());
        }
        return new Verifier(zone);
    }

    /** A signature as it was found, with what is wrong with it. */
    public record Found(Map<String, String> tags, @Nullable String wrong) {
        public boolean passes() {
            return wrong == null;
        }
    }

    public List<Found> verify(byte[] mail) {
        return verify(new String(mail, StandardCharsets.ISO_8859_1));
    }

    public List<Found> verify(String mail) {
        var split = mail.split("\r\n\r\n", 2);
        var fields = new ArrayList<>(List.of(split[0].split("\r\n(?![ \\t])")));
        var body = split.length < 2 ? "" : split[1];
        var found = new ArrayList<Found>();
        for (var field : fields) {
            if (field.toLowerCase(java.util.Locale.ROOT).startsWith("dkim-signature")) {
                var tags = tags(field.substring(field.indexOf(':') + 1));
                found.add(new Found(tags, wrong(field, tags, fields, body)));
            }
        }
        return found;
    }

    private @Nullable String wrong(String field, Map<String, String> tags, List<String> fields, String body) {
        try {
            if (!"relaxed/relaxed".equals(tags.get("c")) || tags.containsKey("l") || !"1".equals(tags.get("v"))) {
                return "form";
            }
            var sha256 = MessageDigest.getInstance("SHA-256");
            if (!base64(sha256.digest(latin(body(body)))).equals(without(tags, "bh"))) {
                return "body hash";
            }
            var data = new StringBuilder();
            var left = new ArrayList<>(fields);
            for (var name : tags.get("h").split(":")) {
                for (var i = left.size() - 1; i >= 0; i--) {
                    if (name(left.get(i)).equalsIgnoreCase(name.strip())) {
                        data.append(header(left.remove(i))).append("\r\n");
                        break;
                    }
                }
            }
            data.append(header(field.replaceAll("(?s)([;\\s]b\\s*=)[^;]*", "$1")));
            var record = tags(zone.getOrDefault(tags.get("s") + "._domainkey." + tags.get("d"), "p="));
            var signature = Base64.getDecoder().decode(without(tags, "b"));
            var key = Base64.getDecoder().decode(without(record, "p"));
            return holds(tags.get("a"), key, latin(data.toString()), signature) ? null : "signature";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return e.toString();
        }
    }

    private static boolean holds(String algorithm, byte[] key, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        if (algorithm.equals("ed25519-sha256")) {
            var spki = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + key.length);
            System.arraycopy(key, 0, spki, ED25519_HEAD.length, key.length);
            var hash = MessageDigest.getInstance("SHA-256").digest(data);
            return holds("Ed25519", KeyFactory.getInstance("Ed25519"), spki, hash, signature);
        }
        return holds("SHA256withRSA", KeyFactory.getInstance("RSA"), key, data, signature);
    }

    private static boolean holds(String name, KeyFactory keys, byte[] spki, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        PublicKey open = keys.generatePublic(new X509EncodedKeySpec(spki));
        var check = Signature.getInstance(name);
        check.initVerify(open);
        check.update(data);
        return check.verify(signature);
    }

    private static String header(String field) {
        var matcher = FIELD.matcher(field);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(field);
        }
        return matcher.group(1).toLowerCase(java.util.Locale.ROOT) + ":"
                + matcher.group(2)
                        .replaceAll("\r\n", "")
                        .replaceAll("[ \\t]+", " ")
                        .strip();
    }

    private static String name(String field) {
        return field.split("[ \\t]*:", 2)[0];
    }

    private static String body(String body) {
        var relaxed =
                body.replaceAll("[ \\t]+", " ").replaceAll(" (?=\r\n|\\z)", "").replaceAll("(\r\n)+\\z", "");
        return relaxed.isEmpty() ? "" : relaxed + "\r\n";
    }

    private static Map<String, String> tags(String text) {
        var tags = new HashMap<String, String>();
        for (var tag : text.split(";")) {
            if (!tag.isBlank()) {
                tags.put(tag.split("=", 2)[0].strip(), tag.split("=", 2)[1].strip());
            }
        }
        return tags;
    }

    private static String without(Map<String, String> tags, String name) {
        return tags.getOrDefault(name, "").replaceAll("\\s", "");
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
