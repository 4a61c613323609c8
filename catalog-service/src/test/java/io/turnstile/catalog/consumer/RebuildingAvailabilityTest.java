package io.turnstile.catalog.consumer;

import static io.turnstile.catalog.ProductBody.SELLABLE;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.catalog.Administrator;
import io.turnstile.catalog.Orders;
import io.turnstile.catalog.ProductBody;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.Rebuilds;
import io.turnstile.platform.testing.TestStreams;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class RebuildingAvailabilityTest {
    @Inject
    DataSource dataSource;

    private ProductBody product;

    /** One order waits, one is paid, one has expired. */
    @BeforeEach
    void threeOrders() {
        product = Administrator.adds(ProductBody.fresh());
        TestStreams.publish(Orders.created(UUID.randomUUID(), line(2)));
        var paid = UUID.randomUUID();
        TestStreams.publish(Orders.created(paid, line(3)));
        TestStreams.publish(Orders.paid(paid, false, line(3)));
        awaitAvailable(SELLABLE - 5);
        var expired = UUID.randomUUID();
        TestStreams.publish(Orders.created(expired, line(1)));
        awaitAvailable(SELLABLE - 6);
        TestStreams.publish(Orders.expired(expired, line(1)));
        awaitAvailable(SELLABLE - 5);
    }

    @Test
    void emptied_and_read_again_it_is_right_whatever_it_was() throws SQLException {
        execute("UPDATE held_stock SET held = held + 2 WHERE product_id = " + product.id());
        execute("DELETE FROM hold WHERE product_id = " + product.id());
        assertEquals(SELLABLE - 7, available());
        Rebuilds.request(dataSource, "availability");
        awaitRebuilt();
        assertEquals(SELLABLE - 5, available());
    }

    @Test
    void orders_that_move_meanwhile_are_counted_once() {
        Rebuilds.request(dataSource, "availability");
        for (var i = 0; i < 100; i++) {
            var order = UUID.randomUUID();
            TestStreams.publish(Orders.created(order, line(1)));
            TestStreams.publish(i == 0 ? Orders.paid(order, false, line(1)) : Orders.cancelled(order, line(1)));
        }
        awaitRebuilt();
        awaitAvailable(SELLABLE - 6);
    }

    private void awaitAvailable(int expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(expected, available()));
    }

    private int available() {
        return given().get("/catalog/" + product.id()).jsonPath().getInt("available");
    }

    private HeldLine line(int quantity) {
        return new HeldLine(product.id(), quantity);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitRebuilt() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Rebuilds.isFinished(dataSource, "availability"));
    }
}
