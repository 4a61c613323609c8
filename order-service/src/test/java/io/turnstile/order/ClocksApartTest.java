package io.turnstile.order;

import static io.turnstile.order.model.OrderPayment.Outcome.APPLIED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other clocks, a gateway's or the issuer's, are 5 s away from that of this service. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ClocksApartTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    Expiry expiry;

    @Inject
    TurnableClock clock;

    private final String mia = Shop.somebody("mia");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_payment_from_before_its_order_pays_it() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        assertEquals(
                APPLIED,
                shop.pay(paidAt(shop.payment(order, Shop.PRICE), clock.instant().minus(FIVE_SECONDS))));
        assertEquals(List.of("OrderCreated", "OrderPaid"), books.told(order));
    }

    @Test
    void in_time_is_what_comes_before_the_expiry_whenever_the_gateway_took_the_money() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        // Two seconds before the end here, three seconds after it there.
        clock.turn(Duration.ofMinutes(15).minusSeconds(2));
        assertEquals(
                APPLIED,
                shop.pay(paidAt(shop.payment(order, Shop.PRICE), clock.instant().plus(FIVE_SECONDS))));
        expiry.after(FIVE_SECONDS);
        assertEquals("PAID", shop.statusOf(mia, order));
        assertEquals(List.of("OrderCreated", "OrderPaid"), books.told(order));
    }

    @Test
    void an_order_that_another_replica_lets_expire_5_seconds_early_is_paid_all_the_same() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        expiry.after(Duration.ofMinutes(15).plusMillis(1));
        clock.turn(FIVE_SECONDS.negated());
        assertEquals(APPLIED, shop.pay(shop.payment(order, Shop.PRICE)));
        assertEquals(List.of("OrderCreated", "OrderExpired", "OrderPaid"), books.told(order));
    }

    @Test
    void a_token_is_good_whose_issuers_clock_is_ahead_or_behind() {
        for (var issued : List.of(
                Instant.now().plus(FIVE_SECONDS),
                Instant.now().minus(Duration.ofHours(1)).minus(FIVE_SECONDS))) {
            OpenApiContract.given()
                    .header(
                            "Authorization",
                            "Bearer "
                                    + TestTokens.token(mia)
                                            .groups("buyer")
                                            .signedAt(issued)
                                            .sign())
                    .get("/orders")
                    .then()
                    .statusCode(200);
        }
    }

    private static PaymentSucceeded paidAt(PaymentSucceeded payment, Instant paidAt) {
        return new PaymentSucceeded(
                payment.paymentId(),
                payment.orderId(),
                payment.gateway(),
                payment.gatewayTxnId(),
                payment.amount(),
                paidAt,
                paidAt);
    }
}
