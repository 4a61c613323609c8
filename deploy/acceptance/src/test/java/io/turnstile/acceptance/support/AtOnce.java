package io.turnstile.acceptance.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Many who do something in the same moment. */
public final class AtOnce {
    private AtOnce() {}

    public static <T> List<T> times(int times, Callable<T> action) throws Exception {
        return all(IntStream.range(0, times).mapToObj(_ -> action).toList());
    }

    /** Runs every action on a thread of its own; none begins before all are there. */
    public static <T> List<T> all(List<Callable<T>> actions) throws Exception {
        var start = new CyclicBarrier(actions.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        }
    }
}
