package io.turnstile.contracts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the database one by one what comes one by one, and together what comes while it is being asked. So whoever finds nobody
 * there waits for nobody, and a rush costs fewer round trips, not more. A question is put after it came, never before: it
 * sees whatever was committed until then.
 */
public final class Batcher<Q, A> {
    /** Many times what an answer takes, and little beside what a client waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Function<List<Q>, List<A>> ask;
    private final int largest;
    private final Class<? extends RuntimeException> faultOfAll;
    private final Function<Q, Object> kind;
    /** By kind: there is one while a turn is under way. */
    private final Map<Object, Lane<Q, A>> lanes = new HashMap<>();

    /**
     * @param ask gives the answers in the order of the questions
     * @param largest so many questions at a time
     * @param faultOfAll what is thrown where the database fails, whatever is asked: it reaches all who asked together
     */
    public Batcher(Function<List<Q>, List<A>> ask, int largest, Class<? extends RuntimeException> faultOfAll) {
        this(ask, largest, faultOfAll, _ -> Batcher.class);
    }

    /**
     * As above.
     *
     * @param kind only questions of the same kind are asked together, and those of one kind wait for no other
     */
    public Batcher(
            Function<List<Q>, List<A>> ask,
            int largest,
            Class<? extends RuntimeException> faultOfAll,
            Function<Q, Object> kind) {
        this.ask = ask;
        this.largest = largest;
        this.faultOfAll = faultOfAll;
        this.kind = kind;
    }

    /** A turn that is under way, and who waits for the next. */
    private static final class Lane<Q, A> {
        private final Queue<Waiting<Q, A>> queue = new ArrayDeque<>();
        private volatile long turnBegan = System.nanoTime();

        boolean hangs() {
            return System.nanoTime() - turnBegan >= PATIENCE.toNanos();
        }
    }

    /**
     * @param next what to do when the time has come: take an answer that is there, or lead the next turn
     * @param taken into a turn, or by its owner, who has lost patience: by one of them, so that nothing is asked twice
     */
    private record Waiting<Q, A>(Q question, CompletableFuture<Supplier<A>> next, AtomicBoolean taken) {
        boolean take() {
            return taken.compareAndSet(false, true);
        }

        /**
         * A turn that hangs must not hold everybody: who waits behind one for too long asks as if there were no others. A long
         * queue is no reason to.
         */
        A await(Lane<Q, A> lane, Supplier<A> alone) {
            Supplier<A> answer = null;
            while (answer == null) {
                try {
                    answer = next.copy()
                            .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
                } catch (CompletionException _) {
                    answer = lane.hangs() && take() ? alone : null;
                }
            }
            return answer.get();
        }
    }

    /**
     * Blocks until the answer is there.
     *
     * @throws RuntimeException as it was thrown when this was asked
     */
    public A ask(Q question) {
        var me = new Waiting<Q, A>(question, new CompletableFuture<>(), new AtomicBoolean());
        var lane = waitIn(kind.apply(question), me);
        return lane.isPresent() ? me.await(lane.get(), () -> alone(question)) : lead(me);
    }

    /** @return empty where nobody is there to wait for */
    private synchronized Optional<Lane<Q, A>> waitIn(Object kind, Waiting<Q, A> me) {
        var lane = Optional.ofNullable(lanes.putIfAbsent(kind, new Lane<>()));
        lane.ifPresent(there -> there.queue.add(me));
        return lane;
    }

    /** Runs on the leader's own thread, who then goes its way: the next turn is led by one who waits for it. */
    private A lead(Waiting<Q, A> leader) {
        var batch = take(leader);
        var answers = together(batch);
        for (var i = 1; i < batch.size(); i++) {
            batch.get(i).next.complete(answers.get(i));
        }
        return answers.getFirst().get();
    }

    private List<Supplier<A>> together(List<Waiting<Q, A>> batch) {
        try {
            var answers = ask.apply(batch.stream().map(Waiting::question).toList());
            return answers.stream().<Supplier<A>>map(answer -> () -> answer).toList();
        } catch (Error e) {
            // Who is part of a turn waits for it without an end, so whatever happens is told to all.
            return Collections.nCopies(batch.size(), () -> {
                throw e;
            });
        } catch (RuntimeException e) {
            if (faultOfAll.isInstance(e)) {
                return Collections.nCopies(batch.size(), () -> {
                    throw e;
                });
            }
            // One of the questions may be at fault, which is no fault of the others: each asks alone.
            return batch.stream()
                    .<Supplier<A>>map(one -> () -> alone(one.question))
                    .toList();
        } finally {
            handOver(kind.apply(batch.getFirst().question));
        }
    }

    private A alone(Q question) {
        return ask.apply(List.of(question)).getFirst();
    }

    /** The leader, and those behind who have not lost their patience. */
    private synchronized List<Waiting<Q, A>> take(Waiting<Q, A> leader) {
        var lane = lanes.get(kind.apply(leader.question));
        lane.turnBegan = System.nanoTime();
        var batch = new ArrayList<>(List.of(leader));
        while (batch.size() < largest && !lane.queue.isEmpty()) {
            var next = lane.queue.remove();
            if (next.take()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private synchronized void handOver(Object kind) {
        var queue = lanes.get(kind).queue;
        while (!queue.isEmpty()) {
            var next = queue.remove();
            if (next.take()) {
                next.next.complete(() -> lead(next));
                return;
            }
        }
        lanes.remove(kind);
    }
}
