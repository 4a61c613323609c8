package io.turnstile.contracts;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatcherTest {
    private static final int LARGEST = 3;
    private static final String BAD = "bad";
    private static final String AWAY = "away";
    private static final String BROKEN = "broken";

    private final List<List<String>> begun = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Batcher<String, String> batcher = new Batcher<>(this::askAll, LARGEST, IllegalStateException.class);

    /** Takes as long as the test wants. */
    private List<String> askAll(List<String> keys) {
        begun.add(keys);
        turns.acquireUninterruptibly();
        if (keys.contains(BAD)) {
            throw new IllegalArgumentException(BAD);
        }
        if (keys.contains(BROKEN)) {
            throw new AssertionError(BROKEN);
        }
        if (keys.contains(AWAY)) {
            throw new IllegalStateException(AWAY);
        }
        return keys.stream().map(key -> "value of " + key).toList();
    }

    @AfterEach
    void end() {
        turns.release(1_000);
        threads.shutdownNow();
    }

    @Test
    void who_comes_alone_is_served_at_once() {
        turns.release(2);
        assertEquals("value of a", batcher.ask("a"));
        assertEquals("value of b", batcher.ask("b"));
        assertEquals(List.of(List.of("a"), List.of("b")), begun);
    }

    @Test
    void those_who_come_during_a_turn_share_the_next() {
        var first = asking("a");
        var others = List.of(asking("b"), asking("c"));
        assertEquals(List.of(List.of("a")), begun, "nobody joins a turn that has begun");
        turns.release();
        assertEquals("value of a", first.join());
        turns.release();
        assertEquals(
                List.of("value of b", "value of c"),
                others.stream().map(CompletableFuture::join).toList());
        assertEquals(List.of("b", "c"), begun.get(1));
    }

    @Test
    void a_crowd_is_served_in_parts_of_the_largest_size() {
        var first = asking("a");
        var others = List.of(asking("b"), asking("c"), asking("d"), asking("e"));
        turns.release(3);
        first.join();
        others.forEach(CompletableFuture::join);
        assertEquals(List.of(List.of("a"), List.of("b", "c", "d"), List.of("e")), begun);
    }

    @Test
    void a_fault_is_of_the_one_who_asked_for_it() {
        var first = asking("a");
        var bad = asking(BAD);
        var other = asking("b");
        turns.release(10);
        assertEquals("value of a", first.join());
        assertEquals("value of b", other.join());
        assertThrows(IllegalArgumentException.class, () -> thrownBy(bad));
    }

    @Test
    void after_a_fault_the_next_are_served() {
        var bad = asking(BAD);
        var other = asking("b");
        turns.release(10);
        assertThrows(IllegalArgumentException.class, () -> thrownBy(bad));
        assertEquals("value of b", other.join());
        assertEquals("value of c", batcher.ask("c"));
    }

    @Test
    void a_fault_of_the_database_is_told_to_all_who_shared_the_turn() {
        var first = asking("a");
        var others = List.of(asking(AWAY), asking("b"));
        turns.release(2);
        assertEquals("value of a", first.join());
        others.forEach(other -> assertThrows(IllegalStateException.class, () -> thrownBy(other)));
        assertEquals(2, begun.size(), "nobody asks again while the database is away");
    }

    @Test
    void an_error_leaves_nobody_waiting() {
        var first = asking("a");
        var others = List.of(asking(BROKEN), asking("b"));
        turns.release(2);
        assertEquals("value of a", first.join());
        others.forEach(other -> assertThrows(AssertionError.class, () -> thrownBy(other)));
        turns.release();
        assertEquals("value of c", batcher.ask("c"));
    }

    @Test
    void who_has_waited_too_long_for_a_turn_that_hangs_asks_alone_and_those_behind_are_served() {
        var hanging = asking("a");
        var impatient = asking("b");
        await().until(() -> begun.size() == 2);
        var next = asking("c");
        turns.release(10);
        assertEquals("value of a", hanging.join());
        assertEquals("value of b", impatient.join());
        assertEquals("value of c", next.join());
        assertEquals(List.of(List.of("a"), List.of("b"), List.of("c")), begun);
    }

    @Test
    void who_is_part_of_a_turn_that_hangs_waits_for_it_and_nothing_is_asked_for_twice() throws InterruptedException {
        var first = asking("a");
        var part = asking("b");
        var other = asking("c");
        turns.release();
        assertEquals("value of a", first.join());
        await().until(() -> begun.size() == 2);
        // Longer than anybody's patience.
        Thread.sleep(1_500);
        assertEquals(List.of(List.of("a"), List.of("b", "c")), begun);
        turns.release();
        assertEquals("value of b", part.join());
        assertEquals("value of c", other.join());
    }

    @Test
    void who_waits_in_a_long_queue_of_quick_turns_is_not_impatient() throws InterruptedException {
        var all = IntStream.range(0, 20)
                .mapToObj(number -> asking("key " + number))
                .toList();
        for (var turn = 0; turn < 8; turn++) {
            // All together take longer than anybody's patience with one.
            Thread.sleep(250);
            turns.release();
        }
        all.forEach(CompletableFuture::join);
        assertEquals(
                List.of(1, 3, 3, 3, 3, 3, 3, 1), begun.stream().map(List::size).toList());
    }

    @Test
    void questions_of_one_kind_neither_wait_for_those_of_another_nor_are_asked_with_them() {
        var byLetter =
                new Batcher<String, String>(this::askAll, LARGEST, IllegalStateException.class, key -> key.charAt(0));
        var hanging = asking(byLetter, "a1");
        var other = asking(byLetter, "b1");
        var next = List.of(asking(byLetter, "a2"), asking(byLetter, "b2"), asking(byLetter, "a3"));
        assertEquals(List.of(List.of("a1"), List.of("b1")), begun);
        turns.release(10);
        assertEquals("value of a1", hanging.join());
        assertEquals("value of b1", other.join());
        next.forEach(CompletableFuture::join);
        assertEquals(Set.of(List.of("a2", "a3"), List.of("b2")), Set.copyOf(begun.subList(2, 4)));
    }

    @Test
    void each_of_a_crowd_has_its_own_value() {
        turns.release(1_000_000);
        var random = new Random(7);
        var keys = IntStream.range(0, 2_000)
                .mapToObj(number -> random.nextInt(20) == 0 ? BAD : "key " + number)
                .toList();
        var failed = new AtomicInteger();
        var answers = keys.stream()
                .map(key -> CompletableFuture.supplyAsync(() -> batcher.ask(key), threads)
                        .exceptionally(_ -> {
                            failed.incrementAndGet();
                            return "value of " + BAD;
                        }))
                .toList();
        assertEquals(
                keys.stream().map(key -> "value of " + key).toList(),
                answers.stream().map(CompletableFuture::join).toList());
        assertEquals(keys.stream().filter(BAD::equals).count(), failed.get());
    }

    /** Comes back when the question has been put: it is asked, or it waits. */
    private CompletableFuture<String> asking(String key) {
        return asking(batcher, key);
    }

    private CompletableFuture<String> asking(Batcher<String, String> batcher, String key) {
        var thread = new CompletableFuture<Thread>();
        var answer = CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    return batcher.ask(key);
                },
                threads);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.join().getState() == Thread.State.WAITING);
        return answer;
    }

    private static void thrownBy(CompletableFuture<String> answer) throws Throwable {
        try {
            answer.join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }
}
