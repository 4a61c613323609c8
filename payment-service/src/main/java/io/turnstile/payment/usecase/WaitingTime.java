package io.turnstile.payment.usecase;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The time that one answer may spend waiting for what other services' events bring. Whichever replica consumes the
 * event, it ends in the database; so the database is asked again and again.
 *
 * <p>The pauses grow with the time that has passed: a wait is drawn out by a fifth at most, and an outage elsewhere
 * costs some twenty small queries a request instead of a hundred.
 */
final class WaitingTime {
    private static final long SHORTEST_PAUSE = Duration.ofMillis(10).toNanos();

    // Not the Clock: a stretch of time must not change its length where somebody sets the clock.
    private final long start = System.nanoTime();
    private final long budget;

    WaitingTime(Duration budget) {
        this.budget = budget.toNanos();
    }

    /** @return the first answer that is there, empty where none is when the time is up */
    <T> Optional<T> until(Supplier<Optional<T>> question) {
        while (true) {
            var answer = question.get();
            var passed = System.nanoTime() - start;
            if (answer.isPresent() || passed >= budget || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(Math.min(Math.max(SHORTEST_PAUSE, passed / 5), budget - passed));
        }
    }
}
