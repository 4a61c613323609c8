package io.turnstile.order.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TooManyPendingExceptionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    /** An order past its time is pending until the next look of ExpireOrders. */
    @ParameterizedTest
    @CsvSource({"PT-5S, 1", "PT0S, 1", "PT0.2S, 1", "PT1S, 2", "PT14M59.999S, 900", "PT15M, 901"})
    void whoever_waits_as_long_as_is_said_has_waited_long_enough(Duration left, long seconds) {
        assertEquals(seconds, new TooManyPendingException("", NOW, NOW.plus(left)).secondsLeft());
    }
}
