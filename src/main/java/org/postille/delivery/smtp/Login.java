package org.postille.delivery.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** How we prove to the relay who we are. */
public sealed interface Login {

    /** Whose account it is. */
    String user();

    /** By AUTH PLAIN (RFC 4616), or LOGIN where the relay knows only that. */
    record Password(String user, String password) implements Login {
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * By XOAUTH2.
     *
     * @param token asked for at each login, since tokens live for an hour or so
     */
    record Token(String user, Supplier<String> token) implements Login {
        @Override
        public String toString() {
            return user;
        }
    }

    /** A token that somebody else puts into a file and renews there. */
    static Token tokenFile(String user, Path file) {
        return new Token(user, () -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the token for the relay from " + file, e);
            }
        });
    }
}
