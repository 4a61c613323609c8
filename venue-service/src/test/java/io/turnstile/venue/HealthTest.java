package io.turnstile.venue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HealthTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    Pier pier;

    @Test
    void readiness_asks_the_database_and_the_broker() {
        given().get(ready)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body(
                        "checks.name",
                        hasItems("Database connections health check", "SmallRye Reactive Messaging - readiness check"));
    }

    @Test
    void metrics_count_the_scans() {
        var venue = pier.venue("ferry");
        pier.scan(pier.operatorToken(venue), pier.qr(pier.ticket(Map.of("ferry", 1))), "ferry", venue)
                .then()
                .statusCode(200);
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("turnstile_scans_total{reason=\"none\",result=\"success\"}"));
    }

    @Test
    void health_and_metrics_are_not_served_to_the_public() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }
}
