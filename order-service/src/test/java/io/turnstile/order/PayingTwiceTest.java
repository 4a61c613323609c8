package io.turnstile.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.order.usecase.MarkOrderPaid;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two payments of one order in the same moment. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PayingTwiceTest {
    private static final int ROUNDS = 100;

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    MarkOrderPaid markOrderPaid;

    private final String mia = Shop.somebody("mia");

    private long product;

    @BeforeEach
    void putOnSale() {
        product = shop.productNowWith(ROUNDS);
    }

    @Test
    void of_two_transactions_one_pays_and_the_other_is_due_back() {
        for (var round = 0; round < ROUNDS; round++) {
            var order = shop.orderedNow(mia, product).orElseThrow();
            payAtOnce(order, shop.payment(order, Shop.PRICE), shop.payment(order, Shop.PRICE));
            assertEquals(List.of("APPLIED", "FURTHER_TRANSACTION"), books.payments(order));
        }
    }

    @Test
    void one_transaction_told_by_two_events_is_one_payment() {
        for (var round = 0; round < ROUNDS; round++) {
            var order = shop.orderedNow(mia, product).orElseThrow();
            var payment = shop.payment(order, Shop.PRICE);
            payAtOnce(order, payment, Shop.toldAgain(payment));
            assertEquals(List.of("APPLIED"), books.payments(order));
        }
    }

    private void payAtOnce(UUID order, PaymentSucceeded one, PaymentSucceeded other) {
        Race.of(() -> markOrderPaid.on(one), () -> markOrderPaid.on(other));
        assertEquals("PAID", books.status(order));
        assertEquals(List.of("OrderCreated", "OrderPaid"), books.told(order));
        books.assertBalanced(product);
    }
}
