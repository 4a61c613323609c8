package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.signed;
import static io.turnstile.payment.TestGateway.success;
import static io.turnstile.platform.testing.OpenApiContract.given;
import static io.turnstile.platform.testing.OpenApiContract.givenBroken;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class SigningANotificationTest {
    private static final String UNKNOWN_SECRET = "whsec_bm90IHRoZSBnYXRld2F5J3Mgc2VjcmV0ISE=";

    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @Test
    void the_previous_secret_is_good_during_a_rotation() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());

        signed(given(), TestGateway.previousSecret(), Instant.now(), body)
                .body(body.getBytes())
                .post("/payments/notify")
                .then()
                .statusCode(200);
    }

    @Test
    void another_secret_is_refused() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());

        refused(signed(given(), UNKNOWN_SECRET, Instant.now(), body), body, orderId);
    }

    @Test
    void a_signature_of_another_body_is_refused() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());
        var cheaper = body.replace("39800", "00001");

        refused(signed(given(), TestGateway.currentSecret(), Instant.now(), cheaper), body, orderId);
    }

    @Test
    void a_signature_from_too_long_ago_is_refused() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());
        var sentAt = Instant.now().minus(Duration.ofMinutes(6));

        refused(signed(given(), TestGateway.currentSecret(), sentAt, body), body, orderId);
    }

    @Test
    void a_signature_from_the_future_is_refused() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());
        var sentAt = Instant.now().plus(Duration.ofMinutes(6));

        refused(signed(given(), TestGateway.currentSecret(), sentAt, body), body, orderId);
    }

    @Test
    void no_signature_is_refused() {
        var orderId = others.placePaidOrder(1);
        var body = success(orderId, newTxn());

        refused(givenBroken().contentType("application/json"), body, orderId);
    }

    @Test
    void nothing_is_parsed_before_the_signature_is_good() {
        refused(givenBroken().contentType("application/json"), "{ not JSON", UUID.randomUUID());
    }

    @Test
    void no_body_at_all_is_refused() {
        givenBroken()
                .contentType("application/json")
                .post("/payments/notify")
                .then()
                .statusCode(401)
                .body("code", equalTo("SIGNATURE_INVALID"));
    }

    private void refused(RequestSpecification request, String body, UUID orderId) {
        request.body(body.getBytes())
                .post("/payments/notify")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("SIGNATURE_INVALID"));
        assertEquals(0, rows.payments(orderId));
        assertEquals(0, rows.events(orderId));
        assertEquals(0, rows.timesRefused(orderId));
    }
}
