package io.turnstile.contracts.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets requests wait for what events bring. Whichever replica receives the event, its effect is in the database, so there
 * they look. Those who wait in the replica that received it are told, and look at once; the others look now and then.
 *
 * <p>The pauses between two looks grow with the time that has passed: a wait for another replica is drawn out by a fifth at
 * most (40 ms at the beginning), and an outage elsewhere costs some fifteen small queries a request instead of a hundred.
 */
@ApplicationScoped
public class Arrivals {
    private static final long SHORTEST_PAUSE = Duration.ofMillis(40).toNanos();

    /** By key: a rush of events wakes only those who wait for one of them. */
    private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    /**
     * Tells those who wait for the key to look. To be called after the commit: before it there is nothing to see. So it must
     * not fail either, and nobody waits for the null of a record that came without its key.
     */
    public void announce(String key) {
        if (key == null) {
            return;
        }
        waiting.computeIfPresent(key, (_, signals) -> {
            signals.forEach(Semaphore::release);
            return signals;
        });
    }

    /**
     * Waits, and holds neither a connection nor a transaction between two looks.
     *
     * @param key of the event, such as the order's id
     * @param end of the patience, as {@link System#nanoTime} counts; not the Clock, for a stretch of time must not change its
     *     length where somebody sets the clock
     * @return the first answer that is there; empty where none is when the time is up, or when the thread was interrupted.
     *     Looks once in any case
     */
    public <T> Optional<T> await(String key, long end, Supplier<Optional<T>> look) {
        var start = System.nanoTime();
        var signal = new Semaphore(0);
        // Before the first look: what comes right after it is not missed.
        register(key, signal);
        try {
            while (true) {
                var answer = look.get();
                var now = System.nanoTime();
                if (answer.isPresent() || end - now <= 0) {
                    return answer;
                }
                var pause = Math.max(SHORTEST_PAUSE, (now - start) / 5);
                var _ = signal.tryAcquire(Math.min(pause, end - now), TimeUnit.NANOSECONDS);
                // What was told meanwhile is all seen by the next look.
                signal.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            remove(key, signal);
        }
    }

    private void register(String key, Semaphore signal) {
        waiting.compute(key, (_, signals) -> {
            var all = signals == null ? new HashSet<Semaphore>() : signals;
            all.add(signal);
            return all;
        });
    }

    private void remove(String key, Semaphore signal) {
        waiting.computeIfPresent(key, (_, signals) -> {
            signals.remove(signal);
            return signals.isEmpty() ? null : signals;
        });
    }
}
