package io.turnstile.acceptance.faults.load;

import io.turnstile.acceptance.support.Suite;
import io.turnstile.acceptance.support.Tokens;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** A steady stream of visits. What each does comes from the seed; when it happens comes from the machine. */
public final class Load implements AutoCloseable {
    /** About twenty requests a second: enough to be in the middle of everything, little enough to be checked whole. */
    private static final Duration BETWEEN_VISITS = Duration.ofMillis(400);
    /** While nothing is answered, no more than so many buyers wait. */
    private static final int MOST_VISITS = 20;

    private final Journal journal = new Journal();
    private final Valve valve = new Valve();
    private final Site site;
    private final long seed;
    private final Semaphore visits = new Semaphore(MOST_VISITS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ending;

    /** @param address where clients find the gateway */
    public Load(Suite suite, Shop shop, String address, long seed) {
        this.seed = seed;
        var client = new Client(address, valve, journal);
        var webhookSecret = suite.secret("payment-webhook", "secrets").split(",")[0];
        this.site = new Site(
                shop,
                client,
                new Counter(client, journal, webhookSecret),
                new Entrance(client, journal),
                new Tokens(suite),
                order -> Shop.letExpire(suite, order));
    }

    public void start() {
        threads.submit(() -> {
            for (var number = 0L; !ending; number++) {
                visits.acquire();
                var visit = visit(number);
                threads.submit(() -> {
                    try {
                        visit.run();
                    } finally {
                        visits.release();
                    }
                });
                LockSupport.parkNanos(BETWEEN_VISITS.toNanos());
            }
            return null;
        });
    }

    private Visit visit(long number) {
        return new Visit(site, new Random(seed * 1_000_003 + number), "buyer-%d-%d".formatted(seed, number));
    }

    public Journal journal() {
        return journal;
    }

    /** Comes back when no request is in flight; to be followed by {@link #goOn} on the same thread. */
    public void pause() {
        valve.close();
    }

    public void goOn() {
        valve.open();
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
