package io.turnstile.local.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which pages may call the API from a browser (the CORS protocol of the Fetch standard). Without an origin: none.
 *
 * @param origins as browsers send them, such as {@code https://shop.example.com}
 * @param exposed headers of answers that such a page may read
 * @param maxAge how long a browser may keep the answer to its preflight
 */
public record CrossOrigin(
        Set<String> origins, List<String> methods, List<String> headers, List<String> exposed, Duration maxAge) {

    public static final CrossOrigin CLOSED = new CrossOrigin(Set.of(), List.of(), List.of(), List.of(), Duration.ZERO);

    /** A browser's question whether it may send a request; it never is a request for a service. */
    static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains("origin")
                && request.headers().contains("access-control-request-method");
    }

    void answerPreflight(HttpServerRequest request) {
        if (!isAllowed(request)) {
            GatewayProblem.ORIGIN_NOT_ALLOWED.answer(request);
            return;
        }
        request.response()
                .setStatusCode(204)
                .putHeader("access-control-allow-methods", String.join(", ", methods))
                .putHeader("access-control-allow-headers", String.join(", ", headers))
                .putHeader("access-control-max-age", Long.toString(maxAge.toSeconds()))
                .end();
    }

    private boolean isAllowed(HttpServerRequest preflight) {
        var asked = preflight.headers().getAll("access-control-request-headers").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT));
        var known = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return isOpenTo(preflight)
                && methods.contains(preflight.getHeader("access-control-request-method"))
                && asked.allMatch(known::contains);
    }

    /** On every answer: whether the page that asked may read it. Caches must keep the origins apart. */
    void mark(HttpServerRequest request, HttpServerResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.headers().add("vary", "Origin");
        if (isOpenTo(request)) {
            response.putHeader("access-control-allow-origin", request.getHeader("origin"));
            response.putHeader("access-control-expose-headers", String.join(", ", exposed));
        }
    }

    private boolean isOpenTo(HttpServerRequest request) {
        return request.headers().getAll("origin").size() == 1 && origins.contains(request.getHeader("origin"));
    }
}
