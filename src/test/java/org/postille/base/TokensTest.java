package org.postille.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private static final String SECRET = "a secret of this test, long enough to be one";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";

    private final Tokens tokens = new Tokens(SECRET);

    @Test
    void what_went_in_comes_out() {
        var random = new Random(17);
        for (var count = 1; count <= 4; count++) {
            for (var i = 0; i < 200; i++) {
                var numbers = random.longs(count).toArray();
                assertThat(tokens.open(Purpose.CLICK, tokens.issue(Purpose.CLICK, numbers)))
                        .contains(java.util.Arrays.stream(numbers).boxed().toList());
            }
        }
    }

    @Test
    void a_token_is_good_for_one_purpose_only() {
        for (var issued : Purpose.values()) {
            var token = tokens.issue(issued, 4711, 2);
            for (var asked : Purpose.values()) {
                assertThat(tokens.open(asked, token).isPresent()).isEqualTo(asked == issued);
            }
        }
    }

    @Test
    void purposes_have_codes_of_their_own() {
        var codes = new HashSet<Integer>();
        for (var purpose : Purpose.values()) {
            assertThat(codes.add(purpose.code())).as(purpose.name()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void every_other_character_at_every_place_makes_it_worthless(int count) {
        var token = tokens.issue(Purpose.PICTURE, new Random(count).longs(count).toArray());
        for (var place = 0; place < token.length(); place++) {
            for (var letter = 0; letter < ALPHABET.length(); letter++) {
                var other = ALPHABET.charAt(letter);
                if (token.charAt(place) != other) {
                    var forged = token.substring(0, place) + other + token.substring(place + 1);
                    assertThat(tokens.open(Purpose.PICTURE, forged)).as(forged).isEmpty();
                }
            }
        }
    }

    @Test
    void every_flipped_bit_makes_it_worthless() {
        var bytes = Base64.getUrlDecoder().decode(tokens.issue(Purpose.PICTURE, 1, 2, 3));
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.open(
                            Purpose.PICTURE,
                            Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @Test
    void shortened_lengthened_and_foreign_tokens_are_worthless() {
        var token = tokens.issue(Purpose.OPEN, 5, 6);
        for (var length = 0; length < token.length(); length++) {
            assertThat(tokens.open(Purpose.OPEN, token.substring(0, length))).isEmpty();
        }
        for (var foreign : List.of(
                token + "A",
                token + "=",
                token + token,
                "A".repeat(32),
                "A".repeat(1_000_000),
                "ä".repeat(32),
                "../../etc/passwd",
                "%00",
                "\u0000")) {
            assertThat(tokens.open(Purpose.OPEN, foreign)).isEmpty();
        }
        assertThat(tokens.open(Purpose.OPEN, token)).contains(List.of(5L, 6L));
    }

    @Test
    void another_secret_opens_nothing() {
        assertThat(new Tokens(SECRET + "!").open(Purpose.OPEN, tokens.issue(Purpose.OPEN, 5)))
                .isEmpty();
    }

    @Test
    void the_same_content_gives_the_same_token_on_every_node() {
        assertThat(new Tokens(SECRET).issue(Purpose.OPEN, 5, 6)).isEqualTo(tokens.issue(Purpose.OPEN, 5, 6));
    }

    @Test
    void neighbours_look_nothing_alike() {
        var seen = new HashSet<String>();
        for (var number = 0; number < 1000; number++) {
            var token = tokens.issue(Purpose.PICTURE, number);
            assertThat(token).hasSize(32).matches("[A-Za-z0-9_-]+");
            assertThat(seen.add(token.substring(0, 8))).isTrue();
            assertThat(seen.add(token.substring(22)))
                    .as("the sealed part of " + number)
                    .isTrue();
        }
    }

    @Test
    void a_token_holds_one_to_four_numbers() {
        assertThatThrownBy(() -> tokens.issue(Purpose.OPEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue(Purpose.OPEN, 1, 2, 3, 4, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tokens.issue(Purpose.OPEN, 1, 2, 3, 4)).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "too short",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabcabcabcabcabcabcabc"
            })
    void a_weak_secret_is_refused_and_says_how_to_make_one(String secret) {
        assertThatThrownBy(() -> new Tokens(secret))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("openssl rand -base64 48");
    }

    @Test
    void a_missing_secret_is_refused_and_says_how_to_make_one() {
        assertThatThrownBy(() -> new Ground().tokens(withoutSecret()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("POSTILLE_SECRET")
                .hasMessageContaining("openssl rand -base64 48");
    }

    private static PostilleConfig withoutSecret() {
        return (PostilleConfig) Proxy.newProxyInstance(
                PostilleConfig.class.getClassLoader(),
                new Class<?>[] {PostilleConfig.class},
                (proxy, method, values) -> {
                    assertThat(method.getName()).isEqualTo("secret");
                    return Optional.empty();
                });
    }

    @Test
    void a_caseless_token_comes_back_in_any_case() {
        var random = new Random(18);
        for (var count = 1; count <= 4; count++) {
            for (var i = 0; i < 100; i++) {
                var numbers = random.longs(count).toArray();
                var token = tokens.issueCaseless(Purpose.BOUNCE, numbers);
                assertThat(token).matches("[a-z2-7]+");
                for (var spelt : List.of(token, token.toUpperCase(java.util.Locale.ROOT), alternating(token))) {
                    assertThat(tokens.openCaseless(Purpose.BOUNCE, spelt))
                            .contains(java.util.Arrays.stream(numbers).boxed().toList());
                }
            }
        }
    }

    @Test
    void a_caseless_token_of_one_number_fits_into_a_local_part() {
        assertThat(tokens.issueCaseless(Purpose.BOUNCE, Long.MAX_VALUE)).hasSize(39);
    }

    @Test
    void a_caseless_token_is_good_for_one_purpose_only_and_in_its_own_spelling() {
        var token = tokens.issueCaseless(Purpose.BOUNCE, 4711);
        for (var asked : Purpose.values()) {
            assertThat(tokens.openCaseless(asked, token).isPresent()).isEqualTo(asked == Purpose.BOUNCE);
            assertThat(tokens.open(asked, token)).isEmpty();
            assertThat(tokens.openCaseless(asked, tokens.issue(asked, 4711))).isEmpty();
        }
    }

    @Test
    void every_other_character_at_every_place_makes_a_caseless_token_worthless() {
        var token = tokens.issueCaseless(Purpose.BOUNCE, 4711);
        for (var place = 0; place < token.length(); place++) {
            for (var letter : (ALPHABET + "ıİſK").toCharArray()) {
                if (Character.toLowerCase(letter) != token.charAt(place) || letter > 'z') {
                    var forged = token.substring(0, place) + letter + token.substring(place + 1);
                    assertThat(tokens.openCaseless(Purpose.BOUNCE, forged))
                            .as(forged)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void shortened_and_lengthened_caseless_tokens_are_worthless() {
        var token = tokens.issueCaseless(Purpose.BOUNCE, 4711);
        for (var length = 0; length < token.length(); length++) {
            assertThat(tokens.openCaseless(Purpose.BOUNCE, token.substring(0, length)))
                    .isEmpty();
        }
        for (var foreign : List.of(token + "a", token + "=", token + token, "a".repeat(1_000_000), "", "ä")) {
            assertThat(tokens.openCaseless(Purpose.BOUNCE, foreign)).isEmpty();
        }
    }

    @Test
    void base_32_is_that_of_the_standard() {
        var vectors = java.util.Map.of(
                "",
                "",
                "f",
                "my",
                "fo",
                "mzxq",
                "foo",
                "mzxw6",
                "foob",
                "mzxw6yq",
                "fooba",
                "mzxw6ytb",
                "foobar",
                "mzxw6ytboi");
        vectors.forEach((plain, spelt) -> {
            assertThat(Base32.print(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(spelt);
            assertThat(Base32.read(spelt).orElseThrow()).asString().isEqualTo(plain);
        });
    }

    private static String alternating(String token) {
        var text = new StringBuilder(token);
        for (var at = 0; at < token.length(); at += 2) {
            text.setCharAt(at, Character.toUpperCase(token.charAt(at)));
        }
        return text.toString();
    }
}
