package io.turnstile.reporting;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.EventJson;
import io.turnstile.platform.testing.DatabaseOutage;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HearingOfManyScansAtOnceTest {
    private static final String TOPIC = "turnstile.redemptions";

    @Inject
    ReadModel readModel;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry registry;

    private final ConsumerGroup consumers = new ConsumerGroup("reporting-service.redemptions", TOPIC);

    /** All on one partition. */
    private final String ticket = "TK-" + UUID.randomUUID();

    @BeforeEach
    void emptyReport() {
        readModel.empty();
    }

    @Test
    void poison_among_them_goes_to_the_dead_letters_and_all_others_into_the_report() throws Exception {
        var good = new ArrayList<UUID>();
        var poisons = poisons();
        atOnce(() -> {
            for (var poison : poisons) {
                good.addAll(publish(20));
                publishRaw("turnstile.TicketTransferred.v1", "{}");
                publishRaw("turnstile.TicketRedeemed.v1", poison);
            }
        });
        readModel.awaitHandled(good);
        consumers.awaitAllCommitted();

        assertEquals(good.size(), readModel.number("SELECT count(*) FROM redemption"));
        assertTrue(transactions(good) < good.size() / 2, "they were told at once");
        var letters = TestStreams.deadLetters(TOPIC).stream()
                .filter(letter -> ticket.equals(letter.key()))
                .toList();
        assertEquals(poisons, letters.stream().map(ConsumerRecord::value).toList());
        letters.forEach(HearingOfManyScansAtOnceTest::assertNamesItsPlace);
    }

    @Test
    void a_database_that_goes_away_in_the_middle_of_a_batch_loses_nothing() throws Exception {
        var dead = TestStreams.deadLetters(TOPIC).size();
        var scans = new ArrayList<UUID>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // A batch has claimed its ids and comes no further.
            statement.execute("LOCK TABLE redemption IN EXCLUSIVE MODE");
            scans.addAll(publish(200));
            awaitSomebodyWaits();
            try (var _ = DatabaseOutage.of("reporting_service")) {
                await().atMost(Duration.ofSeconds(30)).until(() -> waitingSeconds() > 3);
            }
        } catch (SQLException _) {
            // The lock went with the database.
        }
        await().ignoreExceptions().until(() -> readModel.number("SELECT 1") == 1);
        readModel.awaitHandled(scans);
        consumers.awaitAllCommitted();
        assertEquals(scans.size(), readModel.number("SELECT count(*) FROM redemption"));
        assertEquals(dead, TestStreams.deadLetters(TOPIC).size());
        assertEquals(0.0, waitingSeconds());
    }

    @Test
    void thrown_out_of_its_group_while_a_batch_waits_it_comes_back_and_loses_nothing() throws Exception {
        var dead = TestStreams.deadLetters(TOPIC).size();
        var member = consumers.member();
        var scans = new ArrayList<UUID>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var admin = TestStreams.admin()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE redemption IN EXCLUSIVE MODE");
            scans.addAll(publish(100));
            awaitSomebodyWaits();
            admin.removeMembersFromConsumerGroup(consumers.group(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertNotEquals(member, consumers.member()));
            scans.addAll(publish(100));
            connection.commit();
        }
        readModel.awaitHandled(scans);
        consumers.awaitAllCommitted();
        assertEquals(scans.size(), readModel.number("SELECT count(*) FROM redemption"));
        assertEquals(dead, TestStreams.deadLetters(TOPIC).size());
    }

    /** The last one is the last of its batch, which is what is committed. */
    private List<String> poisons() {
        var scan = EventJson.write(
                TestScan.at("2026-05-01T10:00:00Z").ticket(ticket).event());
        return List.of(
                scan.replace("\"remaining_uses\":3", "\"remaining_uses\":-1"),
                scan.replace("gate-07", "gate\\u000007"),
                scan.substring(0, 100),
                scan.replace("\"total_uses\":5,", "").replace("\"location_id\":2", "\"location_id\":\"two\""));
    }

    private List<UUID> publish(int number) {
        return Stream.generate(() -> TestScan.at("2026-05-01T10:00:00Z").ticket(ticket))
                .limit(number)
                .map(scan -> TestStreams.publish(scan.event()))
                .toList();
    }

    private void publishRaw(String type, String value) {
        TestStreams.publishRaw(TOPIC, ticket, Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", type), value);
    }

    /** Meanwhile the consumer waits with the first batch that it polled, so all that comes later is polled at once. */
    private void atOnce(Runnable publishing) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE inbox IN EXCLUSIVE MODE");
            publishing.run();
            awaitSomebodyWaits();
            connection.commit();
        }
    }

    private void awaitSomebodyWaits() {
        await().until(() -> readModel.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
    }

    private long transactions(List<UUID> events) {
        var ids = events.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        return readModel.number("SELECT count(DISTINCT xmin::text) FROM inbox WHERE event_id IN (" + ids + ")");
    }

    private double waitingSeconds() {
        return registry.get("turnstile.events.waiting")
                .tag("stream", TOPIC)
                .gauge()
                .value();
    }

    private static void assertNamesItsPlace(ConsumerRecord<String, String> letter) {
        assertEquals("reporting-service", TestStreams.header(letter, "dead-letter-service"));
        assertEquals(TOPIC, TestStreams.header(letter, "dead-letter-topic"));
        var reason = TestStreams.header(letter, "dead-letter-reason");
        assertTrue(!reason.isBlank() && !reason.contains("could not be added"), reason);
        var source = TestStreams.records(TOPIC).stream()
                .filter(record -> TestStreams.header(letter, "dead-letter-partition")
                        .equals(Integer.toString(record.partition())))
                .filter(record ->
                        TestStreams.header(letter, "dead-letter-offset").equals(Long.toString(record.offset())))
                .findFirst()
                .orElseThrow();
        assertEquals(letter.value(), source.value());
        assertEquals(TestStreams.header(letter, "ce_id"), TestStreams.header(source, "ce_id"));
    }
}
