package org.postille.delivery.intake;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.delivery.feedback.BounceAddress;
import org.postille.delivery.feedback.BounceConfig;
import org.postille.delivery.feedback.Bounces;
import org.postille.delivery.feedback.Bounces.Source;

/** Listens for bounces where the operator wants it. */
@ApplicationScoped
class Listener {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    private final BounceConfig config;
    private final BounceAddress addresses;
    private final Bounces bounces;
    private @Nullable MailServer server;

    Listener(BounceConfig config, BounceAddress addresses, Bounces bounces) {
        this.config = config;
        this.addresses = addresses;
        this.bounces = bounces;
    }

    void start(@Observes StartupEvent start) {
        // Commands that only ask something run beside a server that has the port; they serve no HTTP either.
        var serves = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.host-enabled", Boolean.class)
                .orElse(true);
        config.listen().filter(it -> serves && !it.isBlank()).ifPresent(it -> open(it, config.protocol()));
    }

    /**
     * @return the port that it listens at
     * @throws Invalid if that is no address or not free
     */
    synchronized int open(String address, String protocol) {
        var parts = ADDRESS.matcher(address.strip());
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
            throw new Invalid("postille.bounces.listen is '" + address + "', expected host:port");
        }
        try {
            var socket = new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
            server = new MailServer(socket, spoken(protocol), taker(spoken(protocol)), MailServer.Limits.USUAL);
            Log.infof("bounces are taken by %s at %s", protocol, address);
            return server.port();
        } catch (IOException | IllegalArgumentException e) {
            throw new Invalid("postille.bounces.listen: '" + address + "' cannot be listened at: " + e.getMessage(), e);
        }
    }

    private static Dialogue.Protocol spoken(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "smtp" -> Dialogue.Protocol.SMTP;
            case "lmtp" -> Dialogue.Protocol.LMTP;
            default -> throw new Invalid("postille.bounces.protocol is '" + text + "', expected smtp or lmtp");
        };
    }

    private Dialogue.Taker taker(Dialogue.Protocol protocol) {
        var source = switch (protocol) {
            case SMTP -> Source.SMTP;
            case LMTP -> Source.LMTP;
        };
        return new Dialogue.Taker() {
            @Override
            public boolean takes(String address) {
                return addresses.takes(address);
            }

            @Override
            public void take(byte[] mail, String sender, String recipient) {
                bounces.take(mail, sender, List.of(recipient), source);
            }
        };
    }

    synchronized void close(@Observes ShutdownEvent end) throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
