package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.local.gateway.Route.PathMatch;
import io.turnstile.platform.Manifests;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final Map<String, String> EVERYWHERE = Map.of(
            "Strict-Transport-Security", "max-age=31536000",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final List<Route> routes = RouteManifests.read(Manifests.ofRepository());
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = gateway(TestGateway.ROOMY.withRequestsPerSecond(1_000));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    /** The routes of the manifests; one service stands for all of them, and says too little or the wrong thing. */
    private TestGateway gateway(Limits limits) throws Exception {
        var toOne = routes.stream()
                .map(route -> new Route(
                        route.path(), route.method(), "service", Duration.ofSeconds(10), route.answerHeaders()))
                .toList();
        return new TestGateway(
                new Policy(new RoutingTable(toOne), limits, CrossOrigin.CLOSED), request -> request.response()
                        .putHeader("x-content-type-options", "whatever")
                        .putHeader("cache-control", "public")
                        .end());
    }

    @Test
    void every_rule_says_the_same_to_browsers_but_for_the_page_of_the_document() {
        for (var route : routes) {
            var expected = new HashMap<>(EVERYWHERE);
            expected.put("Content-Security-Policy", API_POLICY);
            if (isOf(route, "/openapi")) {
                assertThat(route.answerHeaders()).containsAllEntriesOf(EVERYWHERE);
                assertThat(route.answerHeaders().get("Content-Security-Policy"))
                        .startsWith("default-src 'none'; script-src 'self';")
                        .endsWith("frame-ancestors 'none'")
                        .doesNotContain("unsafe-eval", "http", "script-src 'self' 'unsafe-inline'");
            } else {
                if (!isOf(route, "/catalog")) {
                    expected.put("Cache-Control", "no-store");
                }
                assertThat(route.answerHeaders()).as("%s", route.path()).isEqualTo(expected);
            }
        }
    }

    private static boolean isOf(Route route, String path) {
        return route.path().equals(new PathMatch.Prefix(path));
    }

    @Test
    void answers_of_services_carry_what_their_route_says_once_and_nothing_about_the_server() throws Exception {
        for (var route : routes) {
            var answer =
                    answer(gateway, route.method().orElse("GET"), route.path().value(), "");
            assertThat(answer.get("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.get("content-security-policy"))
                    .isEqualTo(route.answerHeaders().get("Content-Security-Policy"));
            assertThat(answer.get("cache-control"))
                    .isEqualTo(route.answerHeaders().getOrDefault("Cache-Control", "public"));
            assertThat(answer).doesNotContainKeys("server", "x-powered-by", "via");
        }
    }

    @Test
    void the_gateways_own_refusals_carry_them_too_and_are_not_stored() throws Exception {
        try (var strict =
                gateway(TestGateway.of(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 100, 10))) {
            var refusals = Map.of(
                    "404", answer(strict, "GET", "/elsewhere", ""),
                    "400", answer(strict, "GET", "/orders/..", ""),
                    "413", answer(strict, "POST", "/orders", "Content-Length: 11\r\n"),
                    "414", answer(strict, "GET", "/" + "x".repeat(9_000), ""),
                    "403",
                            answer(
                                    strict,
                                    "OPTIONS",
                                    "/orders",
                                    "Origin: https://a\r\nAccess-Control-Request-Method: GET\r\n"));
            assertThat(refusals).allSatisfy((status, answer) -> assertThat(answer)
                    .containsEntry("status", status)
                    .containsEntry("content-security-policy", API_POLICY)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("cache-control", "no-store"));
        }
    }

    @Test
    void strict_transport_security_is_said_where_a_trusted_proxy_says_that_there_is_tls() throws Exception {
        var secure = "X-Forwarded-Proto: https\r\n";
        assertThat(answer(gateway, "GET", "/orders", "")).doesNotContainKey("strict-transport-security");
        assertThat(answer(gateway, "GET", "/orders", secure)).doesNotContainKey("strict-transport-security");
        try (var behindAnother = gateway(TestGateway.trusting(1))) {
            assertThat(answer(behindAnother, "GET", "/orders", secure))
                    .containsEntry("strict-transport-security", "max-age=31536000");
            assertThat(answer(behindAnother, "GET", "/orders", "")).doesNotContainKey("strict-transport-security");
        }
    }

    /** The headers by their names, and the {@code status}. */
    private static Map<String, String> answer(TestGateway gateway, String method, String path, String headers)
            throws IOException {
        try (var client = new RawClient(gateway.port())) {
            var answer = client.send(method + " " + path + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n")
                    .answer();
            var lines = answer.substring(0, answer.indexOf("\r\n\r\n")).lines().toList();
            var found = new HashMap<>(Map.of("status", lines.getFirst().substring(9, 12)));
            for (var line : lines.subList(1, lines.size())) {
                var name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
                assertThat(Optional.ofNullable(found.put(
                                name, line.substring(line.indexOf(':') + 1).strip())))
                        .as("%s said twice", name)
                        .isEmpty();
            }
            return found;
        }
    }
}
