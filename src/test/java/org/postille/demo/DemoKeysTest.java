package org.postille.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.SigningKey;

class DemoKeysTest {

    @TempDir
    private Path folder;

    @Test
    void a_key_is_made_once_and_is_good_for_signing() throws IOException {
        var settings = new HashMap<String, String>();
        DemoKeys.in(folder)
                .forEach((selector, file) -> settings.put("postille.dkim.keys." + selector + ".file", "" + file));
        var keys = Keyring.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
        assertThat(keys.signing()).extracting(SigningKey::toString).containsExactly("demo (ed25519)");
        assertThat(keys.warnings()).isEmpty();
        var made = Files.readString(folder.resolve("dkim.pem"));
        DemoKeys.in(folder);
        assertThat(Files.readString(folder.resolve("dkim.pem"))).isEqualTo(made);
    }
}
