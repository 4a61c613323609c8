package io.turnstile.order;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.AtOnce;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class WaitingForALockTest {
    /** Half of the pool: the service's own work needs some, and the test holds one. */
    private static final int CONNECTIONS = 4;

    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    @Test
    void an_order_that_cannot_have_its_lock_is_told_to_come_back_and_leaves_its_connection_to_others()
            throws Exception {
        var product = shop.productNowWith(100);
        var other = shop.productNowWith(100);
        try (var holder = dataSource.getConnection()) {
            hold(holder, product);
            var begin = System.nanoTime();
            AtOnce.call(CONNECTIONS, _ -> order(product)
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("code", equalTo("SERVICE_UNAVAILABLE")));
            assertTrue(
                    System.nanoTime() - begin < Duration.ofSeconds(10).toNanos(),
                    "the gateway would have given them up");
            order(other).statusCode(201);
            holder.rollback();
        }
        order(product).statusCode(201);
    }

    @Test
    void no_statement_runs_for_ever() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            assertEquals("30s", setting(connection, "statement_timeout"));
            assertEquals("4s", setting(connection, "lock_timeout"));
        }
    }

    private ValidatableResponse order(long product) {
        return shop.order("buyer-" + UUID.randomUUID(), UUID.randomUUID().toString(), product, 1);
    }

    private static void hold(Connection connection, long product) throws SQLException {
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("SELECT 1 FROM stock WHERE product_id = ? FOR UPDATE")) {
            lock.setLong(1, product);
            lock.executeQuery();
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var row = connection.createStatement().executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
