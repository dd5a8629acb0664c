package org.postille.delivery.dkim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Signs finished mails with every key of one domain: a DKIM-Signature each (RFC 6376, RFC 8463), relaxed/relaxed, over the
 * whole body, which is read once. Safe for any number of threads.
 */
public final class Signer {

    /** What is signed where it is there: what a reader sees, what a mail client acts on, what a complaint is told by. */
    private static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "Reply-To",
            "Sender",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "In-Reply-To",
            "References",
            "List-Id",
            "List-Owner",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Feedback-ID",
            "CFBL-Address",
            "Auto-Submitted");

    /**
     * Signed once more than they are there, so that nobody can add one and keep the signature (RFC 6376 section 8.15). A second
     * one of these would change what a reader sees or where an answer or an unsubscription goes.
     */
    private static final Set<String> OVERSIGNED = Set.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Reply-To",
            "MIME-Version",
            "Content-Type",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");

    private static final int LINE = 76;

    private final String domain;
    private final List<SigningKey> keys;
    private final Clock clock;

    /**
     * A signer for a domain.
     *
     * @param domain in A-labels; the same as that of the From header, or one of its parents
     * @param keys   each signs; none is allowed
     * @param clock  for the time of the signature
     */
    public Signer(String domain, Collection<SigningKey> keys, Clock clock) {
        this.domain = domain;
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /**
     * The header fields to send before the mail, each ending in {@code CRLF}; empty without keys.
     *
     * @param mail as it goes over the wire: {@code CRLF} line ends, and 7-bit clean so that no relay has a reason to re-encode it
     */
    public byte[] signatures(byte[] mail) {
        if (keys.isEmpty()) {
            return new byte[0];
        }
        var bodyStart = Relaxed.bodyStart(mail);
        var digest = sha256();
        Relaxed.body(mail, bodyStart, digest);
        var bodyHash = Base64.getEncoder().encodeToString(digest.digest());
        var names = new StringBuilder();
        var headers = new StringBuilder();
        select(fields(Relaxed.text(mail, 0, bodyStart)), names, headers);
        var all = new StringBuilder();
        for (var key : keys) {
            var field = field(key, names, bodyHash);
            var canonical = Relaxed.header(field);
            var signed = headers + canonical.substring(0, canonical.length() - 2);
            var hash = signed.getBytes(StandardCharsets.ISO_8859_1);
            var signature = key.sign(key.algorithm() == Algorithm.ED25519 ? digest.digest(hash) : hash);
            all.append(field);
            fold(all, Base64.getEncoder().encodeToString(signature));
            all.append("\r\n");
        }
        return all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole field up to {@code b=}, which stands last because the hash is made of all before it. */
    private String field(SigningKey key, CharSequence names, String bodyHash) {
        return "DKIM-Signature: v=1; a=" + key.algorithm().code() + "-sha256; c=relaxed/relaxed; d=" + domain
                + ";\r\n s="
                + key.selector() + "; t=" + clock.instant().getEpochSecond() + ";\r\n h=" + names + ";\r\n bh="
                + bodyHash + ";\r\n b=";
    }

    /** Names for the tag h, folded, and the fields they stand for in the form that is hashed; of many, the last comes first. */
    private static void select(Map<String, List<String>> fields, StringBuilder names, StringBuilder headers) {
        var column = 3;
        for (var name : SIGNED) {
            var found = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            var times = found.size() + (OVERSIGNED.contains(name) ? 1 : 0);
            for (var i = 0; i < times; i++) {
                if (!names.isEmpty()) {
                    names.append(':');
                    column++;
                    if (column + name.length() > LINE) {
                        names.append("\r\n ");
                        column = 1;
                    }
                }
                names.append(name);
                column += name.length();
            }
            found.reversed().forEach(it -> headers.append(Relaxed.header(it)));
        }
    }

    /** The header fields by their name in small letters, in their order. */
    private static Map<String, List<String>> fields(String head) {
        var fields = new HashMap<String, List<String>>();
        for (var begin = 0; begin < head.length(); ) {
            var end = head.indexOf("\r\n", begin);
            while (end >= 0
                    && end + 2 < head.length()
                    && (head.charAt(end + 2) == ' ' || head.charAt(end + 2) == '\t')) {
                end = head.indexOf("\r\n", end + 2);
            }
            end = end < 0 ? head.length() : end;
            var colon = head.indexOf(':', begin);
            if (colon > begin && colon < end) {
                var name = head.substring(begin, colon).strip().toLowerCase(Locale.ROOT);
                fields.computeIfAbsent(name, it -> new ArrayList<>()).add(head.substring(begin, end));
            }
            begin = end + 2;
        }
        return fields;
    }

    private static void fold(StringBuilder out, String base64) {
        for (var i = 0; i < base64.length(); i += LINE - 4) {
            out.append(i == 0 ? "" : "\r\n ").append(base64, i, Math.min(base64.length(), i + LINE - 4));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
