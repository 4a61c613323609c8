package io.turnstile.local.gateway;

import io.github.bucket4j.TimeMeter;
import io.turnstile.local.LocalException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The one door to the services: a reverse proxy that follows the deployment's HTTPRoutes and traffic policies. A request
 * is received whole before a service hears of it, an answer is streamed. It listens on the loopback interface only, since
 * the sample accounts' passwords are known to everybody.
 */
public final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());
    /** Requests that wait for a connection; more are refused at once. */
    private static final int WAITING = 2_000;
    /** How often time that has run out is noticed. */
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final List<String> deployments;

    private Gateway(Vertx vertx, List<String> deployments) {
        this.vertx = vertx;
        this.deployments = deployments;
    }

    /**
     * @param backends by the Service's name
     * @throws LocalException where a route leads nowhere or the port is taken
     */
    public static Gateway start(Vertx vertx, int port, Policy policy, Map<String, Backend> backends) {
        for (var backend : policy.routes().backends()) {
            if (!backends.containsKey(backend)) {
                throw new LocalException("a route leads to " + backend + ", which is no service of the manifests");
            }
        }
        var rates = new RateLimit(policy.limits().requestsPerSecond(), TimeMeter.SYSTEM_NANOTIME);
        var connections = new Connections(policy.limits());
        try {
            var probes = join(vertx.deployVerticle(new ReadinessProbes(backends.values())));
            var instances = new DeploymentOptions().setInstances(EVENT_LOOPS);
            var servers =
                    join(vertx.deployVerticle(() -> new Server(port, policy, rates, connections, backends), instances));
            return new Gateway(vertx, List.of(servers, probes));
        } catch (CompletionException e) {
            throw new LocalException("the gateway cannot listen on port " + port, e);
        }
    }

    @Override
    public void close() {
        deployments.forEach(deployment -> join(vertx.undeploy(deployment)));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** One event loop's share: Vert.x lets all of them listen on the same port. */
    private static final class Server extends AbstractVerticle {
        private final int port;
        private final Policy policy;
        private final RateLimit rates;
        private final Connections connections;
        private final Map<String, Backend> backends;
        private final Map<HttpConnection, ClientConnection> clients = new HashMap<>();

        Server(int port, Policy policy, RateLimit rates, Connections connections, Map<String, Backend> backends) {
            this.port = port;
            this.policy = policy;
            this.rates = rates;
            this.connections = connections;
            this.backends = backends;
        }

        @Override
        public void start(Promise<Void> started) {
            var client = vertx.createHttpClient(
                    new HttpClientOptions().setKeepAliveTimeout(30).setMaxWaitQueueSize(WAITING),
                    // As many as clients have, and of each event loop: who reads slowly must not keep others from the
                    // service.
                    new PoolOptions().setHttp1MaxSize(policy.limits().connections()));
            var forwarding = new Forwarding(client, backends, policy.limits().trustedHops());
            var door = new Door(vertx, policy, rates, forwarding);
            vertx.setPeriodic(LOOK_MILLIS, _ -> {
                List.copyOf(clients.values()).forEach(ClientConnection::look);
                rates.forget();
            });
            var options = new HttpServerOptions()
                    // One protocol: a broken request on a connection that was upgraded would leave its client waiting.
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(8192)
                    .setMaxHeaderSize(16_384);
            vertx.createHttpServer(options)
                    .connectionHandler(connection -> open(connection, options))
                    .requestHandler(request -> begin(request, door))
                    .invalidRequestHandler(request -> begin(request, door::handleUnreadable))
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void open(HttpConnection connection, HttpServerOptions options) {
            var address = ClientAddress.of(connection.remoteAddress().hostAddress());
            var client = new ClientConnection(vertx, connection, policy.limits());
            clients.put(connection, client);
            Pipeline.whenClosed(connection, () -> {
                clients.remove(connection);
                connections.closes(address);
            });
            if (connections.opens(address)) {
                Pipeline.watch(connection, options, client);
            } else {
                Pipeline.cut(connection);
            }
        }

        private void begin(HttpServerRequest request, Handler<HttpServerRequest> handler) {
            var client = clients.get(request.connection());
            if (client == null) {
                // It is closed already.
                return;
            }
            client.begins(request);
            if (request.response().writeQueueFull()) {
                // Asks on and reads no answer: each would be kept here.
                Pipeline.cut(request.connection());
            } else {
                handler.handle(request);
            }
        }
    }
}
