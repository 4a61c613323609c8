package io.turnstile.payment;

import static io.restassured.RestAssured.given;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.send;
import static io.turnstile.payment.TestGateway.sendBroken;
import static io.turnstile.payment.TestGateway.success;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class OperatingTheServiceTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    OtherServices others;

    @Test
    void readiness_asks_the_database_and_the_broker() {
        given().get(readiness)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem(startsWith("Database connections")))
                .body("checks.name", hasItem(containsString("Messaging")));
    }

    @Test
    void notifications_are_counted_by_their_outcome() {
        send(success(others.placePaidOrder(1), newTxn())).then().statusCode(200);
        sendBroken("not JSON").then().statusCode(400);
        givenBroken()
                .contentType("application/json")
                .post("/payments/notify")
                .then()
                .statusCode(401);

        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("turnstile_notifications_total{outcome=\"paid\"}"))
                .body(containsString("turnstile_notifications_total{outcome=\"validation_error\"}"))
                .body(containsString("turnstile_notifications_total{outcome=\"signature_invalid\"}"));
    }
}
