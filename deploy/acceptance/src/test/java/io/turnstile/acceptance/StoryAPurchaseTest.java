package io.turnstile.acceptance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.turnstile.acceptance.support.AtOnce;
import io.turnstile.acceptance.support.Buyer;
import io.turnstile.acceptance.support.Office;
import io.turnstile.acceptance.support.Office.StockLevel;
import io.turnstile.acceptance.support.RunningSuite;
import io.turnstile.acceptance.support.Suite;
import io.turnstile.platform.testing.OpenApiContract;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Story A: given products are for sale, when the user creates an order, inventory is reserved and it is pending. */
@ExtendWith(RunningSuite.class)
class StoryAPurchaseTest {
    private final Suite suite;
    private final Office office;

    StoryAPurchaseTest(Suite suite) {
        this.suite = suite;
        this.office = new Office(suite);
    }

    @Test
    void products_are_for_sale() {
        OpenApiContract.given()
                .get("/catalog")
                .then()
                .statusCode(200)
                .body("products.id", hasItems(101, 102, 103))
                .body("products.find { it.id == 101 }.name", equalTo("3-in-1 pass"))
                .body("products.find { it.id == 101 }.functions.function_code", hasItems("bus", "ferry", "museum"));
    }

    @Test
    void an_order_reserves_its_stock_and_waits_for_payment() {
        var product = office.productWith(10, "ferry");
        var buyer = Buyer.anyone(suite);
        var order = buyer.ordered(product, 3);

        buyer.order(order)
                .statusCode(200)
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("amounts.total", equalTo((int) (3 * Office.PRICE)));
        assertEquals(new StockLevel(10, 3, 0), office.stockOf(product));
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> OpenApiContract.given()
                .get("/catalog/{id}", product)
                .then()
                .statusCode(200)
                .body("available", equalTo(7)));
    }

    @Test
    void twenty_concurrent_repeats_of_an_order_are_one_order() throws Exception {
        var product = office.productWith(100, "ferry");
        var buyer = Buyer.anyone(suite);
        var key = UUID.randomUUID().toString();
        var orders = AtOnce.times(
                20, () -> buyer.order(key, product, 2).statusCode(201).extract().<String>path("order_id"));

        assertEquals(1, new HashSet<>(orders).size());
        assertEquals(new StockLevel(100, 2, 0), office.stockOf(product));
        buyer.with().get("/orders").then().statusCode(200).body("orders.size()", equalTo(1));
    }

    @Test
    void the_same_key_for_another_order_is_a_conflict() {
        var product = office.productWith(10, "ferry");
        var buyer = Buyer.anyone(suite);
        var key = UUID.randomUUID().toString();
        buyer.order(key, product, 1).statusCode(201);
        buyer.order(key, product, 2).statusCode(409).body("code", equalTo("IDEMPOTENCY_CONFLICT"));
    }

    @Test
    void when_many_want_the_last_ones_never_more_are_reserved_than_may_be_sold() throws Exception {
        var product = office.productWith(12, "ferry");
        var levels = new CopyOnWriteArrayList<StockLevel>();
        var over = new AtomicBoolean();
        try (var watcher = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> watching = watcher.submit(() -> {
                while (!over.get()) {
                    levels.add(office.stockOf(product));
                }
            });
            Callable<Integer> order = () -> Buyer.anyone(suite)
                    .order(UUID.randomUUID().toString(), product, 1)
                    .extract()
                    .statusCode();
            var answers = AtOnce.times(60, order);
            over.set(true);
            watching.get();

            assertEquals(12, answers.stream().filter(status -> status == 201).count());
            assertEquals(48, answers.stream().filter(status -> status == 409).count());
        }
        assertTrue(levels.size() > 1, "the stock was looked at while it was sold");
        assertTrue(levels.stream().allMatch(StockLevel::holds), levels::toString);
        assertEquals(new StockLevel(12, 12, 0), office.stockOf(product));
        Buyer.anyone(suite)
                .order(UUID.randomUUID().toString(), product, 1)
                .statusCode(409)
                .body("code", equalTo("SOLD_OUT"));
    }

    @Test
    void both_replicas_of_the_order_service_take_part() {
        assertEquals(2, suite.instancesOf("order-service"));
        assertEquals(2, suite.instancesOf("venue-service"));
    }
}
