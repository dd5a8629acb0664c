package org.postille.delivery.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Invalid;

class KeyringTest {

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>(Map.of("postille.shop.from", "post@Müller.example"));

    private Keyring read() {
        return Keyring.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }

    private void key(String selector, Path file) {
        settings.put("postille.dkim.keys." + selector + ".file", file.toString());
    }

    private void refused(String... says) {
        assertThatThrownBy(this::read).isInstanceOf(Invalid.class).satisfies(e -> {
            assertThat(e.getMessage()).contains(says);
            assertThat(e.getCause()).isNull();
        });
    }

    @Test
    void without_settings_there_are_no_keys_and_the_domain_is_the_sender_s() {
        var keys = read();
        assertThat(keys.keys()).isEmpty();
        assertThat(keys.domain()).isEqualTo("xn--mller-kva.example");
    }

    @Test
    void several_keys_each_say_what_they_are_and_whether_they_sign() throws IOException {
        key("r2026", Keys.rsaFile(folder));
        key("e2026", Keys.ed25519File(folder));
        settings.put("postille.dkim.keys.e2026.signs", "false");
        settings.put("postille.dkim.keys.e2026.algorithm", "ed25519");
        settings.put("postille.dkim.domain", "Example.COM");
        var keys = read();
        assertThat(keys.domain()).isEqualTo("example.com");
        assertThat(keys.keys()).extracting(SigningKey::toString).containsExactly("e2026 (ed25519)", "r2026 (rsa)");
        assertThat(keys.signing()).extracting(SigningKey::selector).containsExactly("r2026");
        assertThat(keys.keys().getFirst().record())
                .isEqualTo(Keys.ed25519("e2026").record());
        assertThat(keys.keys().getLast().record()).isEqualTo(Keys.rsa("r2026").record());
    }

    @Test
    void keys_may_be_named_by_environment_variables() throws IOException {
        var file = Keys.rsaFile(folder).toString();
        var keys = Keyring.of(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "POSTILLE_DKIM_KEYS_R2026_FILE", file,
                                "POSTILLE_DKIM_KEYS_R2026_SIGNS", "false",
                                "POSTILLE_SHOP_FROM", "a@news.example"),
                        300))
                .build());
        assertThat(keys.keys()).extracting(SigningKey::selector).containsExactly("r2026");
        assertThat(keys.signing()).isEmpty();
        assertThat(keys.domain()).isEqualTo("news.example");
    }

    @Test
    void a_file_that_is_not_there_is_named_with_the_command_that_makes_one() {
        key("r2026", folder.resolve("none.pem"));
        refused(
                folder.resolve("none.pem").toString(),
                "is not there",
                "postille.dkim.keys.r2026.file",
                "openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048");
    }

    @Test
    void a_key_without_a_file_is_told() {
        settings.put("postille.dkim.keys.e2026.algorithm", "ed25519");
        refused("postille.dkim.keys.e2026.file is not set", "openssl genpkey -algorithm ed25519");
    }

    @Test
    void a_short_rsa_key_is_refused() throws IOException {
        key("r2026", Keys.write(folder.resolve("short.pem"), Keys.make("RSA", 1024)));
        refused("short.pem", "only 1024 bits");
    }

    @Test
    void keys_of_other_kinds_are_refused() throws IOException {
        key("a", Keys.write(folder.resolve("ec.pem"), Keys.make("EC", 256)));
        key("b", Keys.write(folder.resolve("ed448.pem"), Keys.make("Ed448", 448)));
        refused("ec.pem", "ed448.pem", "neither an RSA nor an Ed25519 key");
    }

    @Test
    void a_key_of_the_other_algorithm_is_refused() throws IOException {
        key("r2026", Keys.ed25519File(folder));
        settings.put("postille.dkim.keys.r2026.algorithm", "rsa");
        refused("is a key for ed25519", "algorithm is rsa");
        settings.put("postille.dkim.keys.r2026.algorithm", "rsaa");
        refused("'rsaa', expected one of rsa, ed25519");
    }

    @Test
    void files_that_hold_something_else_are_told_apart_and_never_quoted() throws IOException {
        var secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
        for (var label :
                new String[] {"RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE", "PRIVATE KEY"}) {
            Files.writeString(
                    folder.resolve("x.pem"),
                    "-----BEGIN " + label + "-----\n" + secret + "\n-----END " + label + "-----\n");
            key("x", folder.resolve("x.pem"));
            assertThatThrownBy(this::read)
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("x.pem")
                    .hasMessageNotContaining(secret)
                    .hasNoCause();
        }
        Files.writeString(folder.resolve("x.pem"), secret);
        refused("is no PEM file");
        Files.writeString(folder.resolve("x.pem"), Keys.pem("RSA PRIVATE KEY", new byte[20]));
        refused("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void a_file_that_everybody_can_read_is_warned_of() throws IOException {
        var file = Keys.rsaFile(folder);
        key("r2026", file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read().warnings()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read().warnings()).singleElement().asString().contains(file.toString(), "chmod o=");
    }

    @Test
    void a_selector_is_a_dns_label_and_the_domain_a_domain() throws IOException {
        key("\"r.2026\"", Keys.rsaFile(folder));
        refused("a selector is letters, digits and hyphens");
        settings.clear();
        settings.put("postille.dkim.domain", "nonsense; p=");
        refused("'nonsense; p='");
    }

    @Test
    void a_property_that_is_misspelt_is_told() {
        settings.put("postille.dkim.domian", "example.com");
        refused("postille.dkim.domian");
    }
}
