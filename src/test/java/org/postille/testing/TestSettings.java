package org.postille.testing;

import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.PostilleConfig;

/**
 * What the operator of the tests has configured, except that a test may have campaigns of its own: it writes them, then reloads
 * {@code Campaigns}. Every test starts with the samples.
 */
@Alternative
@Priority(100)
@Singleton
public class TestSettings implements PostilleConfig {

    private final PostilleConfig configured =
            ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(PostilleConfig.class);
    private volatile @Nullable Path folder;

    /** From now on this is the folder of campaigns. */
    public void campaignsIn(Path own) {
        folder = own;
    }

    /** Writes a campaign into the folder that was named before. */
    public void writeCampaign(String file, String text) {
        try {
            Files.writeString(campaigns().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a campaign's file out of that folder. */
    public void removeCampaign(String file) {
        try {
            Files.delete(campaigns().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reset() {
        folder = null;
    }

    @Override
    public Optional<String> secret() {
        return configured.secret();
    }

    @Override
    public String publicUrl() {
        return configured.publicUrl();
    }

    @Override
    public Optional<Path> home() {
        return configured.home();
    }

    @Override
    public Path campaigns() {
        var own = folder;
        return own == null ? configured.campaigns() : own;
    }

    @Override
    public Path templates() {
        return configured.templates();
    }

    @Override
    public Shop shop() {
        return configured.shop();
    }
}
