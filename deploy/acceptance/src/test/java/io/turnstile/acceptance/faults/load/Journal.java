package io.turnstile.acceptance.faults.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Every answer that a client ever got, how often clients had to ask, and since when they are served again. */
public final class Journal {
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private volatile Since since = Since.now();

    /** @param first by operation, when its first success after {@code begin} was heard of; {@link System#nanoTime} */
    private record Since(long begin, Map<Operation, Long> first) {
        static Since now() {
            return new Since(System.nanoTime(), new ConcurrentHashMap<>());
        }
    }

    void add(Answer answer) {
        answers.add(answer);
    }

    void asked(boolean again) {
        requests.incrementAndGet();
        if (again) {
            retries.incrementAndGet();
        }
    }

    /** @param askedAtNanos for the first time */
    void succeeded(Operation operation, long askedAtNanos) {
        var current = since;
        if (askedAtNanos - current.begin() > 0) {
            current.first().putIfAbsent(operation, System.nanoTime());
        }
    }

    /** From now on only successes of requests count that are sent for the first time from now on. */
    public void countSuccessesFromNow() {
        since = Since.now();
    }

    /** Those that are awaited and have had no success yet that counts. */
    public List<Operation> unserved() {
        return Arrays.stream(Operation.values())
                .filter(Operation::isAwaited)
                .filter(operation -> !since.first().containsKey(operation))
                .toList();
    }

    /** How long it took until each operation that is awaited had succeeded; to be asked when none is unserved. */
    public Duration servedAfter() {
        var current = since;
        return Duration.ofNanos(current.first().entrySet().stream()
                .filter(operation -> operation.getKey().isAwaited())
                .mapToLong(operation -> operation.getValue() - current.begin())
                .max()
                .orElseThrow());
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public long requests() {
        return requests.get();
    }

    public long retries() {
        return retries.get();
    }
}
