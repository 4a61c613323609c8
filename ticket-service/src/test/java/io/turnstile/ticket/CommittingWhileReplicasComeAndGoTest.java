package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;

/** A group that moves its partitions takes no commits: what was handled meanwhile is committed afterwards. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class CommittingWhileReplicasComeAndGoTest {
    private static final String TOPIC = "turnstile.orders";
    private static final String GROUP = "ticket-service.orders";
    /** What is acknowledged is committed every five seconds. */
    private static final Duration A_COMMIT = Duration.ofSeconds(8);

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @Inject
    Neighbours neighbours;

    @Test
    void what_was_handled_meanwhile_is_committed_though_no_event_follows() throws Exception {
        neighbours.buyOne(someBuyer());
        List<OrderPaid> orders;
        // The busy one is closed first: closing waits for the newcomer's question to be answered.
        try (var newcomer = TestStreams.replica(GROUP, TOPIC);
                var busy = TestStreams.replica(GROUP, TOPIC)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> hasPartitions(busy));
            // The group waits for the busy one, who does not ask what there is to do.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                newcomer.poll(A_MOMENT);
                return state() == GroupState.PREPARING_REBALANCE;
            });
            orders = Stream.generate(() -> paid(someBuyer(), line(1))).limit(20).toList();
            orders.forEach(TestStreams::publish);
            Thread.sleep(A_COMMIT);
            assertEquals(GroupState.PREPARING_REBALANCE, state());
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> orders.forEach(order ->
                        assertEquals(1, neighbours.issuedFor(order.orderId()).size())));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(TestStreams.ends(TOPIC), TestStreams.committed(GROUP)));
    }

    private static boolean hasPartitions(KafkaConsumer<?, ?> consumer) {
        consumer.poll(A_MOMENT);
        return !consumer.assignment().isEmpty();
    }

    private static GroupState state() throws ExecutionException, InterruptedException {
        try (var admin = TestStreams.admin()) {
            return admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get()
                    .groupState();
        }
    }
}
