package io.turnstile.venue.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the scans that wait for a ticket which is still on its way. */
@ApplicationScoped
public class TicketArrivals {
    /** Another replica may take the ticket in, and does not wake this one: so look again now and then. */
    private static final long LOOK_AGAIN = Duration.ofMillis(40).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    /** Tickets were committed. */
    public void announce() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is worth looking again.
     *
     * @param end of the patience, as {@link System#nanoTime} counts
     * @return false at once where the patience is over
     */
    boolean awaitNext(long end) {
        var left = end - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        lock.lock();
        try {
            // Whether woken or not, the caller looks into the database; that alone decides.
            var _ = arrived.await(Math.min(left, LOOK_AGAIN), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
