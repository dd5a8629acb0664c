package org.postille.base;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the clock and the tokens, the two things that everybody shares. */
@ApplicationScoped
public class Ground {

    /** The time of the world; the demo and the tests put their own in its place. */
    @Produces
    @Singleton
    @io.quarkus.arc.DefaultBean
    Clock clock() {
        return world();
    }

    /** The time of the world itself: only for what starts before there is anything to inject, or makes a clock of its own. */
    public static Clock world() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Tokens tokens(PostilleConfig config) {
        return new Tokens(config.secret()
                .orElseThrow(() -> new Invalid(
                        "postille.secret (environment: POSTILLE_SECRET) is missing: it signs the addresses in all mails; "
                                + Tokens.HOW)));
    }
}
