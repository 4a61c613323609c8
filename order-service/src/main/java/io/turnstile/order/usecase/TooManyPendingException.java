package io.turnstile.order.usecase;

import java.time.Duration;
import java.time.Instant;

/** The buyer holds too much that is not paid. */
public class TooManyPendingException extends RuntimeException {
    private final Duration left;

    /** @param end when there is room again, if the buyer does nothing */
    TooManyPendingException(String detail, Instant now, Instant end) {
        // A refusal is an answer, not a fault: no stack trace.
        super(detail, null, false, false);
        this.left = Duration.between(now, end);
    }

    /** Whole seconds, never 0, and never so few that nothing has expired by then. */
    public long secondsLeft() {
        return Math.max(left.toSeconds(), 0) + 1;
    }
}
