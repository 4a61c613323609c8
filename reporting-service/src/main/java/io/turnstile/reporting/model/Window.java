package io.turnstile.reporting.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open stretch of time. Its ends are whole microseconds, as every stored time is: an end between two of them is
 * moved to the later one, which takes in exactly the same events.
 *
 * @param from inclusive
 * @param to exclusive, not before {@code from}
 */
public record Window(Instant from, Instant to) {
    public Window {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("a window cannot end before it starts");
        }
        from = wholeMicros(from);
        to = wholeMicros(to);
    }

    private static Instant wholeMicros(Instant instant) {
        var floor = instant.truncatedTo(ChronoUnit.MICROS);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MICROS);
    }
}
