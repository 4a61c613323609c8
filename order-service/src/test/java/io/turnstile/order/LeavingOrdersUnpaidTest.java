package io.turnstile.order;

import static io.turnstile.order.model.OrderPayment.Outcome.APPLIED;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody holds a whole inventory with orders that are never paid. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class LeavingOrdersUnpaidTest {
    private static final int MOST_ORDERS = 5;

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
    void the_sixth_is_refused_until_the_first_of_the_others_expires_and_others_may_order() {
        var product = shop.productWith(100);
        shop.ordered(mia, product, 1);
        clock.turn(Duration.ofMinutes(10));
        leaveUnpaid(product, MOST_ORDERS - 1);

        // The first one's 15 minutes end in 5.
        var seconds = retryAfter(refused(product, 1).body("detail", containsString("5 of your orders")));
        assertTrue(seconds > 280 && seconds <= 300, seconds + " s");
        assertEquals(new StockLevel(100, 5, 0), shop.stockOf(product));
        shop.ordered(Shop.somebody("ben"), product, 1);

        expiry.after(Duration.ofSeconds(seconds));
        shop.ordered(mia, product, 1);
        refused(product, 1);
        books.assertBalanced(product);
    }

    @Test
    void twenty_places_of_a_product_may_wait_and_not_one_more() {
        var product = shop.productWith(100);
        shop.ordered(mia, product, 10);
        shop.ordered(mia, product, 9);
        refused(product, 2).body("detail", containsString("20 places of product " + product));
        shop.ordered(mia, product, 1);
        refused(product, 1);
        assertEquals(new StockLevel(100, 20, 0), shop.stockOf(product));

        // Another product has room of its own.
        shop.ordered(mia, shop.productWith(10), 10);
    }

    @Test
    void paying_cancelling_and_expiring_make_room_at_once() {
        var product = shop.productWith(100);
        var orders = leaveUnpaid(product, MOST_ORDERS);
        refused(product, 1);

        assertEquals(APPLIED, shop.pay(shop.payment(orders.getFirst(), Shop.PRICE)));
        shop.ordered(mia, product, 1);
        refused(product, 1);

        shop.cancel(mia, orders.getLast()).statusCode(200);
        shop.ordered(mia, product, 1);
        refused(product, 1);

        expiry.after(Duration.ofMinutes(16));
        leaveUnpaid(product, MOST_ORDERS);
        books.assertBalanced(product);
    }

    @Test
    void a_repeated_request_gets_its_order_and_a_refused_one_does_not_use_its_key_up() {
        var product = shop.productWith(100);
        var key = UUID.randomUUID().toString();
        var order = shop.order(mia, key, product, 1).statusCode(201).extract().<String>path("order_id");
        leaveUnpaid(product, MOST_ORDERS - 1);
        shop.order(mia, key, product, 1)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("order_id", equalTo(order));

        var another = UUID.randomUUID().toString();
        shop.order(mia, another, product, 1).statusCode(429);
        shop.cancel(mia, UUID.fromString(order)).statusCode(200);
        shop.order(mia, another, product, 1).statusCode(201);
    }

    @Test
    void fifty_at_once_leave_exactly_five_unpaid() {
        var product = shop.productWith(1000);
        var answers = AtOnce.call(
                50, _ -> placed(mia, Shop.items(List.of(product), 1)).statusCode());
        assertEquals(
                MOST_ORDERS, answers.stream().filter(status -> status == 201).count());
        assertEquals(
                50 - MOST_ORDERS,
                answers.stream().filter(status -> status == 429).count());
        assertEquals(new StockLevel(1000, MOST_ORDERS, 0), shop.stockOf(product));
    }

    @Test
    void fifty_at_once_hold_no_more_places_than_one_buyer_may() {
        var product = shop.productWith(1000);
        AtOnce.call(50, _ -> placed(mia, Shop.items(List.of(product), 7)).statusCode());
        assertEquals(new StockLevel(1000, 14, 0), shop.stockOf(product));
    }

    /** The buyer's lock first, then orders, then stock: nobody waits in a circle, whatever ends an order meanwhile. */
    @Test
    void orders_that_come_and_go_at_once_keep_the_limit_and_the_books() {
        var products = List.of(shop.productWith(1000), shop.productWith(1000));
        var answers = AtOnce.call(8, number -> IntStream.range(number, number + 10)
                        .map(turn -> {
                            var answer = placed(mia, Shop.items(products, 2));
                            assertTrue(books.unpaidOf(mia) <= MOST_ORDERS);
                            if (answer.statusCode() == 201) {
                                end(UUID.fromString(answer.path("order_id")), turn);
                            }
                            return answer.statusCode();
                        })
                        .boxed()
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        assertTrue(Set.of(201, 429).containsAll(answers), answers::toString);
        assertTrue(answers.stream().filter(status -> status == 201).count() > MOST_ORDERS, answers::toString);
        products.forEach(books::assertBalanced);
    }

    private void end(UUID order, int turn) {
        switch (turn % 3) {
            case 0 -> shop.cancel(mia, order);
            case 1 -> assertEquals(APPLIED, shop.pay(shop.payment(order, 2 * 2 * Shop.PRICE)));
            default -> {
                expiry.after(Duration.ofMinutes(16));
            }
        }
    }

    /** As clients do: who finds no connection free asks again, under the same key. */
    private ExtractableResponse<Response> placed(String buyer, String body) {
        var key = UUID.randomUUID().toString();
        ExtractableResponse<Response> answer;
        do {
            answer = shop.order(buyer, key, body).extract();
        } while (answer.statusCode() == 503);
        return answer;
    }

    private List<UUID> leaveUnpaid(long product, int orders) {
        return IntStream.range(0, orders)
                .mapToObj(_ -> shop.ordered(mia, product, 1))
                .toList();
    }

    private ValidatableResponse refused(long product, int quantity) {
        return shop.order(mia, UUID.randomUUID().toString(), product, quantity)
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("TOO_MANY_PENDING_ORDERS"));
    }

    private static int retryAfter(ValidatableResponse refusal) {
        return Integer.parseInt(refusal.extract().header("Retry-After"));
    }
}
