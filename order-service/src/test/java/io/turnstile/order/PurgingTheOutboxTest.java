package io.turnstile.order;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.outbox.EarlyPurge;
import io.turnstile.contracts.outbox.Housekeeping;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** However old an outbox's row is, it stays until the connector has confirmed it. The test plays the connector. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PurgingTheOutboxTest {
    private static final String SLOT = "order_service_outbox";

    @Inject
    Housekeeping housekeeping;

    @Inject
    EarlyPurge earlyPurge;

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String jdbcUrl;

    @ConfigProperty(name = "DATABASE_PASSWORD")
    String password;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private UUID old;
    private UUID young;

    @BeforeEach
    void oneOldRowAndOneYoungOne() throws SQLException {
        old = row("8 days");
        young = row("6 days");
    }

    @AfterEach
    void removeTheSlot() throws SQLException {
        try (var connection = connectorsConnection()) {
            execute(
                    connection,
                    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + SLOT
                            + "'");
        }
    }

    @Test
    void without_a_slot_nothing_is_removed() throws SQLException {
        twoTurns();
        assertTrue(isThere(old));
        awaitMetric("turnstile_outbox_slot_lost 1.0");
    }

    @Test
    void while_the_connector_is_away_nothing_is_removed() throws SQLException {
        makeSlot();
        twoTurns();
        assertTrue(isThere(old));
        awaitMetric("turnstile_outbox_slot_lost 0.0");
    }

    @Test
    void what_the_connector_has_not_confirmed_stays_and_what_it_has_goes_once_it_is_old() throws SQLException {
        makeSlot();
        try (var connection = connectorsConnection();
                var stream = stream(connection)) {
            twoTurns();
            assertTrue(isThere(old));

            confirmAll(stream);
            housekeeping.purge();
            assertFalse(isThere(old));
            assertTrue(isThere(young));
        }
    }

    @Test
    void what_names_an_erased_person_goes_once_it_is_confirmed_however_young_it_is() throws SQLException {
        var neighbour = row("1 day");
        text("UPDATE outbox SET goes_early = true WHERE id = '" + young + "' RETURNING id");
        earlyPurge.purge();
        earlyPurge.purge();
        assertTrue(isThere(young));

        makeSlot();
        try (var connection = connectorsConnection();
                var stream = stream(connection)) {
            earlyPurge.purge();
            earlyPurge.purge();
            assertTrue(isThere(young));

            confirmAll(stream);
            earlyPurge.purge();
            assertFalse(isThere(young));
            assertTrue(isThere(neighbour));
        }
    }

    /** A slot that was made anew confirms more than was ever sent. */
    @Test
    void what_another_session_confirms_is_not_believed_at_once() throws SQLException {
        makeSlot();
        try (var connection = connectorsConnection();
                var _ = stream(connection)) {
            housekeeping.purge();
        }
        removeTheSlot();
        makeSlot();
        try (var connection = connectorsConnection();
                var stream = stream(connection)) {
            confirmAll(stream);
            housekeeping.purge();
            assertTrue(isThere(old));

            confirmAll(stream);
            housekeeping.purge();
            assertFalse(isThere(old));
        }
    }

    private void twoTurns() throws SQLException {
        housekeeping.purge();
        housekeeping.purge();
    }

    private void awaitMetric(String line) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get(metrics).then().body(containsString(line)));
    }

    private void makeSlot() throws SQLException {
        try (var connection = connectorsConnection()) {
            execute(connection, "SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
        }
    }

    private Connection connectorsConnection() throws SQLException {
        var properties = new Properties();
        properties.put("user", SLOT);
        properties.put("password", password);
        properties.put("assumeMinServerVersion", "18");
        properties.put("replication", "database");
        properties.put("preferQueryMode", "simple");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private static PGReplicationStream stream(Connection connection) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(SLOT)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", "outbox")
                .start();
    }

    private void confirmAll(PGReplicationStream stream) throws SQLException {
        text("SELECT pg_logical_emit_message(true, 'heartbeat', '')");
        var written = LogSequenceNumber.valueOf(text("SELECT pg_current_wal_insert_lsn()::text"));
        stream.setAppliedLSN(written);
        stream.setFlushedLSN(written);
        stream.forceUpdateStatus();
        await().until(() -> "t"
                .equals(text("SELECT confirmed_flush_lsn >= '" + written.asString()
                        + "' FROM pg_replication_slots WHERE slot_name = '" + SLOT + "'")));
    }

    private UUID row(String age) throws SQLException {
        return UUID.fromString(text("""
                INSERT INTO outbox (id, topic, aggregate_id, type, source, specversion, payload, occurred_at)
                VALUES (uuidv7(), 'turnstile.orders', 'a', 'turnstile.Tested.v1', '/test', '1.0', '{}', now() - interval '%s')
                RETURNING id""".formatted(age)));
    }

    private boolean isThere(UUID row) throws SQLException {
        return text("SELECT count(*) FROM outbox WHERE id = '" + row + "'").equals("1");
    }

    private String text(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
