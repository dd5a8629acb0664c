package org.postille.delivery.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The example of RFC 8463, appendix A, on machines that have it beside the repository: its Ed25519 signature comes out as printed,
 * and both verify. {@link SignerTest} checks the same on mails and keys of our own.
 */
class Rfc8463Test {

    private static SigningKey brisbane(String seed) throws GeneralSecurityException {
        var spec = new EdECPrivateKeySpec(
                NamedParameterSpec.ED25519, Base64.getDecoder().decode(seed));
        return new SigningKey(
                "brisbane", true, KeyFactory.getInstance("Ed25519").generatePrivate(spec));
    }

    private static String wire(String text) {
        return text.replaceAll("\r?\n", "\r\n");
    }

    @TestFactory
    Stream<DynamicTest> shared_vectors() throws IOException {
        var folder = Path.of("../shared/fixtures/dkim");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        var mail = wire(Files.readString(folder.resolve("rfc8463-appendix-a.eml")));
        var keys = Files.readString(folder.resolve("rfc8463-keys.txt"));
        var seed = group("bytes\\): (\\S+)", keys);
        var brisbane = group("brisbane.*\"(.*)\"", keys);
        var test = group("test\\..*\"(.*)\"", keys);
        return Stream.of(
                DynamicTest.dynamicTest("verifies", () -> verifies(mail, brisbane, test)),
                DynamicTest.dynamicTest("comes out again", () -> comesOut(mail, seed, brisbane)));
    }

    private static String group(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static void verifies(String mail, String brisbane, String test) {
        var verifier = new Verifier(Map.of(
                "brisbane._domainkey.football.example.com", brisbane, "test._domainkey.football.example.com", test));
        assertThat(verifier.verify(mail))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.wrong()).isNull());
        assertThat(verifier.verify(mail.replace("dinner", "supper"))).hasSize(2).noneMatch(Verifier.Found::passes);
        assertThat(verifier.verify(mail.replace("hungry", "thirsty")))
                .hasSize(2)
                .noneMatch(Verifier.Found::passes);
    }

    /** By the signer's own parts, over the field as it was printed. */
    private static void comesOut(String mail, String seed, String record) throws GeneralSecurityException {
        var key = brisbane(seed);
        assertThat(key.record()).isEqualTo(record);
        var octets = mail.getBytes(StandardCharsets.ISO_8859_1);
        var digest = MessageDigest.getInstance("SHA-256");
        Relaxed.body(octets, Relaxed.bodyStart(octets), digest);
        var bodyHash = Base64.getEncoder().encodeToString(digest.digest());
        var field = mail.substring(0, mail.indexOf("\r\nDKIM-Signature: v=1; a=rsa"));
        assertThat(field).contains("bh=" + bodyHash + ";");
        var printed = field.substring(field.indexOf(" b=") + 3).replaceAll("\\s", "");
        var data = new StringBuilder();
        for (var name : new String[] {"From", "To", "Subject", "Date", "Message-ID"}) {
            data.append(Relaxed.header(group("\n(" + name + ": [^\r]*)", mail)));
        }
        data.append(Relaxed.header(field.substring(0, field.indexOf(" b=") + 3)).stripTrailing());
        var hash = digest.digest(data.toString().getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Base64.getEncoder().encodeToString(key.sign(hash))).isEqualTo(printed);
    }
}
