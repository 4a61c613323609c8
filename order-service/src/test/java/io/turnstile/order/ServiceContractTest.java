package io.turnstile.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for the service as a whole: what is documented, how it tells of itself. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ServiceContractTest {
    @Inject
    Shop shop;

    private final String mia = Shop.somebody("mia");

    @Test
    void every_endpoint_is_documented_and_every_documented_endpoint_exists() {
        OpenApiContract.assertEndpointsListed("order-service", "io.turnstile.order");
    }

    @Test
    void an_unreadable_payment_goes_to_the_dead_letters_and_holds_nobody_up() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        var poison = "{\"payment_id\": " + UUID.randomUUID();
        TestStreams.publishRaw(
                "turnstile.payments",
                order.toString(),
                Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "turnstile.PaymentSucceeded.v1"),
                poison);
        shop.pay(shop.payment(order, Shop.PRICE));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertTrue(TestStreams.deadLetters("turnstile.payments").stream()
                        .anyMatch(record -> poison.equals(record.value()))));
    }
}
