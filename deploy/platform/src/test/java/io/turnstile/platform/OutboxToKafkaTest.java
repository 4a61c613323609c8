package io.turnstile.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.platform.TestPlatform.Row;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a row in an outbox to a record in Kafka, on whichever platform is chosen. */
class OutboxToKafkaTest {
    private static final Path DATA_FOLDER = Path.of("target", "outbox-platform");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Instant OCCURRED_AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    private static Platform platform;
    private static UUID beforeTheConnector;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedPlatform.discard(DATA_FOLDER);
        platform = Platforms.start(TestPlatform.MANIFESTS, TestPlatform.settings(DATA_FOLDER));
        TestPlatform.makeOutboxes(platform);
        beforeTheConnector = TestPlatform.append(
                platform,
                "order_service",
                new Row(
                        "turnstile.orders",
                        "order-1",
                        "turnstile.OrderPaid.v1",
                        "/turnstile/order-service",
                        "{\"order_id\": \"order-1\", \"name\": \"Fähre\"}",
                        OCCURRED_AT,
                        TRACE));
        platform.applyConnectors();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void a_row_from_before_the_connector_arrives_as_a_cloudevent() {
        var record = TestPlatform.awaitRecord(platform, "turnstile.orders", beforeTheConnector);
        assertEquals("order-1", record.key());
        assertEquals("{\"order_id\": \"order-1\", \"name\": \"Fähre\"}", record.value());
        assertEquals("turnstile.OrderPaid.v1", TestPlatform.header(record, "ce_type"));
        assertEquals("/turnstile/order-service", TestPlatform.header(record, "ce_source"));
        assertEquals("1.0", TestPlatform.header(record, "ce_specversion"));
        assertEquals("2026-03-01T10:15:30.123456Z", TestPlatform.header(record, "ce_time"));
        assertEquals(TRACE, TestPlatform.header(record, "traceparent"));
        assertEquals("application/json", TestPlatform.header(record, "content-type"));
    }

    @Test
    void a_row_without_a_trace_has_no_trace_header() throws SQLException {
        var id = TestPlatform.append(platform, "order_service", Row.of("turnstile.orders", "order-2"));
        assertNull(TestPlatform.header(TestPlatform.awaitRecord(platform, "turnstile.orders", id), "traceparent"));
    }

    @Test
    void every_publishers_outbox_is_carried() throws SQLException {
        for (var service : TestPlatform.PUBLISHERS) {
            TestPlatform.awaitRecord(
                    platform,
                    "turnstile.tickets",
                    TestPlatform.append(platform, service, Row.of("turnstile.tickets", service)));
        }
    }

    @Test
    void the_purge_of_old_rows_says_nothing() throws SQLException {
        var first = TestPlatform.append(platform, "venue_service", Row.of("turnstile.redemptions", "purged"));
        TestPlatform.awaitRecord(platform, "turnstile.redemptions", first);
        try (var connection = TestPlatform.connect(platform, "venue_service", "venue_service");
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM outbox");
        }
        TestPlatform.awaitRecord(
                platform,
                "turnstile.redemptions",
                TestPlatform.append(platform, "venue_service", Row.of("turnstile.redemptions", "purged")));
        assertEquals(2, TestPlatform.records(platform, "turnstile.redemptions").size());
    }

    @Test
    void the_slot_of_a_quiet_service_moves_on() throws SQLException {
        var before = confirmed("catalog_service_outbox");
        await().atMost(TestPlatform.PATIENCE).until(() -> confirmed("catalog_service_outbox") > before);
        assertFalse(
                TestPlatform.records(platform, "turnstile.connector-heartbeats").isEmpty());
    }

    @Test
    void a_connectors_role_reads_its_outbox_and_can_neither_write_nor_copy_the_server() throws SQLException {
        try (var connection = TestPlatform.connect(platform, "order_service_outbox", "order_service");
                var statement = connection.createStatement()) {
            assertTrue(statement.executeQuery("SELECT 1 FROM outbox").next());
            assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM outbox"));
        }
        var physical = new Properties();
        physical.put("user", "order_service_outbox");
        physical.put("password", TestPlatform.password("order-service-outbox-database"));
        physical.put("assumeMinServerVersion", "18");
        physical.put("replication", "true");
        physical.put("preferQueryMode", "simple");
        var refusal = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(platform.endpoints().jdbcUrl("order_service"), physical));
        assertTrue(
                refusal.getMessage().contains("no pg_hba.conf entry for replication connection"), refusal::getMessage);
    }

    private static long confirmed(String slot) throws SQLException {
        try (var connection = TestPlatform.connect(platform, "catalog_service_outbox", "catalog_service");
                var select = connection.prepareStatement(
                        "SELECT confirmed_flush_lsn - '0/0' FROM pg_replication_slots WHERE slot_name = ?")) {
            select.setString(1, slot);
            var result = select.executeQuery();
            assertTrue(result.next(), "the slot " + slot + " is missing");
            return result.getLong(1);
        }
    }
}
