package io.turnstile.local.gateway;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket of tokens for each client, a token for each request; it fills up within a second. All event loops share the
 * buckets.
 */
final class RateLimit {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final int requestsPerSecond;
    private final TimeMeter clock;
    private final Map<ClientAddress, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param requestsPerSecond 0: no limit */
    RateLimit(int requestsPerSecond, TimeMeter clock) {
        this.requestsPerSecond = requestsPerSecond;
        this.clock = clock;
    }

    /** @return 0 where the request may go on, else after how many whole seconds the next one may */
    long secondsToWait(ClientAddress client) {
        if (requestsPerSecond == 0) {
            return 0;
        }
        var probe = buckets.computeIfAbsent(client, _ -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.ceilDiv(probe.getNanosToWaitForRefill(), PERIOD.toNanos());
    }

    /**
     * Once a second. A bucket that is full again says nothing that a new one would not say, so only clients of the last
     * second are remembered, however many there ever were.
     */
    void forget() {
        buckets.values().removeIf(bucket -> bucket.getAvailableTokens() == requestsPerSecond);
    }

    int remembered() {
        return buckets.size();
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requestsPerSecond).refillGreedy(requestsPerSecond, PERIOD))
                .withCustomTimePrecision(clock)
                .build();
    }
}
