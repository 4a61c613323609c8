package io.turnstile.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

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
