package io.turnstile.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.platform.TestPlatform.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever process of the embedded platform is killed, what was committed arrives. */
class SurvivingKillsTest {
    private static final Path DATA_FOLDER = Path.of("target", "killed-platform");

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedPlatform.discard(DATA_FOLDER);
        platform = EmbeddedPlatform.start(TestPlatform.MANIFESTS, TestPlatform.settings(DATA_FOLDER));
        TestPlatform.makeOutboxes(platform);
        platform.applyConnectors();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void what_was_committed_survives_the_kill_of_every_process() throws SQLException {
        var ids = append(50);
        platform.parts().forEach(part -> kill(part.pid()));
        platform.close();

        startAgain();
        ids.addAll(append(50));
        await().atMost(TestPlatform.PATIENCE).until(() -> idsOfPayments().containsAll(ids));
    }

    @Test
    void a_start_takes_over_from_processes_that_an_earlier_one_left_running() throws SQLException {
        var leftOvers = platform.parts();
        startAgain();
        for (var leftOver : leftOvers) {
            assertTrue(ProcessHandle.of(leftOver.pid()).isEmpty(), leftOver::toString);
        }
        assertArrives("order-1");
    }

    @Test
    void each_part_alone_can_be_killed_and_started_again() throws SQLException {
        for (var part : platform.parts()) {
            kill(part.pid());
            platform.restart(part.name());
            assertArrives(part.name());
        }
    }

    private static void startAgain() {
        platform = EmbeddedPlatform.start(TestPlatform.MANIFESTS, TestPlatform.settings(DATA_FOLDER));
        platform.applyConnectors();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void assertArrives(String key) throws SQLException {
        var id = TestPlatform.append(platform, "order_service", Row.of("turnstile.orders", key));
        TestPlatform.awaitRecord(platform, "turnstile.orders", id);
    }

    private static Set<UUID> append(int rows) throws SQLException {
        var ids = new HashSet<UUID>();
        for (int i = 0; i < rows; i++) {
            ids.add(TestPlatform.append(platform, "payment_service", Row.of("turnstile.payments", "order-" + i)));
        }
        return ids;
    }

    private static Set<UUID> idsOfPayments() {
        return TestPlatform.records(platform, "turnstile.payments").stream()
                .map(record -> UUID.fromString(TestPlatform.header(record, "ce_id")))
                .collect(Collectors.toSet());
    }
}
