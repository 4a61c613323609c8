package io.turnstile.bench;

import io.turnstile.contracts.event.Event;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.contracts.event.Stream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes events as {@code io.turnstile.contracts.outbox.Outbox} does, into any table that is made like an outbox. */
public final class OutboxWriter implements AutoCloseable {
    private static final String INSERT = """
            INSERT INTO %s (id, topic, aggregate_id, type, source, specversion, payload, occurred_at, traceparent)
            VALUES (uuidv7(), ?, ?, ?, ?, '1.0', ?, now(), ?)
            """;

    private final Connection connection;
    private final PreparedStatement insert;
    private final String topic;
    private final AtomicLong committed = new AtomicLong();

    public OutboxWriter(Suite suite, String database, String table, String topic) {
        try {
            this.connection = suite.database(database);
            this.connection.setAutoCommit(false);
            this.insert = connection.prepareStatement(INSERT.formatted(table));
            this.topic = topic;
        } catch (SQLException e) {
            throw new BenchException("nothing can be written into " + table, e);
        }
    }

    /** Events that this has committed so far. */
    public long committed() {
        return committed.get();
    }

    /** @return when its commit began, as {@link System#nanoTime} counts */
    public long write(Event event) {
        return commit(List.of(event));
    }

    /** As fast as it can. */
    public void write(List<? extends Event> events, int perCommit) {
        for (var i = 0; i < events.size(); i += perCommit) {
            commit(events.subList(i, Math.min(events.size(), i + perCommit)));
        }
    }

    /** So many events per second, evenly; one that is late does not put off those after it. */
    public void write(List<? extends Event> events, int perCommit, double perSecond) {
        var begin = System.nanoTime();
        for (var i = 0; i < events.size(); i += perCommit) {
            var due = begin + (long) (i * 1_000_000_000.0 / perSecond);
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            commit(events.subList(i, Math.min(events.size(), i + perCommit)));
        }
    }

    private long commit(List<? extends Event> events) {
        try {
            for (var event : events) {
                add(event);
            }
            insert.executeBatch();
            var begin = System.nanoTime();
            connection.commit();
            committed.addAndGet(events.size());
            return begin;
        } catch (SQLException e) {
            throw new BenchException("events could not be written", e);
        }
    }

    private void add(Event event) throws SQLException {
        insert.setString(1, topic);
        insert.setString(2, event.aggregateId());
        insert.setString(3, event.type());
        insert.setString(4, Stream.of(event).source());
        insert.setString(5, EventJson.write(event));
        insert.setString(6, traceparent());
        insert.addBatch();
    }

    /** Of a trace that nobody collects: what a service writes has one, and so many bytes. */
    private static String traceparent() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        return "00-%s-%s-00".formatted(trace, trace.substring(16));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("a connection could not be closed", e);
        }
    }
}
