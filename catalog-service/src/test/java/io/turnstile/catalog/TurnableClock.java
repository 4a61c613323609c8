package io.turnstile.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: goes with the machine's until a test turns it. */
@Singleton
public class TurnableClock extends Clock {
    private volatile Instant turnedTo;

    public void turnTo(Instant instant) {
        turnedTo = instant;
    }

    public void letGo() {
        turnedTo = null;
    }

    @Override
    public Instant instant() {
        var turned = turnedTo;
        return turned != null ? turned : Instant.now().truncatedTo(ChronoUnit.MICROS);
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
