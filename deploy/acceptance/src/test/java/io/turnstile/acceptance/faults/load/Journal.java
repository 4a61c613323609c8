package io.turnstile.acceptance.faults.load;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Every answer that a client ever got, and how often clients had to ask. */
public final class Journal {
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<Operation, AtomicLong> latestSuccess = new EnumMap<>(Operation.class);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    public Journal() {
        for (var operation : Operation.values()) {
            latestSuccess.put(operation, new AtomicLong(System.nanoTime()));
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

    void succeeded(Operation operation, long askedAtNanos) {
        latestSuccess.get(operation).accumulateAndGet(askedAtNanos, Math::max);
    }

    /** Those that have had no success yet to a request that was sent after {@code nanos}, of {@link System#nanoTime}. */
    public List<Operation> withoutSuccessSince(long nanos) {
        return latestSuccess.entrySet().stream()
                .filter(latest -> latest.getKey().isAwaited())
                .filter(latest -> latest.getValue().get() - nanos <= 0)
                .map(Map.Entry::getKey)
                .toList();
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
