package io.turnstile.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.restassured.response.Response;
import io.turnstile.platform.testing.OpenApiContract;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a gateway sends, down to the bytes, so that it can be sent once more or with one thing changed. */
record SignedMessage(
        List<String> ids, List<String> timestamps, List<String> signatures, byte[] body, String contentEncoding) {

    static SignedMessage of(String secret, Instant sentAt, String body) {
        return of("msg_" + UUID.randomUUID(), secret, sentAt, body);
    }

    static SignedMessage of(String id, String secret, Instant sentAt, String body) {
        var seconds = sentAt.getEpochSecond();
        try {
            var signature = new Webhook(secret).sign(id, seconds, body);
            return new SignedMessage(
                    List.of(id), List.of(Long.toString(seconds)), List.of(signature), body.getBytes(UTF_8), null);
        } catch (WebhookSigningException e) {
            throw new AssertionError(e);
        }
    }

    String id() {
        return ids.getFirst();
    }

    String timestamp() {
        return timestamps.getFirst();
    }

    String signature() {
        return signatures.getFirst();
    }

    String text() {
        return new String(body, UTF_8);
    }

    SignedMessage withId(String... values) {
        return new SignedMessage(List.of(values), timestamps, signatures, body, contentEncoding);
    }

    SignedMessage withTimestamp(String... values) {
        return new SignedMessage(ids, List.of(values), signatures, body, contentEncoding);
    }

    SignedMessage withSignature(String... values) {
        return new SignedMessage(ids, timestamps, List.of(values), body, contentEncoding);
    }

    SignedMessage withBody(byte[] changed) {
        return new SignedMessage(ids, timestamps, signatures, changed, contentEncoding);
    }

    SignedMessage withText(UnaryOperator<String> change) {
        return withBody(change.apply(text()).getBytes(UTF_8));
    }

    SignedMessage withContentEncoding(String encoding) {
        return new SignedMessage(ids, timestamps, signatures, body, encoding);
    }

    Response send() {
        var request = OpenApiContract.givenBroken().contentType("application/json");
        ids.forEach(id -> request.header("webhook-id", id));
        timestamps.forEach(timestamp -> request.header("webhook-timestamp", timestamp));
        signatures.forEach(signature -> request.header("webhook-signature", signature));
        if (contentEncoding != null) {
            request.header("Content-Encoding", contentEncoding);
        }
        return request.body(body).post("/payments/notify");
    }
}
