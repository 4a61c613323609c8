package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.BUS;
import static io.turnstile.ticket.Neighbours.line;
import static io.turnstile.ticket.Neighbours.paid;
import static io.turnstile.ticket.Neighbours.redeemed;
import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class DeadLettersTest {
    @Inject
    Neighbours neighbours;

    @Test
    void what_cannot_be_read_is_kept_with_its_reason_and_stops_nothing() {
        var paid = paid(someBuyer(), line(1));
        var key = paid.orderId().toString();
        TestStreams.publishRaw("turnstile.orders", key, orderPaid(), "{\"order_id\": \"" + key + "\"}");
        neighbours.tell(paid);

        assertEquals(1, neighbours.issuedFor(paid.orderId()).size());
        var letter = awaitDeadLetter("turnstile.orders", key);
        assertEquals("turnstile.OrderPaid.v1", TestStreams.header(letter, "ce_type"));
        assertNotNull(TestStreams.header(letter, "dead-letter-reason"));
    }

    @Test
    void an_order_whose_tickets_cannot_be_stored_leaves_nothing_half_done() {
        var twiceTheSame = new TicketLine(101, "Broken", 1, 30, null, List.of(BUS, BUS));
        var paid = paid(someBuyer(), line(1), twiceTheSame);
        TestStreams.publish(paid);
        awaitDeadLetter("turnstile.orders", paid.orderId().toString());
        assertTrue(neighbours.issuedFor(paid.orderId()).isEmpty());

        // Nothing was claimed: the order corrected and told again gets its tickets.
        neighbours.tell(paidAgain(paid.orderId()));
        assertEquals(1, neighbours.issuedFor(paid.orderId()).size());
    }

    @Test
    void an_event_of_a_later_version_is_skipped() {
        var order = UUID.randomUUID();
        TestStreams.publishRaw(
                "turnstile.orders",
                order.toString(),
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.OrderGifted.v1"),
                "{}");
        neighbours.tell(new OrderCancelled(order, List.of(new HeldLine(101, 1)), Instant.now()));
        assertTrue(deadLetters("turnstile.orders", order.toString()).isEmpty());
    }

    @Test
    void a_redemption_that_no_ticket_can_have_is_a_dead_letter() {
        var code = neighbours.buyOne(someBuyer());
        var broken = redeemed(code, BUS, 1);
        TestStreams.publishRaw(
                "turnstile.redemptions",
                code,
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", broken.type()),
                "{\"ticket_code\": \"" + code + "\", \"remaining_uses\": \"many\"}");
        neighbours.tell(broken);
        assertNotNull(TestStreams.header(awaitDeadLetter("turnstile.redemptions", code), "dead-letter-reason"));
    }

    private static OrderPaid paidAgain(UUID orderId) {
        var sample = paid(someBuyer(), line(1));
        return new OrderPaid(
                orderId, sample.buyerId(), sample.paymentId(), sample.lines(), sample.total(), false, sample.paidAt());
    }

    private static Map<String, String> orderPaid() {
        return Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.OrderPaid.v1");
    }

    private static ConsumerRecord<String, String> awaitDeadLetter(String topic, String key) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !deadLetters(topic, key).isEmpty());
        return deadLetters(topic, key).getFirst();
    }

    private static List<ConsumerRecord<String, String>> deadLetters(String topic, String key) {
        return TestStreams.deadLetters(topic).stream()
                .filter(letter -> key.equals(letter.key()))
                .toList();
    }
}
