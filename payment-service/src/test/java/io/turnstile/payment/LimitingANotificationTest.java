package io.turnstile.payment;

import static io.turnstile.payment.TestGateway.currentSecret;
import static io.turnstile.payment.TestGateway.newTxn;
import static io.turnstile.payment.TestGateway.success;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.turnstile.platform.testing.PlatformResource;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A body that is too large is refused before its signature is computed: each of these messages is properly signed, and
 * none has an outcome of a notification. They are written byte by byte, because clients would not send most of them.
 */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class LimitingANotificationTest {
    private static final int LIMIT = 64 * 1024;

    @TestHTTPResource("/payments/notify")
    URI notify;

    @Inject
    OtherServices others;

    @Inject
    Outcomes outcomes;

    @Test
    void an_announced_length_above_the_limit_is_refused_before_the_body_is_there() throws Exception {
        var message = ofSize(LIMIT + 1);
        var looked = outcomes.all();
        try (var gateway = new RawConnection(notify)) {
            gateway.write(head(message) + "Content-Length: " + message.body().length + "\r\n\r\n");
            assertTooLarge(gateway.readToTheEnd());
        }
        assertEquals(looked, outcomes.all());
    }

    @Test
    void a_client_that_asks_first_is_not_told_to_go_on() throws Exception {
        var message = ofSize(LIMIT + 1);
        try (var gateway = new RawConnection(notify)) {
            gateway.write(
                    head(message) + "Content-Length: " + message.body().length + "\r\nExpect: 100-continue\r\n\r\n");
            assertTooLarge(gateway.readToTheEnd());
        }
    }

    @Test
    void a_chunked_body_is_refused_as_soon_as_it_is_above_the_limit() throws Exception {
        var message = ofSize(LIMIT + 1);
        var looked = outcomes.all();
        try (var gateway = new RawConnection(notify)) {
            gateway.write(head(message) + "Transfer-Encoding: chunked\r\n\r\n");
            gateway.write(chunked(message.body()));
            // No last chunk: the refusal does not wait for it.
            assertTooLarge(gateway.readToTheEnd());
        }
        assertEquals(looked, outcomes.all());
    }

    @Test
    void a_chunked_body_of_a_megabyte_that_is_written_to_its_end_is_refused_all_the_same() throws Exception {
        var message = ofSize(1024 * 1024);
        var looked = outcomes.all();
        try (var gateway = new RawConnection(notify)) {
            gateway.write(head(message) + "Transfer-Encoding: chunked\r\n\r\n");
            gateway.tryToWrite(chunked(message.body()));
            gateway.tryToWrite("0\r\n\r\n".getBytes(US_ASCII));
            assertTooLarge(gateway.readToTheEnd());
        }
        assertEquals(looked, outcomes.all());
    }

    @Test
    void a_chunked_body_as_large_as_allowed_is_taken_and_the_connection_goes_on() throws Exception {
        var message = ofSize(LIMIT);
        try (var gateway = new RawConnection(notify)) {
            for (var i = 0; i < 2; i++) {
                gateway.write(
                        head(message) + (i == 1 ? "Connection: close\r\n" : "") + "Transfer-Encoding: chunked\r\n\r\n");
                gateway.write(chunked(message.body()));
                gateway.write("0\r\n\r\n");
            }
            var answers = gateway.readToTheEnd().split("(?=HTTP/1.1 )");
            assertEquals(2, answers.length);
            assertTrue(
                    Arrays.stream(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 200 ")),
                    () -> String.join("\n", answers));
        }
    }

    private SignedMessage ofSize(int size) {
        var start = success(others.placePaidOrder(1), newTxn()).strip().replaceFirst("}$", ", \"padding\": \"");
        var body = start + "x".repeat(size - start.length() - 2) + "\"}";
        return SignedMessage.of(currentSecret(), Instant.now(), body);
    }

    private static String head(SignedMessage message) {
        return """
                POST /payments/notify HTTP/1.1
                Host: gateway.test
                Content-Type: application/json
                webhook-id: %s
                webhook-timestamp: %s
                webhook-signature: %s
                """.formatted(message.id(), message.timestamp(), message.signature())
                .replace("\n", "\r\n");
    }

    private static byte[] chunked(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        for (var from = 0; from < body.length; from += 8_192) {
            var chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + 8_192));
            bytes.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(US_ASCII));
            bytes.writeBytes(chunk);
            bytes.writeBytes("\r\n".getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** One whole answer with a problem in it, and the end of the connection behind it. */
    private static void assertTooLarge(String answer) {
        var head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        var body = answer.substring(head.length() + 4);
        assertTrue(head.startsWith("HTTP/1.1 413 "), head);
        assertTrue(head.toLowerCase().contains("content-type: application/problem+json"), head);
        assertTrue(head.toLowerCase().contains("content-length: " + body.getBytes(UTF_8).length), answer);
        assertEquals("PAYLOAD_TOO_LARGE", JsonPath.from(body).getString("code"));
    }
}
