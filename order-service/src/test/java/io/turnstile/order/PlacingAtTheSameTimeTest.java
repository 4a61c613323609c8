package io.turnstile.order;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.order.Shop.StockLevel;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Orders of one moment share looks and transactions; nobody may notice. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PlacingAtTheSameTimeTest {
    private static final int BUYERS = 40;

    @Inject
    Shop shop;

    @Inject
    Books books;

    @Inject
    DataSource dataSource;

    @Test
    void each_buyer_gets_an_order_of_his_own_that_is_told_of_once() {
        var products = Stream.generate(() -> shop.productNowWith(100)).limit(3).toList();
        var orders = AtOnce.call(BUYERS, number -> ordered(products.get(number % 3)));

        assertEquals(BUYERS, orders.stream().collect(toSet()).size());
        orders.forEach(order -> assertEquals(List.of("OrderCreated"), books.told(order)));
        products.forEach(books::assertBalanced);
        assertEquals(new StockLevel(100, 14, 0), shop.stockOf(products.getFirst()));
    }

    @Test
    void one_who_comes_too_late_takes_nobody_else_with_him() {
        var scarce = shop.productNowWith(5);
        var plenty = shop.productNowWith(100);
        var answers =
                AtOnce.call(BUYERS, number -> status(Shop.somebody("ben"), List.of(number % 2 == 0 ? scarce : plenty)));

        assertEquals(
                5 + BUYERS / 2, answers.stream().filter(status -> status == 201).count(), answers::toString);
        assertEquals(15, answers.stream().filter(status -> status == 409).count(), answers::toString);
        assertEquals(new StockLevel(5, 5, 0), shop.stockOf(scarce));
        assertEquals(new StockLevel(100, BUYERS / 2, 0), shop.stockOf(plenty));
    }

    @Test
    void a_buyer_who_orders_twice_in_one_moment_gets_both() {
        var product = shop.productNowWith(100);
        var buyers = Stream.generate(() -> Shop.somebody("mia")).limit(4).toList();
        var answers = AtOnce.call(16, number -> status(buyers.get(number % 4), List.of(product)));

        assertTrue(answers.stream().allMatch(status -> status == 201), answers::toString);
        buyers.forEach(buyer -> assertEquals(4, books.unpaidOf(buyer)));
        assertEquals(new StockLevel(100, 16, 0), shop.stockOf(product));
    }

    @Test
    void no_two_orders_wait_for_each_other_in_a_circle() throws SQLException {
        var one = shop.productNowWith(1_000);
        var two = shop.productNowWith(1_000);
        var three = shop.productNowWith(1_000);
        var baskets = List.of(
                List.of(one),
                List.of(three, one),
                List.of(two),
                List.of(two, three),
                List.of(three),
                List.of(one, two));
        var before = deadlocks();
        var answers = AtOnce.call(BUYERS, number -> Stream.iterate(number, next -> next + 7)
                .limit(6)
                .map(next -> status(Shop.somebody("mia"), baskets.get(next % baskets.size())))
                .toList());

        assertTrue(answers.stream().flatMap(List::stream).allMatch(status -> status == 201), answers::toString);
        List.of(one, two, three).forEach(books::assertBalanced);
        assertEquals(before, deadlocks());
    }

    private UUID ordered(long product) {
        return shop.orderedNow(Shop.somebody("mia"), product).orElseThrow();
    }

    private int status(String buyer, List<Long> products) {
        return shop.order(buyer, UUID.randomUUID().toString(), Shop.items(products, 1))
                .extract()
                .statusCode();
    }

    /** That the server has ended; who is ended so waits for a second first. */
    private long deadlocks() throws SQLException {
        try (var connection = dataSource.getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
