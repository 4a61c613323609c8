package io.turnstile.order;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.OpenApiContract;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SeeingOrdersTest {
    @Inject
    Shop shop;

    private final String mia = Shop.somebody("mia");

    @Test
    void pages_show_every_order_once_newest_first() {
        var buyer = "buyer-" + UUID.randomUUID();
        var product = shop.productWith(100);
        var placed = new ArrayList<>(IntStream.range(0, 7)
                .mapToObj(_ -> cancelled(buyer, product).toString())
                .toList());
        Collections.reverse(placed);

        var seen = new ArrayList<String>();
        Map<String, ?> query = Map.of("limit", 3);
        while (query != null) {
            var page = list(buyer, query).statusCode(200).extract();
            seen.addAll(page.<List<String>>path("orders.order_id"));
            var next = page.<String>path("next_cursor");
            query = next == null ? null : Map.of("limit", 3, "cursor", next);
        }
        assertEquals(placed, seen);
    }

    @Test
    void somebody_elses_order_is_as_absent_as_one_that_never_was() {
        var order = shop.ordered(mia, shop.productWith(1), 1);
        for (var id : List.of(order.toString(), UUID.randomUUID().toString(), "no-id")) {
            OpenApiContract.givenBroken()
                    .header("Authorization", "Bearer " + TestTokens.buyer("ben"))
                    .get("/orders/{id}", id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("ORDER_NOT_FOUND"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_cursor_of_strangers_is_refused(String cursor) {
        list(mia, Map.of("cursor", cursor)).statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many"})
    void a_limit_out_of_range_is_refused(String limit) {
        list(mia, Map.of("limit", limit)).statusCode(400).body("code", equalTo("VALIDATION_ERROR"));
    }

    /** More orders than a buyer may leave unpaid. */
    private UUID cancelled(String buyer, long product) {
        var order = shop.ordered(buyer, product, 1);
        shop.cancel(buyer, order).statusCode(200);
        return order;
    }

    private static ValidatableResponse list(String buyer, Map<String, ?> query) {
        return OpenApiContract.givenBroken()
                .header("Authorization", "Bearer " + TestTokens.buyer(buyer))
                .queryParams(query)
                .get("/orders")
                .then();
    }
}
