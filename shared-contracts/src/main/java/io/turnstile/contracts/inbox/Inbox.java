package io.turnstile.contracts.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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

    private final Claims claims;
    private final Patience patience;
    private final InboxMetrics metrics;

    Inbox(Claims claims, Patience patience, InboxMetrics metrics) {
        this.claims = claims;
        this.patience = patience;
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
            var told = Told.by(record, events);
            if (told.isEmpty()) {
                metrics.skipped(stream);
                return;
            }
            patience.inTransaction(() -> once(List.of(told.get()), some -> some.forEach(effect)));
            metrics.received(stream, 1);
        } catch (Exception fault) {
            throw refusal(stream, record, fault);
        }
    }

    /**
     * Receives what was polled at once in one transaction, for it is the transaction that takes the time. What can never have
     * its effect is refused by itself, and the others have theirs all the same.
     *
     * <p>For effects that neither contend nor ask what came before. One that locks what others want, such as stock, is for
     * {@link #receive}: here it would hold all that it locks until the last event is done, and lock it in the order in which
     * the events came, so that two transactions could wait for each other.
     *
     * <p>Nor may the effect publish. Many events belong to no single trace, so theirs would not go on; what is logged
     * meanwhile has none either. The connector's own span of each event is there as always.
     *
     * @param events the stream's sealed interface
     * @param effect runs inside the transaction, at most once per event id, with the events in their order
     * @return ends when every record is acknowledged or among the dead letters; never, where the service stops before: the
     *     batch is then not committed and comes again
     */
    public <E extends Event> Uni<Void> receiveAll(
            Class<E> events, KafkaRecordBatch<String, String> polled, Consumer<List<E>> effect) {
        var stream = Stream.of(events);
        var batch = new Batch(polled);
        try (var _ = metrics.take(stream)) {
            var received = patience.together(
                    read(batch, events),
                    some -> once(some, effect),
                    (told, fault) -> batch.refuse(told.record(), refusal(stream, told.record(), fault)));
            metrics.received(stream, received);
        } catch (Exception fault) {
            if (patience.isEnd(fault)) {
                return Uni.createFrom().nothing();
            }
            throw new IllegalStateException("neither passing nor hopeless", fault);
        }
        return batch.settle();
    }

    private <E extends Event> List<Told<E>> read(Batch batch, Class<E> events) {
        var stream = Stream.of(events);
        var readable = new ArrayList<Told<E>>();
        for (var record : batch.records()) {
            try {
                Told.by(record, events).ifPresentOrElse(readable::add, () -> metrics.skipped(stream));
            } catch (RuntimeException fault) {
                batch.refuse(record, refusal(stream, record, fault));
            }
        }
        return readable;
    }

    /** An event that is told twice among these has its effect where it was told first. */
    private <E extends Event> Void once(List<Told<E>> told, Consumer<List<E>> effect) throws SQLException {
        var events = new LinkedHashMap<UUID, E>();
        told.forEach(one -> events.putIfAbsent(one.id(), one.event()));
        events.keySet().retainAll(claims.claim(events.keySet()));
        if (!events.isEmpty()) {
            effect.accept(List.copyOf(events.values()));
        }
        return null;
    }

    private RuntimeException refusal(Stream stream, ConsumerRecord<?, ?> record, Exception fault) {
        if (patience.isEnd(fault)) {
            return new StoppingException(fault);
        }
        metrics.dead(stream);
        LOG.errorf(fault, "%s offset %d goes to the dead letters", record.topic(), record.offset());
        return fault instanceof RuntimeException e ? e : new IllegalStateException(fault);
    }

    /**
     * Forgets events whose effect is older; the age must be longer than an event can come again.
     *
     * @return how many were forgotten
     */
    @Transactional
    public int purgeOlderThan(Duration age) throws SQLException {
        return claims.purgeOlderThan(age);
    }
}
