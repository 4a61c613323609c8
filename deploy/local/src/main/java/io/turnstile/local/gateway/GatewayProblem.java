package io.turnstile.local.gateway;

import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Locale;

/** The gateway's own refusals, as RFC 9457 problems like the services'. The OpenAPI document lists both codes. */
enum GatewayProblem {
    NOT_FOUND(404, "There is nothing here", "nothing is served at this path"),
    /** Also where an instance broke off: a client that repeats its request with the same key is safe. */
    SERVICE_UNAVAILABLE(503, "Not available now", "try again in a moment, with the same idempotency key");

    private final int status;
    private final String title;
    private final String detail;

    GatewayProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    ProxyResponse answer(ProxyRequest request) {
        var problem = new JsonObject()
                .put(
                        "type",
                        "urn:turnstile:problem:"
                                + name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", title)
                .put("status", status)
                .put("code", name())
                .put("detail", detail);
        var response = request.release()
                .response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .setBody(Body.body(problem.toBuffer()));
        return this == SERVICE_UNAVAILABLE ? response.putHeader("retry-after", "1") : response;
    }
}
