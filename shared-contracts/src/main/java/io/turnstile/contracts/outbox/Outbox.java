package io.turnstile.contracts.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The only path from a service to Kafka. A row is inserted in the transaction that changes the state, so that state and
 * event come to be together or not at all; Debezium carries the row to the stream. What it carries is never updated.
 */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
            INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at, traceparent)
            VALUES (uuidv7(), ?, ?, ?, ?, '1.0', ?, ?, ?)
            """;

    private final DataSource dataSource;
    private final Clock clock;

    Outbox(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Writes the event beside the state that it tells of.
     *
     * @throws jakarta.transaction.TransactionalException outside a transaction: the event could outlive a rollback
     * @throws OutboxException where the database refuses the row; the transaction must roll back
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Event event) {
        var stream = Stream.of(event);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, stream.topic());
            insert.setString(2, event.aggregateId());
            insert.setString(3, event.type());
            insert.setString(4, stream.source());
            insert.setString(5, EventJson.write(event));
            insert.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(7, traceparent(Span.current().getSpanContext()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxException(event, e);
        }
    }

    /**
     * Removes rows that Debezium has carried away. The publication lets inserts through only, so nothing is said of it
     * downstream.
     *
     * @param time whoever calls knows that all rows from before have been sent
     * @return how many rows went
     */
    @Transactional
    int purgeBefore(Instant time) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("DELETE FROM outbox WHERE occurred_at < ?")) {
            delete.setObject(1, time.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    /**
     * What was told of these so far names a person who is being erased: it goes as soon as it was sent. Reads the whole
     * outbox, a week of rows, because an index for what is so rare would cost every event.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void letGoEarly(Collection<UUID> aggregates) {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE outbox SET goes_early = true WHERE aggregate_id = ANY (?)")) {
            update.setArray(1, connection.createArrayOf("text", aggregates.toArray()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxException("the outbox cannot be searched for what names an erased person", e);
        }
    }

    /** The ids of the rows that do not wait for their age. */
    List<UUID> goingEarly() throws SQLException {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("SELECT id FROM outbox WHERE goes_early");
                var rows = select.executeQuery()) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    /** @param ids whoever calls knows that these rows have been sent */
    @Transactional
    void remove(List<UUID> ids) throws SQLException {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            delete.executeUpdate();
        }
    }

    /** W3C trace context of the request or event that caused this one, so that one trace shows the whole story. */
    private static String traceparent(SpanContext span) {
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex())
                : null;
    }
}
