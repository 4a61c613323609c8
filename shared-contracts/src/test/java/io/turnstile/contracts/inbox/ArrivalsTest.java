package io.turnstile.contracts.inbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArrivalsTest {
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Arrivals arrivals = new Arrivals();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<String> database = new AtomicReference<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private Optional<String> look() {
        looks.incrementAndGet();
        return Optional.ofNullable(database.get());
    }

    private CompletableFuture<Optional<String>> waitFor(String key, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        return CompletableFuture.supplyAsync(() -> arrivals.await(key, end, this::look), requests);
    }

    @AfterEach
    void end() {
        requests.shutdownNow();
    }

    @Test
    void who_finds_it_at_once_does_not_wait() {
        database.set("tickets");
        assertEquals(
                Optional.of("tickets"), waitFor("order", Duration.ofDays(1)).join());
        assertEquals(1, looks.get());
    }

    /** Each look untold takes a fifth longer to come than the one before: a hundred of them would take years. */
    @Test
    void who_is_told_looks_each_time() {
        var request = waitFor("order", Duration.ofDays(1));
        for (var told = 0; told < 100; told++) {
            var before = looks.get();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                arrivals.announce("order");
                return looks.get() > before;
            });
        }
        database.set("tickets");
        arrivals.announce("order");
        assertEquals(Optional.of("tickets"), request.join());
    }

    @Test
    void what_somebody_else_waits_for_wakes_nobody() {
        var request = waitFor("order", Duration.ofMillis(300));
        while (!request.isDone()) {
            arrivals.announce("another order");
        }
        assertEquals(Optional.empty(), request.join());
        // After 0, 40, 80, 120, 160, 200, 240, 288 and 300 ms, or later.
        assertTrue(looks.get() <= 9, looks + " looks");
    }

    @Test
    void what_another_replica_received_is_found_untold() {
        var request = waitFor("order", Duration.ofDays(1));
        await().until(() -> looks.get() > 1);
        database.set("tickets");
        assertEquals(Optional.of("tickets"), request.join());
    }

    /** As above, by each of two: so often that years would pass if only one were told. */
    @Test
    void all_who_wait_for_it_are_told() {
        var one = new AtomicInteger();
        var other = new AtomicInteger();
        for (var waiter : List.of(one, other)) {
            requests.execute(() -> arrivals.await("order", System.nanoTime() + DAY, () -> {
                waiter.incrementAndGet();
                return Optional.empty();
            }));
        }
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            arrivals.announce("order");
            return one.get() > 100 && other.get() > 100;
        });
    }

    @Test
    void a_record_without_a_key_is_announced_to_nobody() {
        arrivals.announce(null);
    }

    @Test
    void who_has_no_patience_looks_once() {
        assertEquals(Optional.empty(), waitFor("order", Duration.ZERO).join());
        assertEquals(1, looks.get());
    }

    @Test
    void who_is_interrupted_stops_waiting_and_is_still_interrupted() throws InterruptedException {
        var wasInterrupted = new AtomicReference<Boolean>();
        var request = Thread.ofVirtual().start(() -> {
            var found = arrivals.await("order", System.nanoTime() + DAY, this::look);
            wasInterrupted.set(found.isEmpty() && Thread.currentThread().isInterrupted());
        });
        await().until(() -> looks.get() > 0);
        request.interrupt();
        request.join();
        assertTrue(wasInterrupted.get());
    }
}
