package io.turnstile.local.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What one service says, another learns a moment later: asks again until the answer fits. */
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Patience() {}

    /** @return the first answer that fits, or the last one when the limit has passed */
    public static <T> T ask(Duration limit, Supplier<T> question, Predicate<T> fits) {
        var deadline = System.nanoTime() + limit.toNanos();
        var answer = question.get();
        while (!fits.test(answer)
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
