package org.postille.delivery.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of RFC 6376 section 3.4.2 and 3.4.4; {@code \r}, {@code \n} and {@code \t} are written out. */
class RelaxedTest {

    private static String plain(String escaped) {
        return escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(sha256().digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String bodyHash(String body) {
        var mail = ("Subject: x\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        var digest = sha256();
        Relaxed.body(mail, Relaxed.bodyStart(mail), digest);
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "SUBJect: AbC,subject:AbC",
                "Subject : x,subject:x",
                "Subject\\t:\\tx,subject:x",
                "Subject:x,subject:x",
                "Subject: a  b\\t\\tc \\t d,subject:a b c d",
                "Subject: a\\r\\n b,subject:a b",
                "Subject: a\\r\\n\\tb,subject:a b",
                "Subject: a \\r\\n  b,subject:a b",
                "Subject:\\r\\n a,subject:a",
                "Subject: a \\t,subject:a",
                "Subject: a\\r\\n ,subject:a",
                "Subject:,subject:",
                "Subject: \\r\\n ,subject:",
                "Subject: a:b : c,subject:a:b : c",
                "b: Y\\t\\r\\n\\tZ  ,b:Y Z",
            })
    void a_header(String field, String canonical) {
        assertThat(Relaxed.header(plain(field))).isEqualTo(plain(canonical) + "\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',''",
                "\\r\\n,''",
                "\\r\\n\\r\\n\\r\\n,''",
                " \\t\\r\\n \\r\\n,''",
                "' ',''",
                "a,a\\r\\n",
                "a\\r\\n,a\\r\\n",
                "a\\r\\n\\r\\n\\r\\n,a\\r\\n",
                "a\\r\\n \\r\\n\\t\\r\\n,a\\r\\n",
                "a\\r\\n ,a\\r\\n",
                "a \\t,a\\r\\n",
                "a \\t\\r\\nb,a\\r\\nb\\r\\n",
                "a  b\\tc \\td,a b c d\\r\\n",
                "\\r\\n\\r\\na,\\r\\n\\r\\na\\r\\n",
                " a,' a\\r\\n'",
                "\\ta,' a\\r\\n'",
                "a\\r\\n \\r\\nb,a\\r\\n\\r\\nb\\r\\n",
                " C \\r\\nD \\t E\\r\\n\\r\\n\\r\\n,' C\\r\\nD E\\r\\n'",
                "a\\nb,a\\nb\\r\\n",
                "a\\rb,a\\rb\\r\\n",
                "a\\n\\n,a\\n\\n\\r\\n",
            })
    void a_body(String body, String canonical) {
        assertThat(bodyHash(plain(body))).isEqualTo(hash(plain(canonical)));
    }

    @Test
    void an_empty_body_has_the_hash_that_the_standard_names() {
        assertThat(bodyHash("")).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @Test
    void a_mail_without_a_body_ends_where_its_headers_do() {
        var mail = "Subject: x\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Relaxed.bodyStart(mail)).isEqualTo(mail.length);
    }

    @Test
    void any_body_is_hashed_as_the_rules_read_one_after_the_other() {
        var random = new Random(6376);
        for (var round = 0; round < 20_000; round++) {
            var body = new StringBuilder();
            for (var i = random.nextInt(12); i > 0; i--) {
                body.append(new String[] {" ", "\t", "\r\n", "a", "=20", "\r\n\r\n"}[random.nextInt(6)]);
            }
            var rules = body.toString()
                    .replaceAll("[ \t]+", " ")
                    .replaceAll(" (?=\r\n|\\z)", "")
                    .replaceAll("(\r\n)+\\z", "");
            assertThat(bodyHash(body.toString()))
                    .as("seed 6376, round %d: %s", round, body)
                    .isEqualTo(hash(rules.isEmpty() ? "" : rules + "\r\n"));
        }
    }
}
