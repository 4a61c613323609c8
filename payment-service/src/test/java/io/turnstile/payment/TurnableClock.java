package io.turnstile.payment;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: runs like any other, and can be set wrong. */
@Singleton
public class TurnableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** @param ahead negative: behind */
    public void set(Duration ahead) {
        this.ahead = ahead;
    }

    public void reset() {
        set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("services count in UTC");
    }
}
