package io.turnstile.order;

import static io.turnstile.contracts.event.ProductEvents.ACTIVE;
import static io.turnstile.contracts.event.ProductEvents.RETIRED;
import static io.turnstile.order.model.OrderPayment.Outcome.APPLIED;
import static io.turnstile.order.model.OrderPayment.Outcome.REFUND_DUE;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalog changes its mind while orders are pending. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class CatalogChangesTest {
    @Inject
    Shop shop;

    @Inject
    Books books;

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
    void an_order_keeps_the_price_that_it_was_placed_at() {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 1);
        shop.publish(shop.product(product, 2, 2 * Shop.PRICE, 10, ACTIVE, Optional.empty()));

        assertEquals(APPLIED, shop.pay(shop.payment(order, Shop.PRICE)));
        var paid = OutboxRows.of(dataSource).events(OrderPaid.class).stream()
                .filter(event -> event.orderId().equals(order))
                .findFirst()
                .orElseThrow();
        assertEquals(Shop.PRICE, paid.total().amount());
        shop.order(mia, key(), product, 1).statusCode(201).body("amounts.total", equalTo((int) (2 * Shop.PRICE)));
    }

    @Test
    void the_new_price_pays_no_older_order_and_leaves_it_to_be_paid() {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 1);
        shop.publish(shop.product(product, 2, 100, 10, ACTIVE, Optional.empty()));

        assertEquals(REFUND_DUE, shop.pay(shop.payment(order, 100)));
        assertEquals("PENDING_PAYMENT", shop.statusOf(mia, order));
        assertEquals(APPLIED, shop.pay(shop.payment(order, Shop.PRICE)));
        assertEquals(List.of("APPLIED", "WRONG_AMOUNT"), books.payments(order));
        assertEquals(new StockLevel(10, 0, 1), shop.stockOf(product));
    }

    @Test
    void an_order_of_a_product_that_is_retired_meanwhile_can_be_paid_in_time_and_late() {
        var product = shop.productWith(10);
        var inTime = shop.ordered(mia, product, 1);
        var late = shop.ordered(mia, product, 2);
        shop.publish(shop.product(product, 2, Shop.PRICE, 10, RETIRED, Optional.empty()));

        assertEquals(APPLIED, shop.pay(shop.payment(inTime, Shop.PRICE)));
        expire();
        assertEquals(APPLIED, shop.pay(shop.payment(late, 2 * Shop.PRICE)));
        assertEquals(new StockLevel(10, 0, 3), shop.stockOf(product));
        shop.order(mia, key(), product, 1).statusCode(422).body("code", equalTo("PRODUCT_INACTIVE"));
    }

    @Test
    void a_product_that_is_retired_after_the_order_does_not_break_its_repeat() {
        var product = shop.productWith(10);
        var key = key();
        shop.order(mia, key, product, 1).statusCode(201);
        shop.publish(shop.product(product, 2, 100, 10, RETIRED, Optional.empty()));
        shop.order(mia, key, product, 1).statusCode(201).body("amounts.total", equalTo((int) Shop.PRICE));
    }

    @Test
    void an_older_version_of_a_product_that_comes_late_changes_nothing() {
        var product = shop.productWith(10);
        shop.publish(shop.product(product, 3, 300, 10, ACTIVE, Optional.empty()));
        TestStreams.publish(shop.product(product, 2, 200, 10, ACTIVE, Optional.empty()));
        // Same key, same partition: once this one is known, the one before was read.
        shop.publish(shop.product(product, 4, 400, 10, ACTIVE, Optional.empty()));
        shop.order(mia, key(), product, 1).statusCode(201).body("amounts.total", equalTo(400));
    }

    /** Of 10, 4 are sold and 5 reserved when the catalog says 3. */
    @Test
    void a_number_lowered_below_what_is_sold_takes_nothing_back_sells_nothing_more_and_recovers() {
        var product = shop.productWith(10);
        assertEquals(APPLIED, shop.pay(shop.payment(shop.ordered(mia, product, 4), 4 * Shop.PRICE)));
        var pending = shop.ordered(mia, product, 3);
        var never = shop.ordered(mia, product, 2);
        sellable(product, 2, 3);
        assertEquals(new StockLevel(9, 5, 4), shop.stockOf(product));
        soldOut(product);

        assertEquals(APPLIED, shop.pay(shop.payment(pending, 3 * Shop.PRICE)));
        assertEquals(new StockLevel(9, 2, 7), shop.stockOf(product));
        expire();
        assertEquals(new StockLevel(7, 0, 7), shop.stockOf(product));
        assertEquals(REFUND_DUE, shop.pay(shop.payment(never, 2 * Shop.PRICE)));
        soldOut(product);

        sellable(product, 3, 8);
        shop.order(ben, key(), product, 1).statusCode(201);
        soldOut(product);
        assertEquals(new StockLevel(8, 1, 7), shop.stockOf(product));
        books.assertBalanced(product);
    }

    private void sellable(long product, long version, int sellable) {
        shop.publish(shop.product(product, version, Shop.PRICE, sellable, ACTIVE, Optional.empty()));
    }

    private ValidatableResponse soldOut(long product) {
        return shop.order(ben, key(), product, 1).statusCode(409).body("code", equalTo("SOLD_OUT"));
    }

    private void expire() {
        expiry.after(Duration.ofMinutes(16));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
