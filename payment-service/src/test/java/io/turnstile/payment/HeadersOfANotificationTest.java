package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.currentSecret;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as no client writes them, around a message that is properly signed but for them. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class HeadersOfANotificationTest {
    private static UUID order;

    @TestHTTPResource("/payments/notify")
    URI notify;

    @Inject
    OtherServices others;

    @Inject
    PaymentRows rows;

    @BeforeEach
    void placeAnOrder() {
        if (order == null) {
            order = others.placePaidOrder(1);
        }
    }

    @Test
    void written_as_they_should_be_they_are_good() throws Exception {
        assertEquals(
                200, status("webhook-id: {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n"));
        assertEquals(
                200, status("WEBHOOK-ID:{id}\r\nWebhook-Timestamp:  {time} \r\nwebhook-Signature:{signature}\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id: {id}\0\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\rx\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\u00e9\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\u00ff\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\r\n x\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id : {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook_id: {id}\r\nwebhook_timestamp: {time}\r\nwebhook_signature: {signature}\r\n",
                "webhook-id: {id}\r\nwebhook-timestamp: {time}, {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\r\nwebhook-timestamp: {time}\r\n\twebhook-signature: {signature}\r\n",
                "webhook-id: {id}\r\nwebhook-id: {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-id: {id}\r\nWEBHOOK-ID: x\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}\r\n",
                "webhook-timestamp: {time}\r\nwebhook-signature: {signature} webhook-id: {id}\r\n",
                "webhook-id: {id}\r\nwebhook-timestamp: {time}\r\n",
            })
    void written_in_another_way_they_are_refused(String headers) throws Exception {
        var before = rows.all();
        var status = status(headers);
        assertTrue(status == 400 || status == 401, () -> "answered with " + status);
        assertEquals(before, rows.all());
    }

    @Test
    void headers_that_are_too_large_are_refused() throws Exception {
        var before = rows.all();
        var status = status("webhook-id: {id}\r\nwebhook-timestamp: {time}\r\nwebhook-signature: {signature}"
                + " v1,x".repeat(20_000) + "\r\n");
        assertTrue(status == 400 || status == 431, () -> "answered with " + status);
        assertEquals(before, rows.all());
    }

    private int status(String headers) throws Exception {
        var message = SignedMessage.of(currentSecret(), Instant.now(), success(order, newTxn()));
        var values = Map.of("{id}", message.id(), "{time}", message.timestamp(), "{signature}", message.signature());
        var written = headers;
        for (var value : values.entrySet()) {
            written = written.replace(value.getKey(), value.getValue());
        }
        try (var connection = new RawConnection(notify)) {
            connection.write(
                    "POST /payments/notify HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\n");
            connection.write(
                    "Connection: close\r\nContent-Length: " + message.body().length + "\r\n" + written + "\r\n");
            connection.tryToWrite(message.body());
            var answer = connection.readToTheEnd();
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }
}
