package io.turnstile.contracts.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.faulttolerance.api.Guard;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
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
 *   <li>A passing fault (the database is away, a deadlock) is retried with back-off for as long as it lasts. Meanwhile
 *       the connector pauses its partitions and goes on polling, so the consumer stays in its group.
 *   <li>What can never succeed is thrown on; {@link DeadLetters} keeps the record with its reason, and the
 *       consumer goes on with the next.
 *   <li>A type of a later version is skipped and counted.
 * </ul>
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final String CLAIM = "INSERT INTO inbox (event_id) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String PURGE = "DELETE FROM inbox WHERE received_at < now() - make_interval(secs => ?)";

    private final DataSource dataSource;
    private final InboxMetrics metrics;
    private volatile boolean stopping;
    private final Guard patience = Guard.create()
            .withDescription("inbox")
            .withRetry()
            .maxRetries(-1)
            .maxDuration(0, ChronoUnit.MILLIS)
            .delay(50, ChronoUnit.MILLIS)
            .jitter(25, ChronoUnit.MILLIS)
            .whenException(fault -> !stopping && !Hopeless.isHopeless(fault))
            .beforeRetry(fault -> LOG.warnf("an event waits for a passing fault: %s", fault))
            .withExponentialBackoff()
            .maxDelay(5, ChronoUnit.SECONDS)
            .done()
            .done()
            .build();

    Inbox(DataSource dataSource, InboxMetrics metrics) {
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
        try (var _ = metrics.take(stream)) {
            var event = read(stream, events, record);
            if (event.isEmpty()) {
                metrics.skipped(stream);
                return;
            }
            var id = CloudEvents.id(record);
            patiently(() -> once(id, event.get(), effect));
            metrics.received(stream);
        } catch (Exception fault) {
            throw refusal(stream, record, fault);
        }
    }

    private RuntimeException refusal(Stream stream, ConsumerRecord<?, ?> record, Exception fault) {
        // The end of the service says nothing about the event.
        if (stopping || fault instanceof InterruptedException) {
            return new StoppingException(fault);
        }
        metrics.dead(stream);
        LOG.errorf(fault, "%s offset %d goes to the dead letters", record.topic(), record.offset());
        return fault instanceof RuntimeException e ? e : new IllegalStateException(fault);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Forgets events whose effect is older; the age must be longer than an event can come again.
     *
     * @return how many were forgotten
     */
    @Transactional
    public int purgeOlderThan(Duration age) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement(PURGE)) {
            delete.setLong(1, age.toSeconds());
            return delete.executeUpdate();
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
}
