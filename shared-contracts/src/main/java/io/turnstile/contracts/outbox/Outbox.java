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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    private static final String DEADLOCK = "40P01";

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
            set(insert, 1, event, traceparent(Span.current().getSpanContext()));
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
     * @param change a WITH clause; its {@code changed} gives one row where the state was changed, and none where not
     * @return false where nothing was changed, or the row of another stood in the way (a unique constraint); nothing is
     *     written then
     * @throws OutboxException where the database refuses the statement for another reason; nothing is written
     */
    public boolean appendWith(String change, Setter parameters, Event event) {
        return appendWith(change, draft(parameters, event));
    }

    /** A change with its event, still to be made, by whomever: it belongs to the trace of who drew it up. */
    public static final class Draft {
        private final Setter parameters;
        private final Event event;
        private final String traceparent;

        private Draft(Setter parameters, Event event, String traceparent) {
            this.parameters = parameters;
            this.event = event;
            this.traceparent = traceparent;
        }
    }

    /** What {@link #appendWith(String, List)} makes. */
    public Draft draft(Setter parameters, Event event) {
        return new Draft(parameters, event, traceparent(Span.current().getSpanContext()));
    }

    /**
     * Makes several changes, one after the other and each with its event, in one transaction: one round trip and one
     * wait for the disk for all. Each sees those before it. Where one of them is refused, each is made by itself.
     *
     * @param change as above
     * @return of each whether it was made, as above
     * @throws OutboxException where the database refuses one of them for another reason; any of them may be written
     *     or not
     */
    public List<Boolean> appendWith(String change, List<Draft> drafts) {
        if (drafts.size() > 1) {
            var together = together(change, drafts);
            if (together.isPresent()) {
                return together.get();
            }
        }
        return drafts.stream().map(draft -> appendWith(change, draft)).toList();
    }

    private boolean appendWith(String change, Draft draft) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(withEvent(change))) {
            set(insert, draft);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new OutboxException(draft.event, e);
        }
    }

    /**
     * Nobody waits for this process while its locks are held: the driver sends a batch at once, and the database takes
     * what comes in one piece for one transaction (protocol, "Pipelining").
     *
     * @return empty where they hinder each other or are hindered by others; nothing is written then
     */
    private Optional<List<Boolean>> together(String change, List<Draft> drafts) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(withEvent(change))) {
            for (var draft : drafts) {
                set(insert, draft);
                insert.addBatch();
            }
            return Optional.of(Arrays.stream(insert.executeBatch())
                    .mapToObj(count -> count == 1)
                    .toList());
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw new OutboxException(drafts.getFirst().event, e);
        }
    }

    private static String withEvent(String change) {
        return change + "\n" + INSERT + "SELECT " + ROW + " FROM changed";
    }

    private void set(PreparedStatement insert, Draft draft) throws SQLException {
        set(insert, draft.parameters.set(insert), draft.event, draft.traceparent);
    }

    private void set(PreparedStatement insert, int first, Event event, String traceparent) throws SQLException {
        var stream = Stream.of(event);
        insert.setString(first, stream.topic());
        insert.setString(first + 1, event.aggregateId());
        insert.setString(first + 2, event.type());
        insert.setString(first + 3, stream.source());
        insert.setString(first + 4, EventJson.write(event));
        insert.setObject(first + 5, clock.instant().atOffset(ZoneOffset.UTC));
        insert.setString(first + 6, traceparent);
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
