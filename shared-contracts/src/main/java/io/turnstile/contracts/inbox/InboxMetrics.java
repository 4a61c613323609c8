package io.turnstile.contracts.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;

/** What an operator sees of the inbox (ARCHITECTURE.md, Operating). Everything is there, at 0, from the start. */
@ApplicationScoped
class InboxMetrics {
    private static final String RECEIVED = "turnstile.events.received";
    private static final String SKIPPED = "turnstile.events.skipped";
    private static final String DEAD = "turnstile.events.dead";

    private final MeterRegistry registry;
    private final Config config;
    private final Set<InHand> inHand = ConcurrentHashMap.newKeySet();

    InboxMetrics(MeterRegistry registry, Config config) {
        this.registry = registry;
        this.config = config;
    }

    /** An event or a batch that a consumer works on, from its arrival until it had its effect or was refused. */
    final class InHand implements AutoCloseable {
        private final Stream stream;
        private final long since = System.nanoTime();

        private InHand(Stream stream) {
            this.stream = stream;
            inHand.add(this);
        }

        @Override
        public void close() {
            inHand.remove(this);
        }
    }

    InHand take(Stream stream) {
        return new InHand(stream);
    }

    void received(Stream stream, int events) {
        count(RECEIVED, stream, events);
    }

    void skipped(Stream stream) {
        count(SKIPPED, stream, 1);
    }

    void dead(Stream stream) {
        count(DEAD, stream, 1);
    }

    void register(@Observes StartupEvent started) {
        ConsumedStream.in(config).forEach(consumed -> register(consumed.stream()));
    }

    private void register(Stream stream) {
        for (var counter : List.of(RECEIVED, SKIPPED, DEAD)) {
            registry.counter(counter, "stream", stream.topic());
        }
        Gauge.builder("turnstile.events.waiting", () -> secondsOfOldest(stream))
                .description("how long the oldest event in hand has waited for its effect")
                .baseUnit("seconds")
                .tag("stream", stream.topic())
                .register(registry);
    }

    private double secondsOfOldest(Stream stream) {
        var now = System.nanoTime();
        return inHand.stream()
                .filter(held -> held.stream == stream)
                .map(held -> now - held.since)
                .max(Comparator.naturalOrder())
                .map(nanos -> (double) nanos / TimeUnit.SECONDS.toNanos(1))
                .orElse(0.0);
    }

    private void count(String metric, Stream stream, int events) {
        registry.counter(metric, "stream", stream.topic()).increment(events);
    }
}
