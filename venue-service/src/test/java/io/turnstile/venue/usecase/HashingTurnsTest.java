package io.turnstile.venue.usecase;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingTurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        release.countDown();
        callers.close();
    }

    @Test
    void of_a_crowd_of_strangers_one_goes_before_who_is_known() throws Exception {
        var turns = new HashingTurns(1, LONG);
        occupy(turns);
        for (var i = 0; i < 50; i++) {
            call(turns, false, "stranger");
        }
        // All of them stand in their queues.
        await().until(() -> turns.waiting() == 50);
        var known = call(turns, true, "known");
        await().until(() -> turns.waiting() == 51);
        release.countDown();
        known.get(1, TimeUnit.MINUTES);
        await().until(() -> order.size() == 51);
        assertTrue(order.indexOf("known") <= 1, order::toString);
    }

    @Test
    void nobody_waits_beyond_the_patience_and_no_turn_is_lost() throws Exception {
        var turns = new HashingTurns(1, Duration.ofMillis(50));
        occupy(turns);
        for (var known : new boolean[] {true, false}) {
            var late = assertThrows(TryLaterException.class, () -> turns.take(known, () -> order.add("never")));
            assertEquals(ProblemCode.SERVICE_UNAVAILABLE, late.code());
        }
        release.countDown();
        await().until(() -> {
            try {
                return turns.take(false, () -> true);
            } catch (TryLaterException _) {
                return false;
            }
        });
        assertEquals(List.of(), order);
    }

    @Test
    void work_that_fails_gives_its_turn_back() {
        var turns = new HashingTurns(1, Duration.ofMillis(50));
        for (var i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> turns.take(false, () -> {
                        throw new IllegalStateException();
                    }));
        }
    }

    /** From now on somebody has the only turn. */
    private void occupy(HashingTurns turns) throws InterruptedException {
        callers.submit(() -> turns.take(true, () -> {
            working.countDown();
            try {
                return release.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        working.await();
    }

    private Future<Boolean> call(HashingTurns turns, boolean known, String name) {
        return callers.submit(() -> turns.take(known, () -> order.add(name)));
    }
}
