package io.turnstile.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends a request to its service and the answer to the client, and says so where nobody takes it. */
final class Forwarding {
    private static final Logger LOG = Logger.getLogger(Forwarding.class.getName());
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<String> OF_THE_CONNECTION = List.of("connection", "keep-alive", "proxy-connection");

    private final HttpClient client;
    private final Map<String, Backend> backends;
    private final int trustedHops;

    Forwarding(HttpClient client, Map<String, Backend> backends, int trustedHops) {
        this.client = client;
        this.backends = backends;
        this.trustedHops = trustedHops;
    }

    void forward(HttpServerRequest inbound, Route route, Buffer body) {
        var request = ProxyRequest.reverseProxy(inbound).setBody(body.length() == 0 ? null : Body.body(body));
        // All of it is here; the proxy has paused it, lest something be lost.
        inbound.resume();
        dropWhatIsOfTheConnection(request);
        tellWhoAsks(request, inbound);
        send(request, route)
                .onSuccess(answer -> {
                    OF_THE_CONNECTION.forEach(answer.headers()::remove);
                    answer.send();
                })
                .onFailure(fault -> {
                    if (inbound.response().closed()) {
                        // The client did not wait for it.
                        return;
                    }
                    LOG.log(Level.WARNING, "{0} did not answer {1} {2}: {3}", new Object[] {
                        route.backend(), inbound.method(), inbound.path(), fault
                    });
                    GatewayProblem.SERVICE_UNAVAILABLE.answer(inbound);
                });
    }

    /** A request that only reads and has no body is sent once more when its connection breaks. */
    private Future<ProxyResponse> send(ProxyRequest request, Route route) {
        var isSafe = request.getBody() == null && SAFE.contains(request.getMethod());
        return sendOnce(request, route)
                .recover(fault -> isSafe && fault instanceof HttpClosedException
                        ? sendOnce(request, route)
                        : Future.failedFuture(fault));
    }

    private Future<ProxyResponse> sendOnce(ProxyRequest request, Route route) {
        return backends.get(route.backend()).connect(client, route.timeout()).compose(request::send);
    }

    /** RFC 9110, 7.6.1: what Connection names is for this hop alone. The proxy knows the usual ones. */
    private static void dropWhatIsOfTheConnection(ProxyRequest request) {
        var headers = request.headers();
        for (var line : headers.getAll("connection")) {
            for (var name : line.split(",")) {
                headers.remove(name.strip());
            }
        }
        headers.remove("proxy-connection");
        // It belongs to an upgrade of the client's own connection.
        headers.remove("http2-settings");
        // The gateway has answered it: the body is here.
        headers.remove("expect");
    }

    /**
     * X-Forwarded-For is added to, so that each hop stands there. What else a client says about itself is taken from a
     * trusted proxy only: a service must not take a forged host or protocol for the real one.
     */
    private void tellWhoAsks(ProxyRequest request, HttpServerRequest inbound) {
        var headers = request.headers();
        if (trustedHops == 0) {
            headers.names().stream().filter(Forwarding::isSaidOfTheClient).forEach(headers::remove);
        }
        headers.add("x-forwarded-for", inbound.remoteAddress().hostAddress());
        headers.set("x-forwarded-for", String.join(", ", headers.getAll("x-forwarded-for")));
        if (!headers.contains("x-forwarded-proto")) {
            headers.set("x-forwarded-proto", inbound.scheme());
        }
        if (inbound.authority() != null) {
            if (!headers.contains("x-forwarded-host")) {
                headers.set("x-forwarded-host", inbound.authority().toString());
            }
            request.setAuthority(inbound.authority());
        }
    }

    private static boolean isSaidOfTheClient(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return (lower.startsWith("x-forwarded-") && !lower.equals("x-forwarded-for"))
                || lower.equals("forwarded")
                || lower.equals("x-real-ip");
    }
}
