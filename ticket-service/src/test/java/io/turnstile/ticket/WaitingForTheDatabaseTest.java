package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.platform.testing.DatabaseOutage;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;

/** A consumer that waits for its database is patient, alive, and still a member of its group. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@TestProfile(WaitingForTheDatabaseTest.ImpatientBroker.class)
class WaitingForTheDatabaseTest {
    private static final String TOPIC = "turnstile.orders";
    private static final String GROUP = "ticket-service.orders";
    private static final Duration LONGEST_BETWEEN_POLLS = Duration.ofSeconds(6);

    /** What takes minutes by default takes seconds here, and a handful of events is more than the consumer's queue. */
    public static class ImpatientBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.messaging.incoming.orders.max.poll.interval.ms",
                    Long.toString(LONGEST_BETWEEN_POLLS.toMillis()),
                    "mp.messaging.incoming.orders.max.poll.records",
                    "2");
        }
    }

    @TestHTTPResource(value = "/health/live", management = true)
    URL liveness;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Inject
    Neighbours neighbours;

    @Inject
    DataSource dataSource;

    @Test
    void it_waits_longer_than_the_broker_would_for_a_silent_one_and_every_event_has_its_effect_once() throws Exception {
        neighbours.buyOne(someBuyer());
        var dead = TestStreams.deadLetters(TOPIC).size();
        var member = member();
        List<OrderPaid> orders;
        try (var _ = DatabaseOutage.of("ticket_service")) {
            orders = publish(30);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> waitingSeconds() > 2.0 * LONGEST_BETWEEN_POLLS.toSeconds());
            assertEquals(member, member());
            assertTrue(metric("turnstile_events_lag") >= orders.size(), "what is in hand counts too");
            assertAlive();
            assertEquals(503, RestAssured.get(readiness).statusCode());
        }
        awaitIssuedOnce(orders);
        assertEquals(dead, TestStreams.deadLetters(TOPIC).size());
        assertEquals(member, member());
        await().until(() -> RestAssured.get(readiness).statusCode() == 200);
        assertEquals(0.0, waitingSeconds());
    }

    @Test
    void thrown_out_of_its_group_it_comes_back_and_loses_nothing() throws Exception {
        neighbours.buyOne(someBuyer());
        // Else what was handled before the outage could be committed while nothing may be.
        awaitAllCommitted();
        var member = member();
        List<OrderPaid> orders;
        try (var _ = DatabaseOutage.of("ticket_service");
                var admin = TestStreams.admin()) {
            orders = publish(10);
            await().until(() -> waitingSeconds() > 1);
            var begin = TestStreams.committed(GROUP);
            admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertNotEquals(member, member()));
            assertEquals(begin, TestStreams.committed(GROUP), "what waits is not committed");
            assertAlive();
        }
        awaitIssuedOnce(orders);
        awaitAllCommitted();
    }

    @Test
    void a_deadlock_passes() throws Exception {
        execute("CREATE SEQUENCE attempt");
        execute("""
                CREATE FUNCTION lose_a_deadlock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('attempt') < 4 THEN RAISE 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END IF;
                    RETURN NEW;
                END $$""");
        execute("CREATE TRIGGER deadlock BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION lose_a_deadlock()");
        try {
            var dead = TestStreams.deadLetters(TOPIC).size();
            awaitIssuedOnce(publish(1));
            assertEquals(dead, TestStreams.deadLetters(TOPIC).size());
        } finally {
            execute("DROP TRIGGER deadlock ON inbox");
            execute("DROP FUNCTION lose_a_deadlock");
            execute("DROP SEQUENCE attempt");
        }
    }

    private void assertAlive() {
        var asked = Instant.now();
        assertEquals(200, RestAssured.get(liveness).statusCode());
        var answered = Duration.between(asked, Instant.now());
        assertTrue(answered.toSeconds() < 3, "a probe waits 3 s, not " + answered);
    }

    private static List<OrderPaid> publish(int number) {
        var orders =
                Stream.generate(() -> paid(someBuyer(), line(1))).limit(number).toList();
        orders.forEach(TestStreams::publish);
        return orders;
    }

    private static void awaitAllCommitted() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(TestStreams.ends(TOPIC), TestStreams.committed(GROUP)));
    }

    private void awaitIssuedOnce(List<OrderPaid> orders) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> orders.forEach(order ->
                        assertEquals(1, neighbours.issuedFor(order.orderId()).size())));
    }

    private double waitingSeconds() {
        return metric("turnstile_events_waiting_seconds");
    }

    private double metric(String name) {
        var gauge = name + "{stream=\"" + TOPIC + "\"";
        return RestAssured.get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(gauge))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The consumer's id in its group: a new one after it was thrown out. */
    private static String member() throws ExecutionException, InterruptedException {
        try (var admin = TestStreams.admin()) {
            var members = admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get()
                    .members();
            return members.stream()
                    .map(MemberDescription::consumerId)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody is in " + GROUP));
        }
    }

    private void execute(String sql) throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
