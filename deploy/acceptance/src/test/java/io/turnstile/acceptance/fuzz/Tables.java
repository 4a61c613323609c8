package io.turnstile.acceptance.fuzz;

import io.turnstile.acceptance.support.Suite;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The tables of all services, looked at from outside. */
final class Tables implements AutoCloseable {
    /** Who consumes the events that a database publishes, by stream. */
    private static final Map<String, List<String>> CONSUMERS = Map.of(
            "turnstile.products", List.of("order_service"),
            "turnstile.orders", List.of("catalog_service", "payment_service", "ticket_service"),
            "turnstile.payments", List.of("order_service"),
            "turnstile.tickets", List.of("venue_service", "payment_service", "reporting_service"),
            "turnstile.redemptions", List.of("ticket_service", "reporting_service"));

    private static final List<String> PUBLISHERS =
            List.of("catalog_service", "order_service", "payment_service", "ticket_service", "venue_service");
    private static final Duration ON_THE_WAY = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Map<String, Connection> databases = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private Instant carriedUntil = Instant.now();

    record Table(String database, String name) {}

    /**
     * What every table holds, as a number, and which transactions were over.
     *
     * @param transactions by database, the first that was not
     */
    record Look(Map<Table, String> contents, Map<String, Long> transactions) {}

    Tables(Suite suite) throws SQLException {
        for (var database : List.of(
                "catalog_service",
                "order_service",
                "payment_service",
                "ticket_service",
                "venue_service",
                "reporting_service")) {
            databases.put(database, suite.database(database));
            for (var name :
                    texts(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")) {
                tables.add(new Table(database, name));
            }
        }
    }

    Look look() throws SQLException {
        var contents = new LinkedHashMap<Table, String>();
        for (var table : tables) {
            // A sum knows no order; equal rows count twice.
            contents.put(
                    table, texts(table.database(), """
                            SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)
                            FROM "%s" t""".formatted(table.name())).getFirst());
        }
        var transactions = new LinkedHashMap<String, Long>();
        for (var database : databases.keySet()) {
            transactions.put(
                    database,
                    Long.parseLong(texts(database, "SELECT pg_snapshot_xmin(pg_current_snapshot())")
                            .getFirst()));
        }
        return new Look(contents, transactions);
    }

    /** No order's time passes while the tables are compared, and no failed login grows so old that it is purged. */
    void holdTime() throws SQLException {
        try (var update = databases.get("venue_service").createStatement()) {
            update.executeUpdate("UPDATE login_places SET last_failure_at = now() WHERE last_failure_at IS NOT NULL");
        }
        try (var update = databases.get("order_service").createStatement()) {
            update.executeUpdate(
                    "UPDATE orders SET expires_at = now() + interval '1 hour' WHERE status = 'PENDING_PAYMENT'");
        }
    }

    /** Waits until every event had its effect everywhere and nothing moves any more. */
    Look settled() throws SQLException {
        var begin = Instant.now();
        Awaitility.await("every event has had its effect")
                .atMost(ON_THE_WAY)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> onTheWay(), List::isEmpty);
        carriedUntil = begin.minusSeconds(10);
        var looks = new ArrayList<>(List.of(look()));
        return Awaitility.await("nothing moves any more")
                .atMost(ON_THE_WAY)
                .pollDelay(BETWEEN_LOOKS)
                .pollInterval(BETWEEN_LOOKS)
                .until(
                        () -> {
                            looks.add(look());
                            return looks.getLast();
                        },
                        look -> look.contents()
                                .equals(looks.get(looks.size() - 2).contents()));
    }

    /** @return the events that a consumer has not taken in, each with its stream and the consumer's database */
    private List<String> onTheWay() throws SQLException {
        var received = new LinkedHashMap<String, Set<UUID>>();
        for (var database : databases.keySet()) {
            received.put(
                    database,
                    new HashSet<>(ids(database, "SELECT event_id, '' FROM inbox WHERE received_at > ?")
                            .keySet()));
        }
        var missing = new ArrayList<String>();
        for (var publisher : PUBLISHERS) {
            ids(publisher, "SELECT id, topic FROM outbox WHERE occurred_at > ?").forEach((id, topic) -> {
                for (var consumer : CONSUMERS.get(topic)) {
                    if (!received.get(consumer).contains(id)) {
                        missing.add(topic + " to " + consumer + ": " + id);
                    }
                }
            });
        }
        return missing;
    }

    /** @return what changed between two looks, for a person to read; empty where nothing did */
    List<String> changes(Look before, Look after, List<Table> except) throws SQLException {
        var changes = new ArrayList<String>();
        for (var table : tables) {
            var was = before.contents().get(table);
            var is = after.contents().get(table);
            if (!was.equals(is) && !except.contains(table)) {
                var rows = texts(
                        table.database(),
                        "SELECT t::text FROM \"%s\" t WHERE xmin::text::bigint >= %d LIMIT 3"
                                .formatted(table.name(), before.transactions().get(table.database())));
                changes.add("%s.%s: %s, then %s: %s".formatted(table.database(), table.name(), was, is, rows));
            }
        }
        return changes;
    }

    private List<String> texts(String database, String sql) throws SQLException {
        try (var statement = databases.get(database).createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private Map<UUID, String> ids(String database, String sql) throws SQLException {
        try (var select = databases.get(database).prepareStatement(sql)) {
            select.setTimestamp(1, Timestamp.from(carriedUntil));
            var rows = select.executeQuery();
            var ids = new LinkedHashMap<UUID, String>();
            while (rows.next()) {
                ids.put(rows.getObject(1, UUID.class), rows.getString(2));
            }
            return ids;
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : databases.values()) {
            connection.close();
        }
    }
}
