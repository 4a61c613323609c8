package io.turnstile.reporting.rest;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.reporting.model.Window;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The window that is asked for.
 *
 * @param from inclusive; null: 24 hours before {@code to}
 * @param to exclusive; null: now
 */
public record WindowParameters(
        @RestQuery String from, @RestQuery String to) {
    private static final Duration DEFAULT_LENGTH = Duration.ofHours(24);

    /** @throws ProblemException where an end cannot be read, or the window ends before it starts */
    Window window(Instant now) {
        var end = to == null ? now : QueryText.timestamp("to", to);
        return between(from == null ? end.minus(DEFAULT_LENGTH) : QueryText.timestamp("from", from), end);
    }

    /** Whether both ends are those of the window, or are left open. */
    boolean agreesWith(Window window) {
        return between(
                        from == null ? window.from() : QueryText.timestamp("from", from),
                        to == null ? window.to() : QueryText.timestamp("to", to))
                .equals(window);
    }

    private static Window between(Instant start, Instant end) {
        if (start.isAfter(end)) {
            throw ProblemException.invalid("from", "must not be later than to");
        }
        return new Window(start, end);
    }
}
