package io.turnstile.order;

import static io.restassured.http.ContentType.JSON;
import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestStreams;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PlacingAnOrderTest {
    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    @Test
    void reserves_stock_and_waits_for_payment() {
        var product = shop.productWith(10);
        var orderId = shop.order("mia", key(), product, 2)
                .statusCode(201)
                .body("status", equalTo("PENDING_PAYMENT"))
                .body("amounts.total", equalTo((int) (2 * Shop.PRICE)))
                .body("amounts.currency", equalTo("HKD"))
                .body("items[0].product_name", equalTo("3-in-1 pass"))
                .body("expires_at", notNullValue())
                .extract()
                .<String>path("order_id");

        assertEquals(new StockLevel(10, 2, 0), shop.stockOf(product));
        assertEquals(1, created(orderId));
    }

    @Test
    void repeating_an_order_gives_the_same_order_though_its_items_come_in_another_order() {
        var one = shop.productWith(10);
        var two = shop.productWith(10);
        var items = "{\"items\":[{\"product_id\":%d,\"qty\":1},{\"product_id\":%d,\"qty\":2}]}";
        var key = key();
        var first = shop.order("mia", key, items.formatted(one, two).replace("\"qty\":2", "\"qty\":1"))
                .statusCode(201)
                .extract();
        var again = shop.order("mia", key, items.formatted(two, one).replace("\"qty\":2", "\"qty\":1"))
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract();

        assertEquals(first.<String>path("order_id"), again.path("order_id"));
        assertEquals(new StockLevel(10, 1, 0), shop.stockOf(one));
    }

    @Test
    void twenty_at_once_with_one_key_place_one_order_and_all_get_it() throws Exception {
        var product = shop.productWith(100);
        var key = key();
        var answers = atOnce(20, () -> shop.order("mia", key, product, 3)
                .statusCode(201)
                .extract()
                .<String>path("order_id"));

        assertEquals(1, answers.stream().collect(toSet()).size());
        assertEquals(new StockLevel(100, 3, 0), shop.stockOf(product));
        assertEquals(1, created(answers.getFirst()));
    }

    @Test
    void the_same_key_with_other_content_is_a_conflict() {
        var product = shop.productWith(10);
        var key = key();
        shop.order("mia", key, product, 1).statusCode(201);
        shop.order("mia", key, product, 2).statusCode(409).body("code", equalTo("IDEMPOTENCY_CONFLICT"));
        assertEquals(new StockLevel(10, 1, 0), shop.stockOf(product));
    }

    @Test
    void two_buyers_may_use_the_same_key() {
        var product = shop.productWith(10);
        var key = key();
        var mias = shop.order("mia", key, product, 1).statusCode(201).extract().<String>path("order_id");
        var bens = shop.order("ben", key, product, 1).statusCode(201).extract().<String>path("order_id");
        assertEquals(2, Set.of(mias, bens).size());
    }

    @Test
    void the_merchants_own_number_serves_as_key_where_there_is_no_header() {
        var product = shop.productWith(10);
        var body = "{\"items\":[{\"product_id\":%d,\"qty\":1}],\"out_trade_no\":\"%s\"}".formatted(product, key());
        var first = orderWithoutHeader(body).statusCode(201).extract().<String>path("order_id");
        var again = orderWithoutHeader(body).statusCode(201).extract().<String>path("order_id");
        assertEquals(first, again);
    }

    @Test
    void without_any_key_nothing_is_ordered() {
        var product = shop.productWith(10);
        orderWithoutHeader("{\"items\":[{\"product_id\":%d,\"qty\":1}]}".formatted(product))
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(product));
    }

    @Test
    void the_last_ones_go_to_those_who_come_first_and_never_to_more() throws Exception {
        var product = shop.productWith(7);
        var answers = atOnce(
                40,
                () -> shop.order("buyer-" + key(), key(), product, 1).extract().statusCode());

        assertEquals(7, answers.stream().filter(status -> status == 201).count());
        assertEquals(33, answers.stream().filter(status -> status == 409).count());
        assertEquals(new StockLevel(7, 7, 0), shop.stockOf(product));
    }

    @Test
    void an_order_of_two_products_takes_both_or_none() {
        var plenty = shop.productWith(10);
        var none = shop.productWith(0);
        var body = "{\"items\":[{\"product_id\":%d,\"qty\":1},{\"product_id\":%d,\"qty\":1}]}";
        var key = key();
        shop.order("mia", key, body.formatted(plenty, none)).statusCode(409).body("code", equalTo("SOLD_OUT"));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(plenty));

        // A refused request does not use up its key.
        shop.order("mia", key, plenty, 1).statusCode(201);
    }

    @Test
    void what_is_retired_or_past_its_sale_or_unknown_cannot_be_ordered() {
        var retired = shop.productWith(10);
        shop.publish(shop.product(retired, 2, 100, 10, ProductEvents.RETIRED, Optional.empty()));
        shop.order("mia", key(), retired, 1).statusCode(422).body("code", equalTo("PRODUCT_INACTIVE"));

        var over = shop.productWith(10);
        shop.publish(shop.product(over, 2, 100, 10, ProductEvents.ACTIVE, Optional.of(Instant.now())));
        shop.order("mia", key(), over, 1).statusCode(422).body("code", equalTo("PRODUCT_INACTIVE"));

        shop.order("mia", key(), 999_999_999L, 1).statusCode(404).body("code", equalTo("PRODUCT_NOT_FOUND"));
    }

    @Test
    void a_product_that_is_retired_after_the_order_does_not_break_its_repeat() {
        var product = shop.productWith(10);
        var key = key();
        shop.order("mia", key, product, 1).statusCode(201);
        shop.publish(shop.product(product, 2, 100, 10, ProductEvents.RETIRED, Optional.empty()));
        shop.order("mia", key, product, 1).statusCode(201).body("amounts.total", equalTo((int) Shop.PRICE));
    }

    @Test
    void an_older_version_of_a_product_that_comes_late_changes_nothing() {
        var product = shop.productWith(10);
        shop.publish(shop.product(product, 3, 300, 10, ProductEvents.ACTIVE, Optional.empty()));
        TestStreams.publish(shop.product(product, 2, 200, 10, ProductEvents.ACTIVE, Optional.empty()));
        // A later product on the same stream shows that the late one was read; keys differ, so wait for the price too.
        shop.publish(shop.product(product, 4, 400, 10, ProductEvents.ACTIVE, Optional.empty()));
        shop.order("mia", key(), product, 1).statusCode(201).body("amounts.total", equalTo(400));
    }

    @Test
    void a_catalog_that_lowers_its_number_below_what_is_sold_takes_nothing_back() {
        var product = shop.productWith(10);
        shop.ordered("mia", product, 6);
        shop.publish(shop.product(product, 2, 100, 2, ProductEvents.ACTIVE, Optional.empty()));
        assertEquals(new StockLevel(6, 6, 0), shop.stockOf(product));
        shop.order("mia", key(), product, 1).statusCode(409).body("code", equalTo("SOLD_OUT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"items\":[]}",
                "{\"items\":[{\"product_id\":1,\"qty\":0}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":-1}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":11}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":99999999999}]}",
                "{\"items\":[{\"product_id\":0,\"qty\":1}]}",
                "{\"items\":[{\"product_id\":\"x\",\"qty\":1}]}",
                "{\"items\":[{\"product_id\":1}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":1},{\"product_id\":1,\"qty\":2}]}",
                "{\"items\":[null]}",
                "{\"items\":{}}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}],\"discount\":100}",
                "{\"items\":[{\"product_id\":\"1\",\"qty\":1}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":1.5}]}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}],\"channel_id\":7}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}],\"channel_id\":\"a\\u0000b\"}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}]} {}",
                "[]",
                "null",
                "{\"items\":"
            })
    void a_broken_body_is_refused_with_a_reason(String body) {
        OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .header("Idempotency-Key", key())
                .contentType(JSON)
                .body(body)
                .post("/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("VALIDATION_ERROR"));
    }

    @Test
    void a_refusal_names_the_field() {
        OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .header("Idempotency-Key", key())
                .contentType(JSON)
                .body("{\"items\":[{\"product_id\":1,\"qty\":0}]}")
                .post("/orders")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("items[0].qty"));
    }

    private ValidatableResponse orderWithoutHeader(String body) {
        return OpenApiContract.given()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .contentType(JSON)
                .body(body)
                .post("/orders")
                .then();
    }

    private long created(String orderId) {
        return OutboxRows.of(dataSource).ofType("OrderCreated").stream()
                .filter(row -> row.aggregateId().equals(orderId))
                .count();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static <T> List<T> atOnce(int times, Callable<T> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(
                    IntStream.range(0, times).mapToObj(_ -> request).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
