package io.turnstile.contracts.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;

/**
 * What an alert needs to know of the outbox's slot. {@code turnstile.outbox.slot.retained.bytes} grows while the connector
 * is away; at {@code max_slot_wal_keep_size} (databases.yaml) the server gives the slot up, and
 * {@code turnstile.outbox.slot.lost} is 1 until {@code ./turnstile recover-slot} has made it anew.
 */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.outbox.enabled", stringValue = "true", enableIfMissing = true)
class SlotMetrics {
    private final OutboxSlot slot;
    /** Null while the database does not answer: a gauge then shows no number rather than an old one. */
    private volatile OutboxSlot.State state;

    SlotMetrics(OutboxSlot slot) {
        this.slot = slot;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        gauge("turnstile.outbox.slot.retained", OutboxSlot.State::retained)
                .baseUnit("bytes")
                .description("write-ahead log that waits on the disk for the outbox connector")
                .register(metrics);
        gauge("turnstile.outbox.slot.lost", state -> state.lost() ? 1 : 0)
                .description("1 where the outbox connector has no slot that it could go on with")
                .register(metrics);
    }

    private Gauge.Builder<SlotMetrics> gauge(String name, ToDoubleFunction<OutboxSlot.State> value) {
        return Gauge.builder(name, this, it -> it.state == null ? Double.NaN : value.applyAsDouble(it.state));
    }

    /** Not when the metrics are read: a scrape must not wait for the database. */
    @Scheduled(
            every = "10s",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        try {
            state = slot.look();
        } catch (SQLException _) {
            state = null;
        }
    }
}
