package io.turnstile.acceptance.support;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.restassured.response.ValidatableResponse;
import io.turnstile.platform.testing.OpenApiContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The payment gateway's side of the webhook, signed after the Standard Webhooks specification. */
public record PaymentGateway(Suite suite) {
    private static final String MESSAGE_ID = "msg_1";

    /** @param amount minor units of HKD */
    public record Notice(String transaction, String orderId, long amount) {
        public static Notice of(String orderId, long amount) {
            return new Notice("txn-" + UUID.randomUUID(), orderId, amount);
        }

        public String body() {
            return """
                    {"gateway":"acceptpay","gateway_txn_id":"%s","order_id":"%s","payment_status":"SUCCESS",\
                    "amount":%d,"currency":"HKD","paid_at":"2026-11-21T08:00:00Z"}""".formatted(transaction, orderId, amount);
        }
    }

    public ValidatableResponse tells(Notice notice) {
        return send(notice.body(), signature(notice.body()));
    }

    /** As gateways do: tells again what was not answered with 200 yet. From then on the tickets are there. */
    public ValidatableResponse tellsUntilIssued(Notice notice) {
        return tellsAgain(notice, Set.of(202, 404)).statusCode(200);
    }

    /** Tells again while the order's event is on its way to payment-service, which answers 404 until it has come. */
    public ValidatableResponse tellsUntilHeard(Notice notice) {
        return tellsAgain(notice, Set.of(404));
    }

    private ValidatableResponse tellsAgain(Notice notice, Set<Integer> statuses) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> tells(notice),
                        answer -> !statuses.contains(answer.extract().statusCode()));
    }

    public ValidatableResponse tellsWithSignatureOf(String otherBody, Notice notice) {
        return send(notice.body(), signature(otherBody));
    }

    /** The headers that make the body a notification of this gateway's. */
    public Map<String, String> signs(String body) {
        return headers(signature(body));
    }

    private record Signature(long timestamp, String value) {}

    private static Map<String, String> headers(Signature signature) {
        return Map.of(
                "webhook-id",
                MESSAGE_ID,
                "webhook-timestamp",
                Long.toString(signature.timestamp),
                "webhook-signature",
                signature.value);
    }

    private ValidatableResponse send(String body, Signature signature) {
        return OpenApiContract.given()
                .headers(headers(signature))
                .contentType(JSON)
                .body(body)
                .post("/payments/notify")
                .then();
    }

    private Signature signature(String body) {
        var secret = suite.secret("payment-webhook", "secrets").split(",")[0];
        var timestamp = Instant.now().getEpochSecond();
        try {
            return new Signature(timestamp, new Webhook(secret).sign(MESSAGE_ID, timestamp, body));
        } catch (WebhookSigningException e) {
            throw new AssertionError(e);
        }
    }
}
