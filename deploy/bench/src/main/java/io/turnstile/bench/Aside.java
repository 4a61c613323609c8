package io.turnstile.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work beside the thread that measures, on a virtual one. */
public record Aside<T>(Future<T> work) {

    public static <T> Aside<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return new Aside<>(task);
    }

    public static Aside<Void> run(Runnable work) {
        return start(() -> {
            work.run();
            return null;
        });
    }

    /**
     * Does something for each number from 0 to {@code count} - 1, in as many lanes beside each other.
     *
     * @return what came of it, in the order of the numbers
     * @throws BenchException where one failed
     */
    public static <T> List<T> inLanes(int lanes, int count, IntFunction<T> work) {
        return IntStream.range(0, lanes)
                .mapToObj(lane -> start(() -> IntStream.range(count * lane / lanes, count * (lane + 1) / lanes)
                        .mapToObj(work)
                        .toList()))
                .toList()
                .stream()
                .flatMap(lane -> lane.result().stream())
                .toList();
    }

    public boolean isDone() {
        return work.isDone();
    }

    /**
     * Waits for it.
     *
     * @throws BenchException where it failed
     */
    public T result() {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchException known ? known : new BenchException("aside", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
