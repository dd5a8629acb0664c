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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The example of RFC 8463, appendix A: its Ed25519 signature comes out as printed, and both verify. */
class Rfc8463Test {

    private static final String SEED = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
    private static final String ED25519_RECORD = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final String RSA_RECORD = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
            + "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKr"
            + "M3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

    private static final String SIGNATURE = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            """;
    private static final String MAIL = """
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """;

    private static SigningKey brisbane(String seed) throws GeneralSecurityException {
        var spec = new EdECPrivateKeySpec(
                NamedParameterSpec.ED25519, Base64.getDecoder().decode(seed));
        return new SigningKey(
                "brisbane", true, KeyFactory.getInstance("Ed25519").generatePrivate(spec));
    }

    private static String wire(String text) {
        return text.replaceAll("\r?\n", "\r\n");
    }

    @Test
    void both_printed_signatures_verify_and_a_changed_mail_does_not() {
        verifies(wire(SIGNATURE + MAIL), ED25519_RECORD, RSA_RECORD);
    }

    @Test
    void the_printed_signature_comes_out_again() throws GeneralSecurityException {
        comesOut(wire(SIGNATURE + MAIL), SEED, ED25519_RECORD);
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
