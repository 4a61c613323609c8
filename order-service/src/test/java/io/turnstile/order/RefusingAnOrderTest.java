package io.turnstile.order;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.contracts.event.ProductEvents;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RefusingAnOrderTest {
    @Inject
    Shop shop;

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
    void without_any_key_nothing_is_ordered() {
        var product = shop.productWith(10);
        shop.orderWithoutHeader("mia", "{\"items\":[{\"product_id\":%d,\"qty\":1}]}".formatted(product))
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(product));
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
                "{\"items\":[{\"product_id\":1,\"qty\":1}],\"channel_id\":\"mia@example.com\"}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}],\"channel_id\":\"a\\u0000b\"}",
                "{\"items\":[{\"product_id\":1,\"qty\":1}]} {}",
                "{\"items\":[{\"product_id\":1,\"qty\":1,\"qty\":10}]}",
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
    void more_items_than_an_order_takes_are_refused() {
        OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .header("Idempotency-Key", key())
                .contentType(JSON)
                .body(Shop.items(LongStream.rangeClosed(1, 21).boxed().toList(), 1))
                .post("/orders")
                .then()
                .statusCode(400)
                .body("code", equalTo("VALIDATION_ERROR"))
                .body("errors.field", hasItem("items"));
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

    @Test
    void a_product_that_occurs_twice_is_said_of_the_items() {
        OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer("mia"))
                .header("Idempotency-Key", key())
                .contentType(JSON)
                .body("{\"items\":[{\"product_id\":1,\"qty\":1},{\"product_id\":1,\"qty\":2}]}")
                .post("/orders")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("items"));
    }

    @Test
    void a_total_beyond_counting_is_refused() {
        var product = shop.productWith(10);
        shop.publish(shop.product(product, 2, Long.MAX_VALUE, 10, ProductEvents.ACTIVE, Optional.empty()));
        shop.order("mia", key(), product, 2).statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(product));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
