package org.postille.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Nearest;
import org.postille.base.Settings;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Login;
import org.postille.delivery.smtp.RelaySettings;

/** What the configuration says of the relay, checked. */
public final class ConfiguredRelay {

    private static final String PREFIX = "postille.delivery.relay";
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private ConfiguredRelay() {}

    /**
     * From a configuration that no application has been started for.
     *
     * @throws Invalid what is wrong, and what is expected
     */
    public static RelaySettings of(Config config) {
        return of(
                Settings.of(config, DeliveryConfig.class).relay(),
                config.getOptionalValue("postille.public-url", String.class).orElse(""));
    }

    static RelaySettings of(DeliveryConfig.Relay config, String publicUrl) {
        try {
            return new RelaySettings(
                    config.host(),
                    config.port(),
                    startTls(config.startTls()),
                    login(config),
                    heloName(config, publicUrl),
                    config.connections(),
                    config.mailsPerConnection(),
                    config.idle(),
                    new RelaySettings.Timeouts(CONNECT, config.replyTimeout(), config.endTimeout()));
        } catch (Invalid e) {
            var said = String.valueOf(e.getMessage());
            throw said.startsWith(PREFIX) ? e : new Invalid(PREFIX + ": " + said);
        }
    }

    private static RelaySettings.StartTls startTls(String text) {
        var known = Arrays.stream(RelaySettings.StartTls.values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(text)) {
            throw new Invalid(PREFIX + ".start-tls is '" + text + "', expected one of " + String.join(", ", known)
                    + Nearest.hint(text, known));
        }
        return RelaySettings.StartTls.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Login login(DeliveryConfig.Relay config) {
        var proofs = Stream.of(
                        config.password().map(it -> "password"),
                        config.token().map(it -> "token"),
                        config.tokenFile().map(it -> "token-file"))
                .flatMap(Optional::stream)
                .toList();
        var user = config.user();
        if (user.isEmpty() && proofs.isEmpty()) {
            return null;
        }
        if (user.isEmpty() || proofs.size() != 1) {
            throw new Invalid(
                    PREFIX + " needs a user with one of password, token and token-file, or none of them; it has "
                            + (user.isEmpty() ? "no user" : "a user") + " and "
                            + (proofs.isEmpty() ? "none of the others" : String.join(", ", proofs)));
        }
        return config.password()
                .<Login>map(it -> new Login.Password(user.get(), it))
                .or(() -> config.token().map(it -> new Login.Token(user.get(), () -> it)))
                .orElseGet(() -> Login.tokenFile(user.get(), config.tokenFile().orElseThrow()));
    }

    private static @Nullable String host(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A full name, as RFC 5321 section 4.1.4 wants it; where none is known, the one that a relay on this machine takes. */
    private static String heloName(DeliveryConfig.Relay config, String publicUrl) {
        return config.heloName().orElseGet(() -> {
            var host = host(publicUrl);
            try {
                return host == null ? "localhost" : EmailAddress.asciiDomain(host);
            } catch (Invalid e) {
                return "localhost";
            }
        });
    }
}
