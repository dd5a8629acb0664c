package org.postille.demo;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.postille.base.Ground;

/** The time of the world, and in the demo a while ahead of it: the tour moves it on to what is due next. */
@Singleton
public class DemoClock extends Clock {

    private final Clock world = Ground.world();
    private final DemoState state;

    DemoClock(DemoState state) {
        this.state = state;
    }

    @Override
    public Instant instant() {
        return world.instant().plus(state.ahead());
    }

    /** Moves on to that moment; a moment that has passed changes nothing. */
    void moveTo(Instant moment) {
        var missing = Duration.between(instant(), moment);
        if (missing.isPositive()) {
            state.ahead(state.ahead().plus(missing));
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
