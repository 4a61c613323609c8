package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitingBodiesTest {
    private static final int LIMIT = 1024;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicInteger served = new AtomicInteger();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(
                TestGateway.of(MINUTE, MINUTE, MINUTE, 100, LIMIT),
                request -> request.bodyHandler(body -> {
                    served.incrementAndGet();
                    request.response().end(request.getHeader("content-length") + " " + body.length());
                }));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void a_body_of_just_the_limit_is_taken() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            assertThat(client.send(head("Content-Length: " + LIMIT) + "x".repeat(LIMIT))
                            .answer())
                    .endsWith("1024 1024");
        }
    }

    @Test
    void a_larger_one_that_is_announced_is_refused_before_it_is_sent() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            assertTooLarge(client.send(head("Content-Length: " + (LIMIT + 1))).answer());
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void whoever_asks_first_whether_to_send_is_told() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            assertTooLarge(client.send(head("Expect: 100-continue\r\nContent-Length: 5000"))
                    .answer());
        }
        try (var client = new RawClient(gateway.port())) {
            assertThat(client.send(head("Expect: 100-continue\r\nContent-Length: 3"))
                            .answer())
                    .startsWith("HTTP/1.1 100");
            assertThat(client.send("abc").answer()).startsWith("HTTP/1.1 200").endsWith("3 3");
        }
    }

    @Test
    void one_of_unknown_length_is_refused_as_soon_as_it_passes_the_limit() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send(head("Transfer-Encoding: chunked"));
            client.send("400\r\n" + "x".repeat(LIMIT) + "\r\n");
            assertTooLarge(client.send("1\r\nx\r\n").answer());
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void one_of_unknown_length_within_the_limit_reaches_the_service_with_its_length() throws Exception {
        try (var client = new RawClient(gateway.port())) {
            client.send(head("Transfer-Encoding: chunked"));
            assertThat(client.send("3;extension=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n")
                            .answer())
                    .endsWith("5 5");
        }
    }

    @Test
    void a_client_that_is_in_the_middle_of_ten_megabytes_still_gets_the_answer() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            for (var round = 0; round < 5; round++) {
                var reply = http.send(
                        HttpRequest.newBuilder(URI.create(gateway.url("/a")))
                                .POST(BodyPublishers.ofByteArray(new byte[10_000_000]))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(reply.statusCode()).isEqualTo(413);
                assertThat(reply.body()).contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
            }
        }
    }

    private static String head(String header) {
        return "POST /a HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n";
    }

    private static void assertTooLarge(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .containsIgnoringCase("connection: close")
                .contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
    }
}
