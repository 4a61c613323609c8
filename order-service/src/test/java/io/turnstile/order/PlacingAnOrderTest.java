package io.turnstile.order;

import static java.util.stream.Collectors.toSet;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.OutboxRows;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PlacingAnOrderTest {
    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    private final String mia = Shop.somebody("mia");
    private final String ben = Shop.somebody("ben");

    @Test
    void reserves_stock_and_waits_for_payment() {
        var product = shop.productWith(10);
        var orderId = shop.order(mia, key(), product, 2)
                .statusCode(201)
                .header("Location", containsString("/orders/"))
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
        var first = shop.order(mia, key, items.formatted(one, two).replace("\"qty\":2", "\"qty\":1"))
                .statusCode(201)
                .extract();
        var again = shop.order(mia, key, items.formatted(two, one).replace("\"qty\":2", "\"qty\":1"))
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract();

        assertEquals(first.<String>path("order_id"), again.path("order_id"));
        assertEquals(new StockLevel(10, 1, 0), shop.stockOf(one));
    }

    @Test
    void twenty_at_once_with_one_key_place_one_order_and_all_get_it() {
        var product = shop.productWith(100);
        var key = key();
        var answers = AtOnce.call(
                20,
                _ -> shop.order(mia, key, product, 3).statusCode(201).extract().<String>path("order_id"));

        assertEquals(1, answers.stream().collect(toSet()).size());
        assertEquals(new StockLevel(100, 3, 0), shop.stockOf(product));
        assertEquals(1, created(answers.getFirst()));
    }

    @Test
    void an_order_that_takes_the_last_places_is_given_to_all_who_ask_for_it_at_once() {
        for (var round = 0; round < 10; round++) {
            var product = shop.productNowWith(3);
            var key = key();
            var answers = AtOnce.call(12, _ -> shop.order(ben, key, product, 3)
                    .statusCode(201)
                    .extract()
                    .<String>path("order_id"));

            assertEquals(1, answers.stream().collect(toSet()).size());
            assertEquals(new StockLevel(3, 3, 0), shop.stockOf(product));
            shop.cancel(ben, UUID.fromString(answers.getFirst())).statusCode(200);
        }
    }

    @Test
    void the_same_key_with_other_content_is_a_conflict() {
        var product = shop.productWith(10);
        var key = key();
        shop.order(mia, key, product, 1).statusCode(201);
        shop.order(mia, key, product, 2).statusCode(409).body("code", equalTo("IDEMPOTENCY_CONFLICT"));
        assertEquals(new StockLevel(10, 1, 0), shop.stockOf(product));
    }

    @Test
    void two_buyers_may_use_the_same_key() {
        var product = shop.productWith(10);
        var key = key();
        var mias = shop.order(mia, key, product, 1).statusCode(201).extract().<String>path("order_id");
        var bens = shop.order(ben, key, product, 1).statusCode(201).extract().<String>path("order_id");
        assertEquals(2, Set.of(mias, bens).size());
    }

    @Test
    void the_merchants_own_number_serves_as_key_where_there_is_no_header() {
        var product = shop.productWith(10);
        var body = "{\"items\":[{\"product_id\":%d,\"qty\":1}],\"out_trade_no\":\"%s\"}".formatted(product, key());
        var first = shop.orderWithoutHeader(mia, body).statusCode(201).extract().<String>path("order_id");
        var again = shop.orderWithoutHeader(mia, body).statusCode(201).extract().<String>path("order_id");
        assertEquals(first, again);
    }

    @Test
    void the_last_ones_go_to_those_who_come_first_and_never_to_more() {
        var product = shop.productWith(7);
        var answers = AtOnce.call(
                40,
                _ -> shop.order("buyer-" + key(), key(), product, 1).extract().statusCode());

        assertEquals(7, answers.stream().filter(status -> status == 201).count());
        assertEquals(33, answers.stream().filter(status -> status == 409).count());
        assertEquals(new StockLevel(7, 7, 0), shop.stockOf(product));
    }

    @Test
    void the_largest_order_has_20_items_of_10_each() {
        var products = Stream.generate(() -> shop.productNowWith(10)).limit(20).toList();
        shop.order(mia, key(), Shop.items(products, 10)).statusCode(201).body("items.size()", equalTo(20));
        for (var product : products) {
            assertEquals(new StockLevel(10, 10, 0), shop.stockOf(product));
        }
    }

    @Test
    void an_order_of_two_products_takes_both_or_none() {
        var plenty = shop.productWith(10);
        var none = shop.productWith(0);
        var body = "{\"items\":[{\"product_id\":%d,\"qty\":1},{\"product_id\":%d,\"qty\":1}]}";
        var key = key();
        shop.order(mia, key, body.formatted(plenty, none)).statusCode(409).body("code", equalTo("SOLD_OUT"));
        assertEquals(new StockLevel(10, 0, 0), shop.stockOf(plenty));

        // A refused request does not use up its key.
        shop.order(mia, key, plenty, 1).statusCode(201);
    }

    @Test
    void baskets_of_the_same_two_products_meet_in_one_order_whichever_way_round_they_are_asked_for() {
        var one = shop.productNowWith(15);
        var two = shop.productNowWith(15);
        var answers = AtOnce.call(40, i -> shop.order(
                        "buyer-" + key(), key(), Shop.items(i % 2 == 0 ? List.of(one, two) : List.of(two, one), 1))
                .extract()
                .statusCode());

        assertEquals(15, answers.stream().filter(status -> status == 201).count());
        assertEquals(25, answers.stream().filter(status -> status == 409).count());
        assertEquals(new StockLevel(15, 15, 0), shop.stockOf(one));
        assertEquals(new StockLevel(15, 15, 0), shop.stockOf(two));
    }

    private long created(String orderId) {
        return OutboxRows.of(dataSource).ofType("OrderCreated").stream()
                .filter(row -> row.aggregateId().equals(orderId))
                .count();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
