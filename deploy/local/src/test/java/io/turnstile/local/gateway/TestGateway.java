package io.turnstile.local.gateway;

import io.turnstile.local.gateway.Route.PathMatch;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A gateway before one service that a test plays, at {@code /a}. */
final class TestGateway implements AutoCloseable {
    /** What no test comes near that is not about it. */
    static final Limits ROOMY = new Limits(
            0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), 4_000, 32 * 1024 * 1024, 0);

    private final Vertx vertx = Vertx.vertx();
    /** The service has threads of its own, as a process would. */
    private final Vertx elsewhere = Vertx.vertx();

    private final int port = freePort();

    TestGateway(Limits limits, Handler<HttpServerRequest> service) throws Exception {
        this(policy(limits, route(Map.of())), service);
    }

    TestGateway(Policy policy, Handler<HttpServerRequest> service) throws Exception {
        var instance = elsewhere
                .createHttpServer()
                .requestHandler(service)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
        var backend = new Backend(List.of(new Backend.Address(instance, instance)));
        Gateway.start(vertx, port, policy, Map.of("service", backend));
    }

    static Limits trusting(int hops) {
        return new Limits(
                hops,
                ROOMY.requestTime(),
                ROOMY.idleTime(),
                ROOMY.stalledTime(),
                ROOMY.connections(),
                ROOMY.bodyBytes(),
                ROOMY.requestsPerSecond());
    }

    /** @param bodyBytes of one request at most */
    static Limits of(Duration requestTime, Duration idleTime, Duration stalledTime, int connections, int bodyBytes) {
        return new Limits(0, requestTime, idleTime, stalledTime, connections, bodyBytes, 0);
    }

    static Policy policy(Limits limits, Route... routes) {
        return new Policy(new RoutingTable(List.of(routes)), limits, CrossOrigin.CLOSED);
    }

    static Route route(Map<String, String> answerHeaders) {
        return new Route(
                new PathMatch.Prefix("/a"), Optional.empty(), "service", Duration.ofSeconds(10), answerHeaders);
    }

    int port() {
        return port;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (var one : List.of(vertx, elsewhere)) {
            one.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
