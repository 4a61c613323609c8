package io.turnstile.local.gateway;

import io.turnstile.local.LocalException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The one door to the services: a reverse proxy that streams bodies both ways and follows the deployment's HTTPRoutes. It
 * listens on the loopback interface only, since the sample accounts' passwords are known to everybody.
 */
public final class Gateway implements AutoCloseable {
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());
    /** Per event loop and instance. */
    private static final int CONNECTIONS = 128;
    /** Requests that wait for a connection; more are refused at once. */
    private static final int WAITING = 2_000;

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
    public static Gateway start(Vertx vertx, int port, RoutingTable routes, Map<String, Backend> backends) {
        for (var backend : routes.backends()) {
            if (!backends.containsKey(backend)) {
                throw new LocalException("a route leads to " + backend + ", which is no service of the manifests");
            }
        }
        try {
            var probes = join(vertx.deployVerticle(new ReadinessProbes(backends.values())));
            var instances = new DeploymentOptions().setInstances(EVENT_LOOPS);
            var servers = join(vertx.deployVerticle(() -> new Server(port, routes, backends), instances));
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
        private final RoutingTable routes;
        private final Map<String, Backend> backends;

        Server(int port, RoutingTable routes, Map<String, Backend> backends) {
            this.port = port;
            this.routes = routes;
            this.backends = backends;
        }

        @Override
        public void start(Promise<Void> started) {
            var client = vertx.createHttpClient(
                    new HttpClientOptions().setKeepAliveTimeout(30).setMaxWaitQueueSize(WAITING),
                    new PoolOptions().setHttp1MaxSize(CONNECTIONS));
            var forwarding = new Forwarding(routes, backends);
            var proxy =
                    HttpProxy.reverseProxy(client).origin(forwarding::connect).addInterceptor(forwarding);
            var options = new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    // One protocol: a broken request on a connection that was upgraded would leave its client waiting.
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(8192)
                    .setMaxHeaderSize(16_384)
                    .setIdleTimeout(120);
            vertx.createHttpServer(options)
                    .requestHandler(proxy)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
