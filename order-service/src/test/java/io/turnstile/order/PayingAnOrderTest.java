package io.turnstile.order;

import static io.turnstile.order.model.OrderPayment.Outcome.APPLIED;
import static io.turnstile.order.model.OrderPayment.Outcome.REFUND_DUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PayingAnOrderTest {
    @Inject
    Shop shop;

    @Inject
    Expiry expiry;

    @Inject
    TurnableClock clock;

    @Inject
    DataSource dataSource;

    private final String mia = Shop.somebody("mia");
    private final String ben = Shop.somebody("ben");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void in_time_the_order_is_paid_and_its_stock_is_sold() {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 2);
        assertEquals(APPLIED, shop.pay(shop.payment(order, 2 * Shop.PRICE)));
        assertEquals("PAID", shop.statusOf(mia, order));
        assertEquals(new StockLevel(10, 0, 2), shop.stockOf(product));

        var paid = eventsOf(order, "OrderPaid");
        assertEquals(1, paid.size());
        assertTrue(paid.getFirst().contains("\"ferry\""), "tickets are issued from the functions in the event");
        assertTrue(paid.getFirst().contains("\"stock_retaken\":false"));
    }

    @Test
    void a_payment_delivered_again_has_no_second_effect() {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 1);
        var payment = shop.payment(order, Shop.PRICE);
        var id = TestStreams.publish(payment);
        TestStreams.publish(payment, id);
        TestStreams.publish(payment, id);
        // Same order, same partition: once this one is handled, so are the three before.
        assertEquals(REFUND_DUE, shop.pay(shop.payment(order, Shop.PRICE)));

        assertEquals(APPLIED, shop.outcomeOf(payment));
        assertEquals(new StockLevel(10, 0, 1), shop.stockOf(product));
        assertEquals(1, eventsOf(order, "OrderPaid").size());
    }

    @Test
    void a_second_payment_of_a_paid_order_is_due_back_and_issues_nothing() {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 1);
        assertEquals(APPLIED, shop.pay(shop.payment(order, Shop.PRICE)));
        assertEquals(REFUND_DUE, shop.pay(shop.payment(order, Shop.PRICE)));
        assertEquals("PAID", shop.statusOf(mia, order));
        assertEquals(1, eventsOf(order, "OrderPaid").size());
    }

    @Test
    void late_but_with_stock_left_the_order_is_paid_after_all() {
        var product = shop.productWith(2);
        var order = expired(product, 2);
        assertEquals(new StockLevel(2, 0, 0), shop.stockOf(product));

        assertEquals(APPLIED, shop.pay(shop.payment(order, 2 * Shop.PRICE)));
        assertEquals("PAID", shop.statusOf(mia, order));
        assertEquals(new StockLevel(2, 0, 2), shop.stockOf(product));
        assertTrue(eventsOf(order, "OrderPaid").getFirst().contains("\"stock_retaken\":true"));
    }

    @Test
    void late_and_sold_out_the_money_is_due_back_and_the_buyer_sees_it() {
        var product = shop.productWith(2);
        var order = expired(product, 2);
        shop.ordered(ben, product, 1);

        assertEquals(REFUND_DUE, shop.pay(shop.payment(order, 2 * Shop.PRICE)));
        assertEquals("REFUND_DUE", shop.statusOf(mia, order));
        assertEquals(new StockLevel(2, 1, 0), shop.stockOf(product));
        assertTrue(eventsOf(order, "OrderPaid").isEmpty());
    }

    @Test
    void unpaid_orders_expire_once_and_paid_ones_never() {
        var product = shop.productWith(5);
        var paid = shop.ordered(mia, product, 1);
        shop.pay(shop.payment(paid, Shop.PRICE));
        var unpaid = expired(product, 3);
        expiry.after(Duration.ZERO);

        assertEquals("PAID", shop.statusOf(mia, paid));
        assertEquals("EXPIRED", shop.statusOf(mia, unpaid));
        assertEquals(new StockLevel(5, 0, 1), shop.stockOf(product));
        assertEquals(1, eventsOf(unpaid, "OrderExpired").size());
    }

    @Test
    void an_order_just_before_its_time_does_not_expire() {
        var product = shop.productWith(5);
        var order = shop.ordered(mia, product, 1);
        expiry.after(Duration.ofMinutes(14));
        assertEquals("PENDING_PAYMENT", shop.statusOf(mia, order));
        assertFalse(eventsOf(order, "OrderCreated").isEmpty());
    }

    private UUID expired(long product, int quantity) {
        var order = shop.ordered(mia, product, quantity);
        expiry.after(Duration.ofMinutes(16));
        assertEquals("EXPIRED", shop.statusOf(mia, order));
        return order;
    }

    private List<String> eventsOf(UUID order, String type) {
        return OutboxRows.of(dataSource).ofType(type).stream()
                .filter(row -> row.aggregateId().equals(order.toString()))
                .map(row -> row.payload())
                .toList();
    }
}
