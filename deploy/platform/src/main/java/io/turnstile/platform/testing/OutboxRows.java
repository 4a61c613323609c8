package io.turnstile.platform.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assertions;

/** What a service wrote to its outbox, each payload held against its event's schema, in the order of writing. */
public final class OutboxRows {
    private static final String SELECT = """
            SELECT id, topic, aggregate_id, type, source, specversion, payload, occurred_at, traceparent
            FROM outbox
            ORDER BY id
            """;

    private final DataSource dataSource;

    private OutboxRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static OutboxRows of(DataSource dataSource) {
        return new OutboxRows(dataSource);
    }

    public List<Row> all() {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT);
                var result = select.executeQuery()) {
            var rows = new ArrayList<Row>();
            while (result.next()) {
                rows.add(checked(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox cannot be read", e);
        }
    }

    /** @param type an event's plain name ({@code OrderCreated}) or its CloudEvents type */
    public List<Row> ofType(String type) {
        var name = EventSchemas.nameOf(type);
        return all().stream()
                .filter(row -> EventSchemas.nameOf(row.type()).equals(name))
                .toList();
    }

    /** The events of a type as their records. */
    public <E extends Event> List<E> events(Class<E> type) {
        return ofType(type.getSimpleName()).stream().map(row -> row.as(type)).toList();
    }

    /** The newest event of a type; fails where there is none. */
    public <E extends Event> E last(Class<E> type) {
        var events = events(type);
        Assertions.assertFalse(events.isEmpty(), () -> "the outbox has no " + type.getSimpleName());
        return events.getLast();
    }

    private static Row checked(ResultSet result) throws SQLException {
        var row = new Row(
                result.getObject("id", UUID.class),
                result.getString("topic"),
                result.getString("aggregate_id"),
                result.getString("type"),
                result.getString("source"),
                result.getString("specversion"),
                result.getString("payload"),
                result.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                result.getString("traceparent"));
        EventSchemas.assertValid(row.type(), row.payload());
        return row;
    }

    /** @param payload JSON, as it will be the value of the record in Kafka */
    public record Row(
            UUID id,
            String topic,
            String aggregateId,
            String type,
            String source,
            String specversion,
            String payload,
            Instant occurredAt,
            String traceparent) {

        /** The payload as the event's record; fails where the row's topic or key is not the event's own. */
        public <E extends Event> E as(Class<E> event) {
            try {
                var read = EventJson.read(payload, event);
                Assertions.assertEquals(Stream.of(read).topic(), topic);
                Assertions.assertEquals(read.aggregateId(), aggregateId);
                return read;
            } catch (JsonProcessingException e) {
                throw new AssertionError(type + " cannot be read as " + event.getSimpleName(), e);
            }
        }
    }
}
