package io.turnstile.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.platform.TestPlatform.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connector is away until the server gives its slot up, here after one file of the write-ahead log. */
class LosingASlotTest {
    private static final Path DATA_FOLDER = Path.of("target", "lost-slot-platform");
    private static final String CONNECTOR = "order-service-outbox";
    private static final String TOPIC = "turnstile.orders";

    private static Platform platform;
    private static SlotRecovery recovery;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedPlatform.discard(DATA_FOLDER);
        var manifests = withLimit("16MB");
        platform = EmbeddedPlatform.start(manifests, TestPlatform.settings(DATA_FOLDER));
        TestPlatform.makeOutboxes(platform);
        platform.applyConnectors();
        recovery = new SlotRecovery(
                manifests.connectors().stream()
                        .filter(connector -> connector.name().equals(CONNECTOR))
                        .findFirst()
                        .orElseThrow(),
                platform.endpoints().connectUrl(),
                platform.endpoints().jdbcUrl("order_service"),
                TestPlatform.password("order-service-outbox-database"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void after_the_recovery_every_row_of_the_outbox_is_on_the_stream_and_new_ones_follow() throws SQLException {
        var rows = new ArrayList<>(appended(3));
        TestPlatform.awaitRecord(platform, TOPIC, rows.getLast());
        var connect = new ConnectApi(platform.endpoints().connectUrl());
        ConnectApi.patiently(() -> connect.stop(CONNECTOR));
        rows.addAll(appended(3));
        loseTheSlot();
        // It comes back, and asks for the slot in vain.
        ConnectApi.patiently(() -> connect.resume(CONNECTOR));
        rows.addAll(appended(2));

        var before = TestPlatform.records(platform, TOPIC).size();
        recovery.begin();
        TestPlatform.awaitRecord(platform, TOPIC, rows.getLast());
        assertEquals(ids(rows), idsOnTheStream(before), "each once more, and in the order of their ids");
        await().atMost(TestPlatform.PATIENCE).until(recovery::slotIsUsable);
        TestPlatform.awaitRecord(platform, TOPIC, appended(1).getFirst());
    }

    @Test
    void a_slot_that_was_dropped_and_made_anew_by_hand_is_noticed_and_nothing_is_skipped() throws SQLException {
        TestPlatform.awaitRecord(platform, TOPIC, appended(1).getFirst());
        var connect = new ConnectApi(platform.endpoints().connectUrl());
        ConnectApi.patiently(() -> connect.stop(CONNECTOR));
        var unsent = appended(1).getFirst();
        await().atMost(TestPlatform.PATIENCE).ignoreExceptions().until(() -> {
            asSuperuser(
                    "order_service",
                    "SELECT pg_drop_replication_slot('order_service_outbox')",
                    "SELECT pg_create_logical_replication_slot('order_service_outbox', 'pgoutput')");
            return true;
        });
        ConnectApi.patiently(() -> connect.resume(CONNECTOR));
        await().atMost(TestPlatform.PATIENCE).until(LosingASlotTest::connectorFails);

        recovery.begin();
        TestPlatform.awaitRecord(platform, TOPIC, unsent);
    }

    private static List<UUID> appended(int number) throws SQLException {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < number; i++) {
            ids.add(TestPlatform.append(platform, "order_service", Row.of(TOPIC, "order-1")));
        }
        return ids;
    }

    private static void loseTheSlot() throws SQLException {
        assertTrue(recovery.slotIsUsable());
        await().atMost(TestPlatform.PATIENCE).until(() -> {
            asSuperuser(
                    "order_service", "SELECT pg_logical_emit_message(false, 'fill', 'x')", "SELECT pg_switch_wal()");
            asSuperuser("order_service", "CHECKPOINT");
            return !recovery.slotIsUsable();
        });
    }

    private static boolean connectorFails() {
        return platform.connectorStatus().stream()
                .anyMatch(status -> status.name().equals(CONNECTOR) && status.failed());
    }

    private static List<String> ids(List<UUID> rows) {
        return rows.stream().map(UUID::toString).sorted().toList();
    }

    private static List<String> idsOnTheStream(int after) {
        return TestPlatform.records(platform, TOPIC).stream()
                .skip(after)
                .map(record -> TestPlatform.header(record, "ce_id"))
                .toList();
    }

    private static void asSuperuser(String database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        platform.endpoints().jdbcUrl(database),
                        Databases.SUPERUSER,
                        TestPlatform.password(Databases.SUPERUSER_SECRET));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The deployment, with another limit to what a slot may hold back. */
    private static Manifests withLimit(String limit) throws IOException {
        var folder = Files.createDirectories(DATA_FOLDER.resolveSibling("lost-slot-manifests"));
        try (var files = Files.list(Repository.baseManifests())) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        text.replace("max_slot_wal_keep_size: 8GB", "max_slot_wal_keep_size: " + limit));
            }
        }
        var manifests = Manifests.read(folder);
        assertFalse(Manifests.ofRepository().postgresParameters().equals(manifests.postgresParameters()));
        return manifests;
    }
}
