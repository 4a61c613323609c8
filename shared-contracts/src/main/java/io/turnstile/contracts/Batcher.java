package io.turnstile.contracts;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    /** Who waits for the next turn; nobody where none is under way. */
    private final Queue<Waiting<Q, A>> queue = new ArrayDeque<>();

    private boolean underWay;

    /**
     * @param ask gives the answers in the order of the questions
     * @param largest so many questions at a time
     * @param faultOfAll what is thrown where the database fails, whatever is asked: it reaches all who asked together
     */
    public Batcher(Function<List<Q>, List<A>> ask, int largest, Class<? extends RuntimeException> faultOfAll) {
        this.ask = ask;
        this.largest = largest;
        this.faultOfAll = faultOfAll;
    }

    /**
     * @param next what to do when the time has come: take an answer that is there, or lead the next turn
     * @param taken into a turn, or by its owner, who has lost patience: by one of them, so that nothing is asked twice
     */
    private record Waiting<Q, A>(Q question, CompletableFuture<Supplier<A>> next, AtomicBoolean taken) {
        boolean take() {
            return taken.compareAndSet(false, true);
        }

        /** A turn that hangs must not hold everybody: who has waited too long for the next asks as if there were no others. */
        A await(Supplier<A> alone) {
            Supplier<A> answer;
            try {
                answer = next.copy()
                        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException _) {
                answer = take() ? alone : next.join();
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
        return comesFirst(me) ? lead(me) : me.await(() -> alone(question));
    }

    private synchronized boolean comesFirst(Waiting<Q, A> me) {
        if (underWay) {
            queue.add(me);
            return false;
        }
        underWay = true;
        return true;
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
            handOver();
        }
    }

    private A alone(Q question) {
        return ask.apply(List.of(question)).getFirst();
    }

    /** The leader, and those behind who have not lost their patience. */
    private synchronized List<Waiting<Q, A>> take(Waiting<Q, A> leader) {
        var batch = new ArrayList<>(List.of(leader));
        while (batch.size() < largest && !queue.isEmpty()) {
            var next = queue.remove();
            if (next.take()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private synchronized void handOver() {
        while (!queue.isEmpty()) {
            var next = queue.remove();
            if (next.take()) {
                next.next.complete(() -> lead(next));
                return;
            }
        }
        underWay = false;
    }
}
