package org.postille.base;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Reads settings before any application has been started for them, so that what is wrong can be said in a sentence. */
public final class Settings {

    private static final int BEFORE_OTHERS = 200;

    private Settings() {}

    /**
     * @param mapping an interface with {@code @ConfigMapping}
     * @throws Invalid if a value cannot be read
     */
    public static <T> T of(Config config, Class<T> mapping) {
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(StreamSupport.stream(config.getConfigSources().spliterator(), false)
                            .toList())
                    .withConverter(Duration.class, BEFORE_OTHERS, new DurationConverter())
                    .withMapping(mapping)
                    .build()
                    .getConfigMapping(mapping);
        } catch (RuntimeException e) {
            throw new Invalid("a setting cannot be read: " + e.getMessage());
        }
    }
}
