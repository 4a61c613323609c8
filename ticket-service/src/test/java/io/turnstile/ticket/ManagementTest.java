package io.turnstile.ticket;

import static io.turnstile.ticket.Neighbours.someBuyer;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ManagementTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Inject
    Neighbours neighbours;

    @Test
    void the_service_is_ready_when_database_and_broker_are() {
        RestAssured.get(readiness)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body(
                        "checks.name",
                        hasItems("Database connections health check", "SmallRye Reactive Messaging - readiness check"))
                .body(
                        "checks.find { it.name.startsWith('SmallRye') }.data.keySet()",
                        hasItems("orders", "redemptions"));
    }

    @Test
    void what_was_received_is_counted() {
        neighbours.buy(someBuyer(), 1);
        RestAssured.get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("turnstile_events_received_total{stream=\"turnstile.orders\""));
    }
}
