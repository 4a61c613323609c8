package io.turnstile.catalog.consumer;

import static io.turnstile.catalog.ProductBody.SELLABLE;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.Orders;
import io.turnstile.catalog.ProductBody;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ShowingAvailabilityTest {
    private ProductBody product;
    private UUID orderId;

    @BeforeEach
    void newProductAndOrder() {
        product = Administrator.adds(ProductBody.fresh());
        orderId = UUID.randomUUID();
    }

    @Test
    void an_order_takes_from_what_is_available_and_its_expiry_gives_back() {
        TestStreams.publish(Orders.created(orderId, line(4)));
        awaitAvailable(SELLABLE - 4);
        TestStreams.publish(Orders.expired(orderId, line(4)));
        awaitAvailable(SELLABLE);
    }

    @Test
    void a_cancelled_order_gives_back() {
        TestStreams.publish(Orders.created(orderId, line(4)));
        awaitAvailable(SELLABLE - 4);
        TestStreams.publish(Orders.cancelled(orderId, line(4)));
        awaitAvailable(SELLABLE);
    }

    @Test
    void what_is_paid_stays_taken_and_a_late_expiry_gives_nothing_back() {
        TestStreams.publish(Orders.created(orderId, line(4)));
        TestStreams.publish(Orders.paid(orderId, false, line(4)));
        TestStreams.publish(Orders.expired(orderId, line(4)));
        awaitAllOf(orderId);
        awaitAvailable(SELLABLE - 4);
    }

    @Test
    void a_payment_after_the_expiry_takes_again() {
        TestStreams.publish(Orders.created(orderId, line(4)));
        TestStreams.publish(Orders.expired(orderId, line(4)));
        awaitAllOf(orderId);
        awaitAvailable(SELLABLE);
        TestStreams.publish(Orders.paid(orderId, true, line(4)));
        awaitAvailable(SELLABLE - 4);
    }

    @Test
    void a_repeated_event_counts_once() {
        var created = Orders.created(orderId, line(4));
        var eventId = TestStreams.publish(created);
        TestStreams.publish(created, eventId);
        // The same fact under another event id: the hold guards itself where the inbox cannot.
        TestStreams.publish(created);
        awaitAllOf(orderId);
        awaitAvailable(SELLABLE - 4);
    }

    @Test
    void available_never_falls_below_nothing() {
        TestStreams.publish(Orders.created(orderId, line(10)));
        awaitAvailable(SELLABLE - 10);
        Administrator.replaces(product.id(), product.with("sellable", 5)).statusCode(200);
        awaitAvailable(0);
    }

    @Test
    void an_event_that_nobody_can_read_does_not_stop_those_behind_it() {
        var key = orderId.toString();
        var unreadable = UUID.randomUUID();
        var before = TestStreams.deadLetters("turnstile.orders").size();
        TestStreams.publishRaw("turnstile.orders", key, headers(unreadable), "{\"order_id\":");
        TestStreams.publishRaw("turnstile.orders", key, headers(UUID.randomUUID()), "{\"order_id\":\"" + key + "\"}");
        TestStreams.publish(Orders.created(orderId, line(4)));
        awaitAvailable(SELLABLE - 4);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        before + 2, TestStreams.deadLetters("turnstile.orders").size()));
    }

    @Test
    void an_event_of_a_later_version_is_passed_over() {
        var headers = Map.of(
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", "turnstile.OrderGiftWrapped.v1",
                "ce_source", "/turnstile/order-service",
                "ce_specversion", "1.0");
        var before = TestStreams.deadLetters("turnstile.orders").size();
        TestStreams.publishRaw("turnstile.orders", orderId.toString(), headers, "{}");
        TestStreams.publish(Orders.created(orderId, line(4)));
        awaitAvailable(SELLABLE - 4);
        assertEquals(before, TestStreams.deadLetters("turnstile.orders").size());
    }

    /** What happens to one order stays in order: when a marker behind it has its effect, all before it had theirs. */
    private void awaitAllOf(UUID orderId) {
        var marker = Administrator.adds(ProductBody.fresh());
        TestStreams.publish(Orders.created(orderId, new HeldLine(marker.id(), 1)));
        awaitAvailable(marker, SELLABLE - 1);
    }

    private void awaitAvailable(int available) {
        awaitAvailable(product, available);
    }

    private static void awaitAvailable(ProductBody product, int available) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        available,
                        given().get("/catalog/" + product.id()).jsonPath().getInt("available")));
    }

    private HeldLine line(int quantity) {
        return new HeldLine(product.id(), quantity);
    }

    private static Map<String, String> headers(UUID eventId) {
        return Map.of(
                "ce_id", eventId.toString(),
                "ce_type", "turnstile.OrderCreated.v1",
                "ce_source", "/turnstile/order-service",
                "ce_specversion", "1.0");
    }
}
