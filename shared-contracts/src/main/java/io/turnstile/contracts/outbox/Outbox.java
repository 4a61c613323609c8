package io.turnstile.contracts.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
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
            """;
    private static final String ROW = "uuidv7(), ?, ?, ?, ?, '1.0', ?, ?, ?";
    private static final String UNIQUE_VIOLATION = "23505";

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
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT + "VALUES (" + ROW + ")")) {
            set(insert, 1, event);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxException(event, e);
        }
    }

    /** Sets a statement's first parameters. */
    @FunctionalInterface
    public interface Setter {
        /** @return the index of the next parameter */
        int set(PreparedStatement statement) throws SQLException;
    }

    /**
     * Changes the state and writes the event beside it in one statement, which is a transaction of its own: one round trip
     * to the database, where {@link #append} needs a transaction around it, with a second one and a third.
     *
     * @param change a WITH clause; its {@code changed} gives one row where the state was changed, and none where not.
     *     Queries may stand before it, each with a semicolon, that take locks: they belong to the same transaction, and what
     *     they waited for is seen by the statement behind them
     * @return false where nothing was changed, or the row of another stood in the way (a unique constraint); nothing is
     *     written then
     * @throws OutboxException where the database refuses the statement for another reason; nothing is written
     */
    public boolean appendWith(String change, Setter parameters, Event event) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(change + "\n" + INSERT + "SELECT " + ROW + " FROM changed")) {
            set(insert, parameters.set(insert), event);
            var isQuery = insert.execute();
            while (isQuery) {
                isQuery = insert.getMoreResults();
            }
            return insert.getUpdateCount() == 1;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new OutboxException(event, e);
        }
    }

    private void set(PreparedStatement insert, int first, Event event) throws SQLException {
        var stream = Stream.of(event);
        insert.setString(first, stream.topic());
        insert.setString(first + 1, event.aggregateId());
        insert.setString(first + 2, event.type());
        insert.setString(first + 3, stream.source());
        insert.setString(first + 4, EventJson.write(event));
        insert.setObject(first + 5, clock.instant().atOffset(ZoneOffset.UTC));
        insert.setString(first + 6, traceparent(Span.current().getSpanContext()));
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
