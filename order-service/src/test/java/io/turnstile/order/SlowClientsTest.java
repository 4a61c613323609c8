package io.turnstile.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.turnstile.platform.testing.PlatformResource;
import io.turnstile.platform.testing.TestTokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service bears by itself, should its gateway pass slow bodies on. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@TestProfile(SlowClientsTest.FewThreads.class)
class SlowClientsTest {
    private static final int SLOW_CLIENTS = 300;
    private static final int BODY_SECONDS = 8;

    /** Fewer threads than slow clients, so that one that kept one would be seen. */
    public static class FewThreads implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.thread-pool.max-threads", "12", "turnstile.http.body-timeout", BODY_SECONDS + "s");
        }
    }

    @TestHTTPResource
    URL service;

    @Inject
    Shop shop;

    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void hundreds_of_bodies_that_trickle_in_keep_nobody_else_waiting() {
        var product = shop.productNowWith(1_000);
        var token = TestTokens.of("mallory", "buyer");
        IntStream.range(0, SLOW_CLIENTS).forEach(_ -> beginAnOrder(token));
        var longest = Duration.ZERO;
        for (var number = 0; number < 40; number++) {
            clients.forEach(SlowClientsTest::trickle);
            var begin = System.nanoTime();
            shop.order("buyer-" + number, UUID.randomUUID().toString(), product, 1)
                    .statusCode(201);
            var took = Duration.ofNanos(System.nanoTime() - begin);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        System.out.println("longest order beside 300 slow ones: " + longest.toMillis() + " ms");
        assertTrue(
                longest.compareTo(Duration.ofSeconds(BODY_SECONDS)) < 0,
                "an order waited for the slow ones: " + longest);
    }

    @Test
    void a_body_that_does_not_arrive_is_408_however_steadily_it_trickles_in() throws IOException {
        var client = beginAnOrder(TestTokens.of("mallory", "buyer"));
        await().atMost(Duration.ofSeconds(BODY_SECONDS + 5)).until(() -> {
            trickle(client);
            return client.getInputStream().available() > 0;
        });
        var answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals("HTTP/1.1 408", answer.substring(0, 12));
        assertTrue(answer.contains("\"code\":\"REQUEST_TIMEOUT\""), answer);
    }

    private Socket beginAnOrder(String token) {
        try {
            var client = new Socket(service.getHost(), service.getPort());
            clients.add(client);
            client.getOutputStream()
                    .write("""
                            POST /orders HTTP/1.1\r
                            Host: here\r
                            Authorization: Bearer %s\r
                            Idempotency-Key: %s\r
                            Content-Type: application/json\r
                            Content-Length: 60000\r
                            \r
                            {""".formatted(token, UUID.randomUUID()).getBytes(StandardCharsets.ISO_8859_1));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void trickle(Socket client) {
        try {
            client.getOutputStream().write(' ');
        } catch (IOException _) {
            // It was given up.
        }
    }
}
