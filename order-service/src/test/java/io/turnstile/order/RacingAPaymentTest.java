package io.turnstile.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.usecase.CancelOrder;
import io.turnstile.order.usecase.ExpireOrders;
import io.turnstile.order.usecase.MarkOrderPaid;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A payment meets the order's expiry or its cancellation in the same moment, over and over, on the real
 * database. Each round may end in several ways; each of them must be a whole one.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RacingAPaymentTest {
    private static final Logger LOG = Logger.getLogger(RacingAPaymentTest.class);
    private static final int ROUNDS = 150;

    private static final List<String> PAID = List.of("OrderCreated", "OrderPaid");
    private static final List<String> EXPIRED = List.of("OrderCreated", "OrderExpired");
    private static final List<String> EXPIRED_THEN_PAID = List.of("OrderCreated", "OrderExpired", "OrderPaid");
    private static final List<String> CANCELLED = List.of("OrderCreated", "OrderCancelled");
    private static final List<String> CANCELLED_THEN_PAID = List.of("OrderCreated", "OrderCancelled", "OrderPaid");

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    TurnableClock clock;

    @Inject
    CancelOrder cancelOrder;

    @Inject
    ExpireOrders expireOrders;

    @Inject
    MarkOrderPaid markOrderPaid;

    private final String mia = Shop.somebody("mia");

    private final Map<List<String>, Integer> endings = new HashMap<>();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void expiry_with_stock_left_always_ends_paid_and_sold_once() {
        var product = shop.productWith(ROUNDS);
        for (var round = 0; round < ROUNDS; round++) {
            var order = overdue(product);
            // Twice, as two replicas would.
            Race.of(expireOrders::expireAll, expireOrders::expireAll, () -> pay(order));
            assertPaidAs(order, PAID, EXPIRED_THEN_PAID);
            books.assertBalanced(product);
        }
        assertSeen(PAID, EXPIRED_THEN_PAID);
    }

    @Test
    void expiry_with_others_waiting_for_the_stock_ends_paid_or_due_back_and_never_both() {
        for (var round = 0; round < ROUNDS; round++) {
            var product = shop.productNowWith(1);
            var order = overdue(product);
            raceWithARival(product, expireOrders::expireAll, () -> pay(order));
            assertPaidOrDueBack(order, EXPIRED, "EXPIRED_AND_SOLD_OUT", PAID, EXPIRED_THEN_PAID);
            books.assertBalanced(product);
        }
        assertSeen(PAID, EXPIRED);
    }

    @Test
    void a_cancellation_is_answered_truly_and_ends_paid_or_due_back() {
        for (var round = 0; round < ROUNDS; round++) {
            var product = shop.productNowWith(1);
            var order = shop.orderedNow(mia, product).orElseThrow();
            var cancelled = new AtomicBoolean();
            raceWithARival(product, () -> cancelled.set(cancel(order)), () -> pay(order));
            assertPaidOrDueBack(order, CANCELLED, "CANCELLED_AND_SOLD_OUT", PAID, CANCELLED_THEN_PAID);
            // "Cancelled" is said where the stock was given back, "too late" where the payment had it.
            assertEquals(cancelled.get(), books.told(order).contains("OrderCancelled"));
            books.assertBalanced(product);
        }
        assertSeen(PAID, CANCELLED);
    }

    @SafeVarargs
    private void assertPaidAs(UUID order, List<String>... allowed) {
        var told = books.told(order);
        assertTrue(List.of(allowed).contains(told), () -> "told " + told);
        assertEquals("PAID", books.status(order));
        assertEquals(List.of("APPLIED"), books.payments(order));
        endings.merge(told, 1, Integer::sum);
    }

    @SafeVarargs
    private void assertPaidOrDueBack(UUID order, List<String> released, String reason, List<String>... paid) {
        if (!books.told(order).equals(released)) {
            assertPaidAs(order, paid);
            return;
        }
        assertEquals("REFUND_DUE", books.status(order));
        assertEquals(List.of(reason), books.payments(order));
        endings.merge(released, 1, Integer::sum);
    }

    /** A race that always ends the same way tests nothing. */
    @SafeVarargs
    private void assertSeen(List<String>... expected) {
        LOG.infof("%d rounds ended so: %s", ROUNDS, endings);
        assertTrue(endings.keySet().containsAll(List.of(expected)), () -> "only seen: " + endings);
    }

    /** Somebody else tries to buy until the stock is theirs or the payment is through. */
    private void raceWithARival(long product, Runnable release, Runnable payment) {
        var over = new AtomicBoolean();
        Race.of(
                release,
                () -> {
                    payment.run();
                    over.set(true);
                },
                () -> {
                    var rival = Shop.somebody("ben");
                    while (shop.orderedNow(rival, product).isEmpty() && !over.get()) {
                        Thread.onSpinWait();
                    }
                });
    }

    private void pay(UUID order) {
        markOrderPaid.on(shop.payment(order, Shop.PRICE));
    }

    /** @return whether the buyer is told that it is cancelled */
    private boolean cancel(UUID order) {
        try {
            cancelOrder.cancel(mia, order);
            return true;
        } catch (ProblemException refusal) {
            assertEquals(ProblemCode.ORDER_NOT_CANCELLABLE, refusal.code());
            return false;
        }
    }

    private UUID overdue(long product) {
        var order = shop.orderedNow(mia, product).orElseThrow();
        clock.turn(Duration.ofMinutes(16));
        return order;
    }
}
