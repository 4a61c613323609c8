package io.turnstile.venue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.outbox.OutboxException;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several changes with their events, as {@link Outbox#appendWith(String, List)} makes them. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class AppendingTogetherTest {
    private static final String NOBODY = "nobody";
    private static final String TAKE_SEAT = """
            WITH changed AS (INSERT INTO seat SELECT s FROM (SELECT ?::text AS s) wanted WHERE s <> 'nobody' RETURNING seat)
            """;

    @Inject
    Outbox outbox;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void emptySeats() {
        Rows.change(dataSource, "CREATE TABLE seat (seat text PRIMARY KEY CHECK (seat <> 'broken'))");
        Rows.change(dataSource, "DELETE FROM outbox");
    }

    @AfterEach
    void noSeats() {
        Rows.change(dataSource, "DROP TABLE seat");
    }

    @Test
    void they_are_made_in_one_transaction() {
        assertEquals(List.of(true, true, true), take("a", "b", "c"));
        assertEquals(3, Rows.count(dataSource, "seat"));
        assertEquals(3, Rows.count(dataSource, "outbox"));
        assertEquals(1, Rows.count(dataSource, "(SELECT DISTINCT xmin::text FROM outbox) transactions"));
    }

    @Test
    void one_that_changes_nothing_tells_of_nothing() {
        assertEquals(List.of(true, false, true), take("a", NOBODY, "c"));
        assertEquals(2, Rows.count(dataSource, "outbox"));
    }

    @Test
    void one_that_a_constraint_refuses_is_no_fault_of_the_others() {
        take("b");
        assertEquals(List.of(true, false, true, false), take("a", "b", "c", "a"));
        assertEquals(3, Rows.count(dataSource, "seat"));
        assertEquals(3, Rows.count(dataSource, "outbox"));
    }

    @Test
    void where_two_wait_for_each_other_nothing_is_lost() throws SQLException {
        try (var other = dataSource.getConnection();
                var insert = other.prepareStatement("INSERT INTO seat VALUES (?)")) {
            other.setAutoCommit(false);
            insert.setString(1, "b");
            insert.executeUpdate();
            var taking = CompletableFuture.supplyAsync(() -> take("a", "b"));
            await().until(() ->
                    Rows.count(dataSource, "pg_locks WHERE NOT granted AND locktype = 'transactionid'") > 0);
            insert.setString(1, "a");
            // The database finds the circle and gives one of the two up, most often who has waited for longer.
            try {
                insert.executeUpdate();
            } catch (SQLException e) {
                assertEquals("40P01", e.getSQLState());
            }
            other.rollback();
            assertEquals(List.of(true, true), taking.join());
        }
        assertEquals(2, Rows.count(dataSource, "outbox"));
    }

    @Test
    void a_fault_of_one_leaves_nothing_behind() {
        assertThrows(OutboxException.class, () -> take("a", "broken", "c"));
        assertEquals(0, Rows.count(dataSource, "seat"));
        assertEquals(0, Rows.count(dataSource, "outbox"));
    }

    @Test
    void each_belongs_to_the_trace_of_who_drew_it_up() {
        var traces = List.of("0af7651916cd43dd8448eb211c80319c", "4bf92f3577b34da6a3ce929d0e0e4736");
        var drafts = traces.stream().map(this::draftIn).toList();
        outbox.appendWith(TAKE_SEAT, drafts);
        for (var trace : traces) {
            assertEquals(
                    1,
                    Rows.count(
                            dataSource,
                            "outbox WHERE traceparent = ? AND payload::jsonb ->> 'ticket_code' = ?",
                            "00-" + trace + "-b7ad6b7169203331-01",
                            trace));
        }
    }

    private Outbox.Draft draftIn(String trace) {
        var span = SpanContext.create(trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
        try (var _ = Span.wrap(span).makeCurrent()) {
            return draft(trace);
        }
    }

    private List<Boolean> take(String... seats) {
        return outbox.appendWith(TAKE_SEAT, Stream.of(seats).map(this::draft).toList());
    }

    private Outbox.Draft draft(String seat) {
        var event = new ScanRejected(
                UUID.randomUUID(), seat, "ferry", "op", null, "pier", "gate", "jti", "QR_EXPIRED", null, Instant.now());
        return outbox.draft(
                statement -> {
                    statement.setString(1, seat);
                    return 2;
                },
                event);
    }
}
