package io.turnstile.catalog.usecase;

import static io.turnstile.catalog.usecase.FollowOrdersTest.Step.CREATED;
import static io.turnstile.catalog.usecase.FollowOrdersTest.Step.PAID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Orders;
import io.turnstile.catalog.ProductBody;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class FollowOrdersTest {
    private static final int QUANTITY = 3;

    enum Step {
        CREATED,
        RELEASED,
        PAID
    }

    @Inject
    FollowOrders followOrders;

    @Inject
    DataSource dataSource;

    /** All 120 ways in which up to four events of one order can come: repeated, late, in any order, or not at all. */
    @Test
    void whatever_comes_late_or_again_an_order_holds_what_its_furthest_step_says() throws SQLException {
        for (var steps : sequences(4)) {
            var productId = ProductBody.fresh().id();
            var orderId = UUID.randomUUID();
            steps.forEach(step -> take(step, orderId, productId));
            var furthest = steps.stream().max(Step::compareTo).orElseThrow();
            assertEquals(furthest == Step.RELEASED ? 0 : QUANTITY, held(productId), steps::toString);
        }
    }

    @Test
    void orders_add_up() throws SQLException {
        var productId = ProductBody.fresh().id();
        var expiring = UUID.randomUUID();
        take(CREATED, expiring, productId);
        take(CREATED, UUID.randomUUID(), productId);
        take(PAID, UUID.randomUUID(), productId);
        assertEquals(3 * QUANTITY, held(productId));
        take(Step.RELEASED, expiring, productId);
        assertEquals(2 * QUANTITY, held(productId));
    }

    @Test
    void lines_of_one_product_count_together() throws SQLException {
        var productId = ProductBody.fresh().id();
        var other = ProductBody.fresh().id();
        var orderId = UUID.randomUUID();
        followOrders.reserved(Orders.created(
                orderId, new HeldLine(other, 1), new HeldLine(productId, 2), new HeldLine(productId, 5)));
        assertEquals(7, held(productId));
        assertEquals(1, held(other));
        followOrders.released(orderId, List.of(new HeldLine(productId, 2), new HeldLine(productId, 5)));
        assertEquals(0, held(productId));
        assertEquals(1, held(other));
    }

    private void take(Step step, UUID orderId, long productId) {
        var line = new HeldLine(productId, QUANTITY);
        switch (step) {
            case CREATED -> followOrders.reserved(Orders.created(orderId, line));
            case RELEASED -> followOrders.released(orderId, List.of(line));
            case PAID -> followOrders.sold(Orders.paid(orderId, false, line));
        }
    }

    private static List<List<Step>> sequences(int longest) {
        if (longest == 0) {
            return List.of();
        }
        var shorter = sequences(longest - 1);
        var prefixes = Stream.concat(Stream.of(List.<Step>of()), shorter.stream());
        return prefixes.flatMap(
                        prefix -> Stream.of(Step.values()).map(step -> Stream.concat(prefix.stream(), Stream.of(step))
                                .toList()))
                .toList();
    }

    private long held(long productId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("""
                        SELECT coalesce((SELECT held FROM held_stock WHERE product_id = ?), 0),
                               coalesce((SELECT sum(held) FROM hold WHERE product_id = ?), 0)
                        """)) {
            query.setLong(1, productId);
            query.setLong(2, productId);
            try (var row = query.executeQuery()) {
                row.next();
                assertEquals(row.getLong(2), row.getLong(1), "the counter is the sum of the holds");
                return row.getLong(1);
            }
        }
    }
}
