package org.postille.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;

class StandardSignatureTest {

    /** The example that the libraries of the standard share. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String MAC = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER = "Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    private final StandardSignature signature = new StandardSignature(SECRET, Duration.ofMinutes(5));

    @Test
    void the_standard_s_own_example_fits() {
        assertThat(signature.sign(ID, TIMESTAMP, BODY)).isEqualTo(MAC);
        assertThat(fits("v1," + MAC)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1," + OTHER + " v2," + OTHER + " v1," + MAC + " v1," + OTHER,
                "v1," + MAC + " v1a,anything",
                "v1," + MAC + " v1," + MAC
            })
    void one_of_several_signatures_is_enough(String signatures) {
        assertThat(fits(signatures)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                MAC,
                "v2," + MAC,
                "V1," + MAC,
                "v1a," + MAC,
                "v1=" + MAC,
                "v1," + OTHER,
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1," + MAC + "=",
                "v1,ünicode"
            })
    void other_signatures_do_not_fit(String signatures) {
        assertThat(fits(signatures)).isFalse();
    }

    @Test
    void every_part_is_signed() {
        assertThat(accepts(signature, ID + "x", TIMESTAMP, "v1," + MAC, BODY, NOW))
                .isFalse();
        assertThat(accepts(signature, ID, "1614265331", "v1," + MAC, BODY, NOW)).isFalse();
        for (var place = 0; place < BODY.length; place++) {
            var other = BODY.clone();
            other[place] ^= 1;
            assertThat(accepts(signature, ID, TIMESTAMP, "v1," + MAC, other, NOW))
                    .isFalse();
        }
        // The same JSON, written anew.
        assertThat(accepts(
                        signature,
                        ID,
                        TIMESTAMP,
                        "v1," + MAC,
                        "{\"test\":2432232314}".getBytes(StandardCharsets.UTF_8),
                        NOW))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301,false", "-300,true", "-1,true", "300,true", "301,false", "-86400,false", "86400,false"})
    void the_timestamp_may_be_five_minutes_off_either_way(long seconds, boolean fits) {
        assertThat(accepts(signature, ID, TIMESTAMP, "v1," + MAC, BODY, NOW.plusSeconds(seconds)))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1614265330.5",
                "0x60375f32",
                "9223372036854775807",
                "-9223372036854775808",
                "99999999999999999999",
                "2021-02-25T15:02:10Z"
            })
    void a_timestamp_that_is_none_does_not_fit(String timestamp) {
        assertThat(accepts(signature, ID, timestamp, "v1," + signature.sign(ID, timestamp, BODY), BODY, NOW))
                .isFalse();
    }

    @Test
    void a_missing_header_does_not_fit() {
        assertThat(fits(null)).isFalse();
        assertThat(accepts(signature, null, TIMESTAMP, "v1," + MAC, BODY, NOW)).isFalse();
        assertThat(accepts(signature, "", TIMESTAMP, "v1," + signature.sign("", TIMESTAMP, BODY), BODY, NOW))
                .isFalse();
        assertThat(accepts(signature, ID, null, "v1," + MAC, BODY, NOW)).isFalse();
    }

    @Test
    void another_shop_s_secret_does_not_fit() {
        var theirs = new StandardSignature("whsec_" + "A".repeat(32), Duration.ofMinutes(5));
        assertThat(accepts(signature, ID, TIMESTAMP, "v1," + theirs.sign(ID, TIMESTAMP, BODY), BODY, NOW))
                .isFalse();
    }

    @Test
    void we_agree_with_an_independent_signer() throws Exception {
        var random = new Random(5);
        for (var round = 0; round < 100; round++) {
            var key = new byte[24 + random.nextInt(41)];
            random.nextBytes(key);
            var secret = "whsec_" + Base64.getEncoder().encodeToString(key);
            var body = "{\"näme\":\"" + random.nextLong() + "\"}";
            var seconds = 1_700_000_000L + random.nextInt(100_000_000);
            var signed = new Webhook(secret).sign("msg_" + round, seconds, body);
            assertThat(accepts(
                            new StandardSignature(secret, Duration.ofMinutes(5)),
                            "msg_" + round,
                            Long.toString(seconds),
                            signed,
                            body.getBytes(StandardCharsets.UTF_8),
                            Instant.ofEpochSecond(seconds)))
                    .as("round " + round + " with " + key.length + " bytes")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_c2hvcnQ=", "whsec_!!!!", "", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void a_secret_of_another_form_is_refused_at_the_start(String secret) {
        assertThatThrownBy(() -> new StandardSignature(secret, Duration.ofMinutes(5)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_secret_may_come_without_its_prefix() {
        assertThat(new StandardSignature(SECRET.substring("whsec_".length()), Duration.ofMinutes(5))
                        .sign(ID, TIMESTAMP, BODY))
                .isEqualTo(MAC);
    }

    /** The vectors beside the repository, on machines that have them; what they check stands above too. */
    @TestFactory
    Stream<DynamicTest> shared_vectors() throws IOException {
        var file = Path.of("../shared/fixtures/standard-webhooks/vectors.json");
        if (!Files.isDirectory(Path.of("../shared"))) {
            return Stream.of();
        }
        var vectors = new ObjectMapper().readTree(file.toFile());
        return Stream.iterate(0, it -> it < vectors.size(), it -> it + 1)
                .map(vectors::get)
                .map(vector -> DynamicTest.dynamicTest(
                        vector.path("name").asText(),
                        () -> assertThat(fits(vector.path("webhook-signature").asText()))
                                .isEqualTo(vector.path("expect").asText().startsWith("valid"))));
    }

    @Test
    void what_is_wrong_is_told_and_the_time_only_to_who_has_the_secret() {
        var late = NOW.plusSeconds(400);
        assertThat(signature.objection(ID, TIMESTAMP, "v1," + MAC, BODY, late))
                .contains("webhook-timestamp is 400 seconds behind our clock, expected at most 300");
        assertThat(signature.objection(ID, TIMESTAMP, "v1," + OTHER, BODY, late))
                .contains("the signature of the webhook does not fit");
        assertThat(signature.objection(ID, null, "v1," + MAC, BODY, NOW))
                .contains("expected the headers webhook-id, webhook-timestamp and webhook-signature");
    }

    private static boolean accepts(
            StandardSignature signature,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body,
            Instant now) {
        return signature.objection(id, timestamp, signatures, body, now).isEmpty();
    }

    private boolean fits(@Nullable String signatures) {
        return accepts(signature, ID, TIMESTAMP, signatures, BODY, NOW);
    }

    @Test
    void the_parts_of_a_list_are_compared_one_by_one() {
        assertThat(List.of("v1," + MAC + ",v1," + OTHER, "v1," + OTHER + ",v1," + MAC))
                .noneMatch(this::fits);
    }
}
