package io.turnstile.payment;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.turnstile.platform.testing.OpenApiContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** A payment gateway. It signs with the library of the Standard Webhooks specification. */
final class TestGateway {
    static final String NAME = "examplepay";

    private TestGateway() {}

    static String currentSecret() {
        return secret(0);
    }

    static String previousSecret() {
        return secret(1);
    }

    private static String secret(int place) {
        return ConfigProvider.getConfig()
                .getValues("turnstile.webhook.secrets", String.class)
                .get(place);
    }

    static String newTxn() {
        return "txn_" + UUID.randomUUID();
    }

    static String success(UUID orderId, String txnId) {
        return notification(orderId, txnId, "SUCCESS", OtherServices.AMOUNT, OtherServices.CURRENCY);
    }

    static String failed(UUID orderId, String txnId) {
        return notification(orderId, txnId, "FAILED", OtherServices.AMOUNT, OtherServices.CURRENCY);
    }

    static String notification(UUID orderId, String txnId, String status, long amount, String currency) {
        return """
                {"gateway": "%s", "gateway_txn_id": "%s", "order_id": "%s", "payment_status": "%s",
                 "amount": %d, "currency": "%s", "paid_at": "2026-03-01T17:01:10+08:00", "method": {"kind": "card"}}
                """.formatted(NAME, txnId, orderId, status, amount, currency);
    }

    /** Sends a good request: it, too, is checked against the contract. */
    static Response send(String body) {
        return send(OpenApiContract.given(), body);
    }

    /** Sends a request that is properly signed, but broken otherwise. */
    static Response sendBroken(String body) {
        return send(OpenApiContract.givenBroken(), body);
    }

    private static Response send(RequestSpecification request, String body) {
        return signed(request, currentSecret(), Instant.now(), body)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/payments/notify");
    }

    static RequestSpecification signed(RequestSpecification request, String secret, Instant sentAt, String body) {
        var id = "msg_" + UUID.randomUUID();
        try {
            return request.contentType("application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", sentAt.getEpochSecond())
                    .header("webhook-signature", new Webhook(secret).sign(id, sentAt.getEpochSecond(), body));
        } catch (WebhookSigningException e) {
            throw new AssertionError(e);
        }
    }
}
