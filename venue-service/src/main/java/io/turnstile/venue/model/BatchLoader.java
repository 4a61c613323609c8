package io.turnstile.venue.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Loads one by one what is asked for one by one, and together what is asked for while a load is under way. So whoever finds
 * nobody there waits for nobody, and a rush costs fewer round trips, not more. A load begins after it was asked for, never
 * before: it sees whatever was committed until then.
 */
final class BatchLoader<K, V> {
    /** Many times what a load takes, and little beside what a client waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Function<List<K>, List<V>> load;
    private final int largest;
    /** Who waits for a load that has not begun; nobody where none is under way. */
    private final Queue<Waiting<K, V>> queue = new ArrayDeque<>();

    private boolean underWay;

    /**
     * @param load gives the values in the order of the keys
     * @param largest so many keys at a time
     */
    BatchLoader(Function<List<K>, List<V>> load, int largest) {
        this.load = load;
        this.largest = largest;
    }

    /** @param next what to do when the time has come: take a value that is there, or lead the next load */
    private record Waiting<K, V>(K key, CompletableFuture<Supplier<V>> next) {
        /** A load that hangs must not hold everybody: who has waited for too long asks alone, as if there were no others. */
        V await(Supplier<V> alone) {
            return next.completeOnTimeout(alone, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join()
                    .get();
        }
    }

    /**
     * Blocks until the value is there, and throws what its load threw.
     *
     * @throws DatabaseException where the database refuses the load or is away, to all who shared it
     */
    V load(K key) {
        var me = new Waiting<K, V>(key, new CompletableFuture<>());
        return comesFirst(me) ? lead() : me.await(() -> alone(key));
    }

    private synchronized boolean comesFirst(Waiting<K, V> me) {
        queue.add(me);
        var first = !underWay;
        underWay = true;
        return first;
    }

    /** Runs on the thread of the first in the queue, who then goes its way: the next load is led by one who waits for it. */
    private V lead() {
        var batch = take();
        var answers = together(batch);
        for (var i = 1; i < batch.size(); i++) {
            batch.get(i).next.complete(answers.get(i));
        }
        return answers.getFirst().get();
    }

    private List<Supplier<V>> together(List<Waiting<K, V>> batch) {
        try {
            var values = load.apply(batch.stream().map(Waiting::key).toList());
            return values.stream().<Supplier<V>>map(value -> () -> value).toList();
        } catch (DatabaseException e) {
            return Collections.nCopies(batch.size(), () -> {
                throw e;
            });
        } catch (RuntimeException e) {
            // What one of them asked for may be at fault, and is no fault of the others: each asks alone.
            return batch.stream().<Supplier<V>>map(one -> () -> alone(one.key)).toList();
        } finally {
            handOver();
        }
    }

    private V alone(K key) {
        return load.apply(List.of(key)).getFirst();
    }

    /** The leader, who is at the head, and all behind it who have not lost their patience. */
    private synchronized List<Waiting<K, V>> take() {
        var batch = new ArrayList<Waiting<K, V>>();
        while (batch.size() < largest && !queue.isEmpty()) {
            var next = queue.remove();
            if (batch.isEmpty() || !next.next.isDone()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private synchronized void handOver() {
        while (!queue.isEmpty() && !queue.element().next.complete(this::lead)) {
            queue.remove();
        }
        underWay = !queue.isEmpty();
    }
}
