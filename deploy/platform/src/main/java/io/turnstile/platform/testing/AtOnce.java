package io.turnstile.platform.testing;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers who all start at the same moment. */
public final class AtOnce {
    private AtOnce() {}

    /** @return what they got, in the order of their numbers from 0 on */
    public static <T> List<T> call(int callers, IntFunction<T> work) {
        var start = new CyclicBarrier(callers);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, callers)
                    .mapToObj(i -> executor.submit(() -> {
                        start.await();
                        return work.apply(i);
                    }))
                    .toList();
            return results.stream()
                    .map(result -> {
                        try {
                            return result.get();
                        } catch (ExecutionException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }
}
