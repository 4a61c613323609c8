package io.turnstile.bench;

import io.turnstile.local.client.Api;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks a service until its answer shows something: closely, so that what is measured is the way there and not the asking,
 * and not so closely that the asking takes the processors from what it waits for. The last request and half a pause are in
 * it. Whoever asks has one sample under way at a time.
 */
public final class Visibility {
    /** Between two requests. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Visibility() {}

    /**
     * @return the first answer that shows it
     * @throws BenchException where none does for 20 s
     */
    public static Api.Reply await(Supplier<Api.Reply> question, Predicate<Api.Reply> shows) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var answer = question.get();
        while (!shows.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("not visible after %d s, the last answer is %d %s"
                        .formatted(
                                PATIENCE.toSeconds(),
                                answer.status(),
                                answer.raw().body()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
