package io.turnstile.contracts;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Where every service takes its time from, so that a test can turn the clock. */
class TimeSource {
    /** Ticks in microseconds: PostgreSQL keeps no more, and a time read back must equal the time written. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
