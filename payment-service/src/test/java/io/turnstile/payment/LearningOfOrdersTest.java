package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.send;
import static io.turnstile.payment.TestGateway.success;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.payment.model.KnownOrderRepository;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class LearningOfOrdersTest {
    @Inject
    OtherServices others;

    @Inject
    KnownOrderRepository orders;

    @Test
    void a_payment_that_overtakes_its_order_waits_for_it() {
        var orderId = UUID.randomUUID();
        TestStreams.publish(OtherServices.ticketsIssued(orderId, 2));
        var answer = supplyAsync(() -> send(success(orderId, newTxn())), Executors.newVirtualThreadPerTaskExecutor());

        // Long enough that the notification is waiting by now, far less than it waits.
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        TestStreams.publish(OtherServices.orderCreated(orderId));

        answer.join()
                .then()
                .statusCode(200)
                .body("order_status", equalTo("PAID"))
                .body("tickets_issued", equalTo(2));
    }

    @Test
    void tickets_may_be_heard_of_before_their_order() {
        var orderId = UUID.randomUUID();
        TestStreams.publish(OtherServices.ticketsIssued(orderId, 4));
        // The tickets' stream is in order, so what was published before is known when this is.
        others.placePaidOrder(1);
        assertTrue(orders.find(orderId).isEmpty(), "an order without its price cannot be paid");

        TestStreams.publish(OtherServices.orderCreated(orderId));

        await().until(() -> orders.find(orderId).isPresent());
        assertEquals(OptionalInt.of(4), orders.find(orderId).orElseThrow().ticketsIssued());
    }

    @Test
    void a_repeated_event_changes_nothing() {
        var orderId = others.placePaidOrder(2);
        var known = orders.find(orderId);
        var eventId = TestStreams.publish(OtherServices.orderCreated(orderId));
        TestStreams.publish(OtherServices.orderCreated(orderId), eventId);
        others.placeOrder();

        assertEquals(known, orders.find(orderId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turnstile.orders", "turnstile.tickets"})
    void what_breaks_its_contract_becomes_a_dead_letter_and_stops_nothing_behind_it(String topic) {
        var key = UUID.randomUUID().toString();
        var type = topic.equals("turnstile.orders") ? "turnstile.OrderCreated.v1" : "turnstile.TicketsIssued.v1";
        var headers = Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", type);

        TestStreams.publishRaw(topic, key, headers, "{\"order_id\": \"%s\"}".formatted(key));

        await().until(() -> TestStreams.deadLetters(topic).stream()
                .anyMatch(letter -> letter.key().equals(key)));
        others.placePaidOrder(1);
    }

    @Test
    void an_event_of_a_later_version_is_skipped() {
        var headers = Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.OrderGifted.v1");

        TestStreams.publishRaw("turnstile.orders", UUID.randomUUID().toString(), headers, "{}");

        others.placeOrder();
    }
}
