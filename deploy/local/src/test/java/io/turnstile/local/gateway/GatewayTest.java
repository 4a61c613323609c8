package io.turnstile.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.local.LocalException;
import io.turnstile.local.gateway.Route.PathMatch;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void method_path_query_headers_and_body_reach_the_service_and_its_answer_comes_back() throws Exception {
        var service = serve(request -> request.bodyHandler(body -> request.response()
                .setStatusCode(201)
                .putHeader("x-seen", request.method() + " " + request.uri() + " " + request.getHeader("traceparent"))
                .end(body)));
        var gateway = gateway(service);
        var reply = http.send(
                request(gateway, "/a/b?c=d%20e")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .POST(BodyPublishers.ofString("content"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("content");
        assertThat(reply.headers().firstValue("x-seen"))
                .contains("POST /a/b?c=d%20e 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void the_service_learns_who_asked_and_under_which_address() throws Exception {
        var service = serve(request -> request.response()
                .end(String.join(
                        "|",
                        request.getHeader("x-forwarded-for"),
                        request.getHeader("x-forwarded-proto"),
                        request.getHeader("x-forwarded-host"),
                        request.authority().toString())));
        var gateway = gateway(service);
        assertThat(get(gateway, "/a").body())
                .isEqualTo("127.0.0.1|http|127.0.0.1:%d|127.0.0.1:%d".formatted(gateway, gateway));
        var trusting = gateway(TestGateway.trusting(1), Duration.ofSeconds(10), service);
        assertThat(behindAnother(trusting).body())
                .isEqualTo("203.0.113.7, 127.0.0.1|https|tickets.example.com|127.0.0.1:" + trusting);
    }

    @Test
    void what_a_client_says_of_itself_is_not_believed_where_no_proxy_is_trusted() throws Exception {
        var service = serve(request -> request.response()
                .end(String.join(
                        "|",
                        request.getHeader("x-forwarded-for"),
                        request.getHeader("x-forwarded-proto"),
                        request.getHeader("x-forwarded-host"),
                        Boolean.toString(request.headers().contains("forwarded")))));
        var gateway = gateway(service);
        assertThat(behindAnother(gateway).body())
                .isEqualTo("203.0.113.7, 127.0.0.1|http|127.0.0.1:%d|false".formatted(gateway));
    }

    private HttpResponse<String> behindAnother(int gateway) throws Exception {
        return http.send(
                request(gateway, "/a")
                        .header("x-forwarded-for", "203.0.113.7")
                        .header("x-forwarded-proto", "https")
                        .header("x-forwarded-host", "tickets.example.com")
                        .header("forwarded", "for=203.0.113.7;proto=https")
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void a_path_without_a_route_is_a_problem_of_its_own() throws Exception {
        var reply = get(gateway(serve(request -> request.response().end())), "/elsewhere");
        assertProblem(reply, 404, "NOT_FOUND");
    }

    @Test
    void a_service_that_does_not_run_is_a_problem_that_says_to_try_again() throws Exception {
        var reply = get(gateway(freePort()), "/a");
        assertProblem(reply, 503, "SERVICE_UNAVAILABLE");
        assertThat(reply.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void a_service_that_is_silent_for_too_long_is_a_problem() throws Exception {
        var silent = serve(_ -> {});
        assertProblem(get(gateway(Duration.ofMillis(200), silent), "/a"), 503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void a_request_that_was_broken_off_is_a_problem_and_is_not_sent_twice_when_it_may_have_had_an_effect()
            throws Exception {
        var seen = new AtomicInteger();
        var breaking = serve(request -> request.bodyHandler(_ -> {
            seen.incrementAndGet();
            request.connection().close();
        }));
        var gateway = gateway(breaking);
        assertProblem(
                http.send(
                        request(gateway, "/a")
                                .POST(BodyPublishers.ofString("x"))
                                .build(),
                        BodyHandlers.ofString()),
                503,
                "SERVICE_UNAVAILABLE");
        assertThat(seen).hasValue(1);
    }

    @Test
    void instances_take_turns() throws Exception {
        var gateway = gateway(named("one"), named("two"));
        assertThat(List.of(get(gateway, "/a").body(), get(gateway, "/a").body()))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void an_instance_that_refuses_connections_costs_no_request() throws Exception {
        var gateway = gateway(named("one"), freePort(), named("three"));
        var answers = new HashSet<String>();
        for (int i = 0; i < 30; i++) {
            var reply = http.send(
                    request(gateway, "/a").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(200);
            answers.add(reply.body());
        }
        assertThat(answers).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void a_large_request_arrives_whole() throws Exception {
        var large = large();
        var service = serve(request -> request.bodyHandler(
                body -> request.response().end(Boolean.toString(Arrays.equals(large, body.getBytes())))));
        var reply = http.send(
                request(gateway(service), "/a")
                        .POST(BodyPublishers.ofByteArray(large))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.body()).isEqualTo("true");
    }

    @Test
    void a_large_answer_arrives_whole() throws Exception {
        var large = large();
        var service = serve(request -> request.response().end(Buffer.buffer(large)));
        var reply = http.send(request(gateway(service), "/a").build(), BodyHandlers.ofByteArray());
        assertThat(reply.body()).isEqualTo(large);
    }

    @Test
    void an_instance_that_says_it_is_not_ready_gets_nothing_while_another_is() throws Exception {
        var stopping = serveButSay(503, "stopping");
        var gateway = gateway(stopping, serveButSay(200, "ready"));
        Callable<Set<String>> seen = () -> answersOf(gateway, 4);
        await().until(seen, Set.of("ready")::equals);
    }

    @Test
    void where_none_is_ready_each_gets_requests_all_the_same() throws Exception {
        var gateway = gateway(serveButSay(503, "one"), serveButSay(503, "other"));
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> answersOf(gateway, 4), Set.of("one", "other")::equals);
    }

    private Set<String> answersOf(int gateway, int times) throws Exception {
        var answers = new HashSet<String>();
        for (int i = 0; i < times; i++) {
            answers.add(get(gateway, "/a").body());
        }
        return answers;
    }

    private int serveButSay(int readiness, String name) throws Exception {
        return serve(request -> request.response()
                .setStatusCode(request.path().equals("/q/health/ready") ? readiness : 200)
                .end(name));
    }

    private static byte[] large() {
        var large = new byte[20_000_000];
        new Random(1).nextBytes(large);
        return large;
    }

    @Test
    void an_answer_reaches_the_client_while_the_service_still_writes_it() throws Exception {
        var started = serve(request -> request.response().setChunked(true).write(Buffer.buffer("first\n")));
        var reply = http.send(request(gateway(started), "/a").build(), BodyHandlers.ofInputStream());
        try (var body = reply.body()) {
            assertThat(body.readNBytes(6)).asString().isEqualTo("first\n");
        }
    }

    @Test
    void a_route_to_a_service_that_does_not_exist_keeps_the_gateway_from_starting() {
        var policy = TestGateway.policy(TestGateway.ROOMY, route(Duration.ZERO));
        assertThatThrownBy(() -> Gateway.start(vertx, 0, policy, Map.of()))
                .isInstanceOf(LocalException.class)
                .hasMessage("a route leads to service, which is no service of the manifests");
    }

    private void assertProblem(HttpResponse<String> reply, int status, String code) throws IOException {
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(reply.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("type").asText())
                .isEqualTo(
                        "urn:turnstile:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(request(port, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private int gateway(Integer... instances) throws IOException {
        return gateway(Duration.ofSeconds(10), instances);
    }

    private int gateway(Duration timeout, Integer... instances) throws IOException {
        return gateway(TestGateway.ROOMY, timeout, instances);
    }

    private int gateway(Limits limits, Duration timeout, Integer... instances) throws IOException {
        var port = freePort();
        Gateway.start(
                vertx,
                port,
                TestGateway.policy(limits, route(timeout)),
                Map.of(
                        "service",
                        new Backend(Arrays.stream(instances)
                                .map(instance -> new Backend.Address(instance, instance))
                                .toList())));
        return port;
    }

    private static Route route(Duration timeout) {
        return new Route(new PathMatch.Prefix("/a"), Optional.empty(), "service", timeout, Map.of());
    }

    private int named(String name) throws Exception {
        return serve(request -> request.response().end(name));
    }

    private int serve(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(handler);
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
