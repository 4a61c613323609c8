package io.turnstile.order;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class OperationTest {
    // Below the root of the management interface, /q.
    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void readiness_asks_the_database_and_the_broker() {
        given().get(readiness)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem(containsString("Database connections")))
                .body("checks.find { it.name.contains('Messaging') }.data.payments", containsString("OK"))
                .body("checks.find { it.name.contains('Messaging') }.data.products", containsString("OK"));
    }

    @Test
    void metrics_tell_of_the_requests() {
        given().get("/orders").then().statusCode(401);
        given().get(metrics).then().statusCode(200).body(containsString("http_server_requests_seconds_count"));
    }

    @Test
    void neither_is_on_the_port_that_clients_reach() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }
}
