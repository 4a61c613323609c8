package io.turnstile.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Decides for each request where it goes, and what the client hears when nobody takes it. */
final class Forwarding implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Forwarding.class.getName());
    private static final String ROUTE = "route";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final RoutingTable routes;
    private final Map<String, Backend> backends;

    Forwarding(RoutingTable routes, Map<String, Backend> backends) {
        this.routes = routes;
        this.backends = backends;
    }

    /** The connection for a request whose route is known. */
    Future<HttpClientRequest> connect(ProxyContext context) {
        var route = context.get(ROUTE, Route.class);
        return backends.get(route.backend()).connect(context.client(), route.timeout());
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        var inbound = request.proxiedRequest();
        var route = inbound.path() == null
                ? Optional.<Route>empty()
                : routes.find(inbound.method().name(), inbound.path());
        if (route.isEmpty()) {
            return Future.succeededFuture(GatewayProblem.NOT_FOUND.answer(request));
        }
        context.set(ROUTE, route.get());
        tellWhoAsks(request, inbound);
        return send(context, request).recover(fault -> {
            LOG.log(Level.WARNING, "{0} did not answer {1} {2}: {3}", new Object[] {
                route.get().backend(), inbound.method(), inbound.path(), fault
            });
            return Future.succeededFuture(GatewayProblem.SERVICE_UNAVAILABLE.answer(request));
        });
    }

    /** A request that only reads and has no body is sent once more when its connection breaks. */
    private static Future<ProxyResponse> send(ProxyContext context, ProxyRequest request) {
        var inbound = request.proxiedRequest();
        var hasBody = inbound.headers().contains("content-length")
                || inbound.headers().contains("transfer-encoding");
        if (hasBody || !SAFE.contains(request.getMethod())) {
            return context.sendRequest();
        }
        request.setBody(null);
        return context.sendRequest()
                .recover(fault ->
                        fault instanceof HttpClosedException ? context.sendRequest() : Future.failedFuture(fault));
    }

    /** What an outer proxy said already is kept; this hop is added. */
    private static void tellWhoAsks(ProxyRequest request, HttpServerRequest inbound) {
        var headers = request.headers();
        var client = inbound.remoteAddress().hostAddress();
        var before = headers.get("x-forwarded-for");
        headers.set("x-forwarded-for", before == null ? client : before + ", " + client);
        if (!headers.contains("x-forwarded-proto")) {
            headers.set("x-forwarded-proto", inbound.scheme());
        }
        // The answer is written once, without the interim 100 that the gateway gave already.
        headers.remove("expect");
        // It belongs to an upgrade of the client's own connection.
        headers.remove("http2-settings");
        if (inbound.authority() != null) {
            if (!headers.contains("x-forwarded-host")) {
                headers.set("x-forwarded-host", inbound.authority().toString());
            }
            request.setAuthority(inbound.authority());
        }
    }
}
