package io.turnstile.order;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class CancellingAnOrderTest {
    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    private final String mia = Shop.somebody("mia");

    @Test
    void frees_the_stock_once_however_often_it_is_asked() {
        var product = shop.productWith(5);
        var order = shop.ordered(mia, product, 2);
        shop.cancel(mia, order).statusCode(200).body("status", equalTo("CANCELLED"));
        shop.cancel(mia, order).statusCode(200).body("status", equalTo("CANCELLED"));

        assertEquals(new StockLevel(5, 0, 0), shop.stockOf(product));
        assertEquals(
                1,
                OutboxRows.of(dataSource).ofType("OrderCancelled").stream()
                        .filter(row -> row.aggregateId().equals(order.toString()))
                        .count());
    }

    @Test
    void a_paid_order_cannot_be_cancelled() {
        var product = shop.productWith(5);
        var order = shop.ordered(mia, product, 2);
        shop.pay(shop.payment(order, 2 * Shop.PRICE));
        shop.cancel(mia, order).statusCode(409).body("code", equalTo("ORDER_NOT_CANCELLABLE"));
        assertEquals(new StockLevel(5, 0, 2), shop.stockOf(product));
    }

    @Test
    void nobody_cancels_somebody_elses_order() {
        var product = shop.productWith(5);
        var order = shop.ordered(mia, product, 2);
        shop.cancel("ben", order).statusCode(404).body("code", equalTo("ORDER_NOT_FOUND"));
        assertEquals("PENDING_PAYMENT", shop.statusOf(mia, order));
    }
}
