package io.turnstile.acceptance.faults.load;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets requests through, or holds the next ones back while the state is looked at. */
final class Valve {
    // Fair: who closes it waits for the requests in flight only.
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    <T> T through(Supplier<T> request) {
        lock.readLock().lock();
        try {
            return request.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Comes back when no request is in flight. */
    void close() {
        lock.writeLock().lock();
    }

    /** By the thread that closed it. */
    void open() {
        lock.writeLock().unlock();
    }
}
