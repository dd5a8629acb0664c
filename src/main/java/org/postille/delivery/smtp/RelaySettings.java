package org.postille.delivery.smtp;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/**
 * Where the relay is and how to treat it.
 *
 * @param login              null: none; it goes only over verified TLS or to this machine
 * @param heloName           how we introduce ourselves: the host name that the sending address resolves to
 * @param connections        kept at most; a mail waits for a free one
 * @param mailsPerConnection then a new connection is made; many relays end one silently after some number
 * @param idle               a connection that had nothing to do for that long is ended by us before the relay does it
 */
public record RelaySettings(
        String host,
        int port,
        StartTls startTls,
        @Nullable Login login,
        String heloName,
        int connections,
        int mailsPerConnection,
        Duration idle,
        Timeouts timeouts) {

    /** Whether the connection is encrypted. */
    public enum StartTls {
        OFF,
        /** By STARTTLS (RFC 3207) if the relay offers it, without checking its certificate: no worse than nothing (RFC 7435). */
        OPTIONAL,
        /** By STARTTLS, or no mail is sent; the certificate must be valid for the host. */
        REQUIRED,
        /** From the first byte (RFC 8314, port 465); the certificate must be valid for the host. */
        IMPLICIT;

        boolean verified() {
            return this == REQUIRED || this == IMPLICIT;
        }
    }

    /**
     * How long to wait. Whoever gives up too early after the final dot makes a mail doubtful that was about to be accepted:
     * RFC 5321 section 4.5.3.2 asks for ten minutes there, a near relay answers in seconds.
     *
     * @param connect for the connection to be made
     * @param reply   for each reply but the last, and for a part of a mail to be taken
     * @param end     for the reply to the final dot
     */
    public record Timeouts(Duration connect, Duration reply, Duration end) {
        public Timeouts {
            if (!connect.isPositive() || !reply.isPositive() || !end.isPositive()) {
                throw new Invalid("waiting for the relay must take some time");
            }
        }
    }

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    public RelaySettings {
        if (login != null && !startTls.verified() && !THIS_MACHINE.contains(host)) {
            throw new Invalid(
                    "the relay's password needs an encrypted connection: set STARTTLS to required, or to implicit for port 465");
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
                "localhost",
                connections,
                1000,
                Duration.ofSeconds(30),
                new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(2)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
