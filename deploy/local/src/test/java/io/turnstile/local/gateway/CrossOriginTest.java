package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
    private static final String SHOP = "https://shop.example.com";

    private final AtomicInteger served = new AtomicInteger();

    @Test
    void closed_as_it_is_no_answer_says_anything_to_another_origin() throws Exception {
        try (var gateway = gateway(Set.of())) {
            assertThat(answer(gateway, "GET", "Origin: " + SHOP))
                    .startsWith("http/1.1 200")
                    .doesNotContain("access-control-", "vary");
            assertThat(preflight(gateway, SHOP, "POST", "authorization"))
                    .startsWith("http/1.1 403")
                    .contains("\"code\":\"origin_not_allowed\"")
                    .doesNotContain("access-control-");
        }
        assertThat(served).hasValue(1);
    }

    @Test
    void an_origin_that_is_let_in_may_send_what_the_api_needs_and_read_what_it_says() throws Exception {
        try (var gateway = gateway(Set.of(SHOP))) {
            assertThat(preflight(gateway, SHOP, "POST", "authorization,content-type, Idempotency-Key"))
                    .startsWith("http/1.1 204")
                    .contains("access-control-allow-origin: " + SHOP + "\r\n")
                    .contains("access-control-allow-methods: get, head, post, put\r\n")
                    .contains("access-control-allow-headers: authorization, content-type, idempotency-key,")
                    .contains("access-control-max-age: 600\r\n")
                    .contains("vary: origin\r\n")
                    .doesNotContain("access-control-allow-credentials");
            assertThat(served).hasValue(0);
            assertThat(answer(gateway, "GET", "Origin: " + SHOP))
                    .startsWith("http/1.1 200")
                    .contains("access-control-allow-origin: " + SHOP + "\r\n")
                    .contains("access-control-expose-headers: etag, location, retry-after, idempotency-replayed\r\n")
                    .contains("vary: origin\r\n");
        }
    }

    @Test
    void a_refusal_can_be_read_too() throws Exception {
        try (var gateway = gateway(Set.of(SHOP));
                var client = new RawClient(gateway.port())) {
            assertThat(client.send("GET /elsewhere HTTP/1.1\r\nHost: here\r\nOrigin: " + SHOP + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 404")
                    .contains("access-control-allow-origin: " + SHOP);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://shop.example.com.evil.example",
                "https://evil.example",
                "http://shop.example.com",
                "https://shop.example.com:8443",
                "HTTPS://SHOP.EXAMPLE.COM",
                "*"
            })
    void every_other_origin_stays_outside(String origin) throws Exception {
        try (var gateway = gateway(Set.of(SHOP))) {
            assertThat(preflight(gateway, origin, "POST", "authorization"))
                    .startsWith("http/1.1 403")
                    .doesNotContain("access-control-");
            // Not cached for the shop either: the answer says that it depends on who asks.
            assertThat(answer(gateway, "GET", "Origin: " + origin))
                    .startsWith("http/1.1 200")
                    .contains("vary: origin\r\n")
                    .doesNotContain("access-control-");
        }
    }

    @Test
    void a_preflight_for_what_the_api_does_not_take_is_refused() throws Exception {
        try (var gateway = gateway(Set.of(SHOP))) {
            assertThat(preflight(gateway, SHOP, "DELETE", "authorization")).startsWith("http/1.1 403");
            assertThat(preflight(gateway, SHOP, "POST", "x-unknown")).startsWith("http/1.1 403");
        }
    }

    private TestGateway gateway(Set<String> origins) throws Exception {
        var policy = new Policy(
                TestGateway.policy(TestGateway.ROOMY, TestGateway.route(Map.of()))
                        .routes(),
                TestGateway.ROOMY,
                PolicyManifests.crossOriginOfRepository(origins));
        return new TestGateway(policy, request -> {
            served.incrementAndGet();
            request.response().end();
        });
    }

    private static String preflight(TestGateway gateway, String origin, String method, String headers)
            throws IOException {
        return answer(
                gateway,
                "OPTIONS",
                "Origin: " + origin + "\r\nAccess-Control-Request-Method: " + method
                        + "\r\nAccess-Control-Request-Headers: " + headers);
    }

    private static String answer(TestGateway gateway, String method, String headers) throws IOException {
        try (var client = new RawClient(gateway.port())) {
            return client.send(method + " /a HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n\r\n")
                    .answer()
                    .toLowerCase(Locale.ROOT);
        }
    }
}
