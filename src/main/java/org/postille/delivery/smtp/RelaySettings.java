package org.postille.delivery.smtp;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/**
 * Where the relay is and how to treat it.
 *
 * @param user               null: no authentication; else a password too, and it goes only over verified TLS or to this machine
 * @param heloName           how we introduce ourselves: the host name that the sending address resolves to
 * @param connections        kept at most; a mail waits for a free one
 * @param mailsPerConnection then a new connection is made; many relays end one silently after some number
 * @param connectTimeout     for the connection to be made
 * @param readTimeout        for each reply; RFC 5321 asks for ten minutes after the final dot, a near relay answers in seconds
 */
public record RelaySettings(
        String host,
        int port,
        StartTls startTls,
        @Nullable String user,
        @Nullable String password,
        String heloName,
        int connections,
        int mailsPerConnection,
        Duration connectTimeout,
        Duration readTimeout) {

    /** Whether the connection is encrypted by STARTTLS (RFC 3207). */
    public enum StartTls {
        OFF,
        /** If the relay offers it, without checking its certificate: no worse than nothing (RFC 7435). */
        OPTIONAL,
        /** Or no mail is sent; the certificate must be valid for the host. */
        REQUIRED
    }

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    public RelaySettings {
        if ((user == null) != (password == null)) {
            throw new Invalid("the relay needs a user and a password, or neither");
        }
        if (user != null && startTls != StartTls.REQUIRED && !THIS_MACHINE.contains(host)) {
            throw new Invalid("the relay's password needs an encrypted connection: set STARTTLS to required");
        }
        if (connections < 1 || mailsPerConnection < 1) {
            throw new Invalid("the relay needs at least one connection, and one mail a connection");
        }
    }

    /** A relay on this machine or behind a trusted network, without TLS and password. */
    public static RelaySettings plain(String host, int port, int connections) {
        return new RelaySettings(
                host,
                port,
                StartTls.OFF,
                null,
                null,
                "localhost",
                connections,
                1000,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
