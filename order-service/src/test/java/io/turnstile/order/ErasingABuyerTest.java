package io.turnstile.order;

import static io.turnstile.order.model.OrderPayment.Outcome.APPLIED;
import static io.turnstile.order.model.OrderPayment.Outcome.REFUND_DUE;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.order.usecase.EraseBuyers;
import io.turnstile.order.usecase.MarkOrderPaid;
import io.turnstile.platform.Erasure;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import io.turnstile.platform.testing.WhereItStands;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ErasingABuyerTest {
    /** A connector would let it go once it is sent; here none reads the outbox. */
    private static final Set<String> WAITS_TO_BE_SENT = Set.of("outbox.payload");

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    EraseBuyers eraseBuyers;

    @Inject
    MarkOrderPaid markOrderPaid;

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
    void no_row_names_the_buyer_and_the_books_are_as_before() throws SQLException {
        var product = shop.productWith(10);
        var paid = shop.ordered(mia, product, 2);
        assertEquals(APPLIED, shop.pay(shop.payment(paid, 2 * Shop.PRICE)));
        var cancelled = shop.ordered(mia, product, 1);
        shop.cancel(mia, cancelled).statusCode(200);
        assertEquals(Set.of("orders.buyer_id", "order_claim.buyer_id", "outbox.payload"), whereStands(mia));

        erase(mia);

        assertEquals(WAITS_TO_BE_SENT, whereStands(mia));
        assertEquals(List.of(), books.stayingInTheOutbox(mia));
        assertEquals(List.of("OrderCreated", "OrderPaid", "OrderAnonymized"), books.told(paid));
        assertEquals(List.of("OrderCreated", "OrderCancelled", "OrderAnonymized"), books.told(cancelled));
        assertEquals("PAID", books.status(paid));
        assertEquals(List.of("APPLIED"), books.payments(paid));
        assertEquals(new StockLevel(10, 0, 2), shop.stockOf(product));
        books.assertBalanced(product);
    }

    @Test
    void what_is_not_paid_is_cancelled_and_its_stock_is_free() throws SQLException {
        var product = shop.productWith(10);
        var pending = List.of(shop.ordered(mia, product, 3), shop.ordered(mia, product, 4));
        var bens = shop.ordered(ben, product, 1);

        erase(mia);

        for (var order : pending) {
            assertEquals("CANCELLED", books.status(order));
            assertEquals(List.of("OrderCreated", "OrderCancelled", "OrderAnonymized"), books.told(order));
        }
        assertEquals(new StockLevel(10, 1, 0), shop.stockOf(product));
        assertEquals("PENDING_PAYMENT", shop.statusOf(ben, bens));
        assertEquals(List.of("OrderCreated"), books.told(bens));
    }

    @Test
    void what_a_client_wrote_into_an_order_goes_with_the_buyer() throws SQLException {
        var number = "mia@example.com " + UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        var body = "{\"items\":[{\"product_id\":%d,\"qty\":1}],\"out_trade_no\":\"%s\"}"
                .formatted(shop.productWith(1), number);
        shop.order(mia, key, body).statusCode(201);
        erase(mia);
        assertEquals(Set.of(), whereStands(number));
        assertEquals(Set.of(), whereStands(key));
    }

    @Test
    void the_same_subject_is_a_new_buyer_afterwards_and_sees_nothing_of_before() throws SQLException {
        var product = shop.productWith(10);
        var key = UUID.randomUUID().toString();
        var before = shop.order(mia, key, product, 1).statusCode(201).extract().<String>path("order_id");
        erase(mia);

        OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(mia))
                .get("/orders/{id}", before)
                .then()
                .statusCode(404)
                .body("code", equalTo("ORDER_NOT_FOUND"));
        OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer(mia))
                .get("/orders")
                .then()
                .statusCode(200)
                .body("orders", empty());
        shop.cancel(mia, UUID.fromString(before)).statusCode(404);
        shop.order(mia, key, product, 1)
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("order_id", not(before));
    }

    @Test
    void a_payment_that_comes_afterwards_is_due_back_for_nobody_could_see_its_tickets() throws SQLException {
        var product = shop.productWith(10);
        var order = shop.ordered(mia, product, 1);
        erase(mia);

        assertEquals(REFUND_DUE, shop.pay(shop.payment(order, Shop.PRICE)));
        assertEquals(List.of("BUYER_ERASED"), books.payments(order));
        assertEquals("REFUND_DUE", books.status(order));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(product));
        var refund = RefundsDueTest.all(100).stream()
                .filter(due -> due.get("order_id").equals(order.toString()))
                .findFirst()
                .orElseThrow();
        assertEquals("BUYER_ERASED", refund.get("reason"));
        assertFalse(refund.containsKey("buyer_id"));
    }

    @Test
    void that_it_was_done_is_kept_and_when_and_for_how_many_orders() throws SQLException {
        var product = shop.productWith(10);
        shop.ordered(mia, product, 1);
        shop.ordered(mia, product, 1);
        erase(mia);
        assertTrue(books.erasuresOf(2) > 0);
        // Nothing is left that could be erased.
        erase(mia);
        assertTrue(books.erasuresOf(0) > 0);
    }

    @Test
    void erased_and_paid_at_once_it_is_paid_or_due_back_and_nobodys() throws SQLException {
        for (var round = 0; round < 50; round++) {
            var product = shop.productNowWith(1);
            var buyer = Shop.somebody("mia");
            var order = shop.orderedNow(buyer, product).orElseThrow();
            request(buyer);
            // Twice, as two replicas would.
            Race.of(
                    eraseBuyers::eraseAll,
                    eraseBuyers::eraseAll,
                    () -> markOrderPaid.on(shop.payment(order, Shop.PRICE)));
            books.awaitNoErasure();

            var paid = List.of("OrderCreated", "OrderPaid", "OrderAnonymized");
            var dueBack = List.of("OrderCreated", "OrderCancelled", "OrderAnonymized");
            assertTrue(Set.of(paid, dueBack).contains(books.told(order)), () -> "told " + books.told(order));
            assertEquals(
                    books.told(order).equals(paid) ? List.of("APPLIED") : List.of("BUYER_ERASED"),
                    books.payments(order));
            assertEquals(WAITS_TO_BE_SENT, whereStands(buyer));
            books.assertBalanced(product);
        }
    }

    @Test
    void erased_and_ordering_at_once_an_order_is_of_before_or_of_after() throws SQLException {
        for (var round = 0; round < 50; round++) {
            var product = shop.productNowWith(10);
            var buyer = Shop.somebody("mia");
            shop.orderedNow(buyer, product);
            request(buyer);
            Race.of(eraseBuyers::eraseAll, () -> shop.orderedNow(buyer, product));
            books.awaitNoErasure();

            books.assertBalanced(product);
            // Both of an order and of its key, or of neither.
            var where = whereStands(buyer);
            assertEquals(where.contains("orders.buyer_id"), where.contains("order_claim.buyer_id"), where::toString);
        }
    }

    private void erase(String buyer) throws SQLException {
        request(buyer);
        eraseBuyers.eraseAll();
        // Or the scheduled turn had it, and is not done yet.
        books.awaitNoErasure();
    }

    private void request(String buyer) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            new Erasure(buyer).request(connection);
        }
    }

    private Set<String> whereStands(String text) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return WhereItStands.in(connection, text);
        }
    }
}
