package io.turnstile.venue.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The queue before bcrypt, which is made to be expensive. A rush of logins must leave processors for the scans, and a
 * crowd of strangers who guess must leave turns for those who log in where they always do: of the strangers only as many
 * as get a turn stand in this queue, the others in one before it.
 */
@ApplicationScoped
class HashingTurns {
    private final Semaphore processors;
    private final Semaphore strangers;
    private final Duration patience;

    @Inject
    HashingTurns(@ConfigProperty(name = "turnstile.password.patience") Duration patience) {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), patience);
    }

    HashingTurns(int atOnce, Duration patience) {
        // First come, first served: else some would wait until their patience ends while others pass by.
        this.processors = new Semaphore(atOnce, true);
        this.strangers = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Does the work when its turn comes.
     *
     * @param known whether it is for somebody who was there before
     * @throws TryLaterException where the turn does not come within the patience; nothing was done then
     */
    <T> T take(boolean known, Supplier<T> work) {
        var end = System.nanoTime() + patience.toNanos();
        return known ? inTurn(processors, end, work) : inTurn(strangers, end, () -> inTurn(processors, end, work));
    }

    /** Does the work where nobody else wants the turn. */
    <T> Optional<T> takeIfFree(Supplier<T> work) {
        // Not the timed form: this one passes by those who wait, so it must not find a turn that is theirs.
        if (processors.hasQueuedThreads() || !processors.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            processors.release();
        }
    }

    /** How many wait for their turn just now. */
    int waiting() {
        return processors.getQueueLength() + strangers.getQueueLength();
    }

    private static <T> T inTurn(Semaphore queue, long end, Supplier<T> work) {
        if (!comes(queue, end)) {
            throw TryLaterException.busy();
        }
        try {
            return work.get();
        } finally {
            queue.release();
        }
    }

    private static boolean comes(Semaphore queue, long end) {
        try {
            return queue.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
