package io.turnstile.contracts.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.faulttolerance.api.Guard;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Gives every event its effect exactly once, though Kafka delivers it at least once. The event's id is claimed in the
 * effect's own transaction: both are there or neither is.
 *
 * <ul>
 *   <li>A passing fault (the database is away, a deadlock) is retried with back-off for as long as it lasts.
 *   <li>What can never succeed is thrown on; the channel's failure strategy moves the record to the stream's dead
 *       letters with its reason and goes on with the next.
 *   <li>A type of a later version is skipped and counted.
 * </ul>
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final String CLAIM = "INSERT INTO inbox (event_id) VALUES (?) ON CONFLICT DO NOTHING";

    private final DataSource dataSource;
    private final MeterRegistry metrics;
    private final Guard patience = Guard.create()
            .withDescription("inbox")
            .withRetry()
            .maxRetries(-1)
            .maxDuration(0, ChronoUnit.MILLIS)
            .delay(50, ChronoUnit.MILLIS)
            .jitter(25, ChronoUnit.MILLIS)
            .whenException(fault -> !Hopeless.isHopeless(fault))
            .beforeRetry(fault -> LOG.warnf("an event waits for a passing fault: %s", fault))
            .withExponentialBackoff()
            .maxDelay(5, ChronoUnit.SECONDS)
            .done()
            .done()
            .build();

    Inbox(DataSource dataSource, MeterRegistry metrics) {
        this.dataSource = dataSource;
        this.metrics = metrics;
    }

    /**
     * @param events the stream's sealed interface
     * @param effect runs inside the transaction, at most once per event id
     * @throws RuntimeException where the record can never have its effect: it belongs to the dead letters
     */
    public <E extends Event> void receive(Class<E> events, ConsumerRecord<String, String> record, Consumer<E> effect) {
        var stream = Stream.of(events);
        try {
            var event = read(stream, events, record);
            if (event.isEmpty()) {
                count("turnstile.events.skipped", stream);
                return;
            }
            var id = CloudEvents.id(record);
            patiently(() -> once(id, event.get(), effect));
            count("turnstile.events.received", stream);
        } catch (Exception hopeless) {
            count("turnstile.events.dead", stream);
            LOG.errorf(hopeless, "%s offset %d goes to the dead letters", record.topic(), record.offset());
            throw hopeless instanceof RuntimeException e ? e : new IllegalStateException(hopeless);
        }
    }

    /** Runs the work in a transaction of its own, as often as passing faults make it fail. */
    void patiently(Callable<Void> work) throws Exception {
        patience.call(() -> QuarkusTransaction.requiringNew().call(work), Void.class);
    }

    private <E extends Event> Void once(UUID id, E event, Consumer<E> effect) throws SQLException {
        if (claim(id)) {
            effect.accept(event);
        }
        return null;
    }

    private boolean claim(UUID id) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(CLAIM)) {
            insert.setObject(1, id);
            return insert.executeUpdate() == 1;
        }
    }

    /** @return empty where the type is one of a later version */
    static <E extends Event> Optional<E> read(Stream stream, Class<E> events, ConsumerRecord<String, String> record) {
        var type = stream.recordOf(CloudEvents.type(record));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (record.value() == null) {
            throw new UnreadableEventException("the record has no value");
        }
        try {
            return Optional.of(events.cast(EventJson.read(record.value(), type.get())));
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(e.getOriginalMessage(), e);
        }
    }

    private void count(String metric, Stream stream) {
        metrics.counter(metric, "stream", stream.topic()).increment();
    }
}
