package io.turnstile.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** The gateway's own refusals, as RFC 9457 problems like the services'. The OpenAPI document lists every code. */
enum GatewayProblem {
    VALIDATION_ERROR(400, "The request is not valid", "this is not a request of HTTP"),
    ORIGIN_NOT_ALLOWED(403, "The origin is not allowed", "pages of this origin may not call the API"),
    NOT_FOUND(404, "There is nothing here", "nothing is served at this path"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "another method may be"),
    REQUEST_TIMEOUT(408, "The request took too long", "send it faster"),
    PAYLOAD_TOO_LARGE(413, "The request is too large", "send less"),
    URI_TOO_LONG(414, "The address is too long", "at most 8192 bytes"),
    TOO_MANY_REQUESTS(429, "Too many requests", "this address has sent too many; wait as long as Retry-After says"),
    HEADERS_TOO_LARGE(431, "The headers are too large", "at most 16384 bytes"),
    /** Also where an instance broke off: a client that repeats its request with the same key is safe. */
    SERVICE_UNAVAILABLE(503, "Not available now", "try again in a moment, with the same idempotency key");

    /** So long a client that is still sending is listened to, lest it find its connection reset and no answer. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final int status;
    private final String title;
    private final String detail;

    GatewayProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** The connection goes on: what is still to come of the request is small, and thrown away. */
    void answer(HttpServerRequest request) {
        head(request).end(body(detail));
        if (!request.isEnded()) {
            request.resume();
        }
    }

    void answerAndClose(Vertx vertx, HttpServerRequest request) {
        answerAndClose(vertx, request, detail);
    }

    /** The whole answer is written but not ended: so what follows on the connection is read, and never acted on. */
    void answerAndClose(Vertx vertx, HttpServerRequest request, String detail) {
        var body = body(detail);
        var connection = request.connection();
        var written = head(request)
                .putHeader("connection", "close")
                .putHeader("content-length", Integer.toString(body.length()))
                .write(body);
        Pipeline.hearNoMore(connection);
        if (request.isEnded()) {
            written.onComplete(_ -> connection.close());
        } else {
            // Closes when the answer is flushed.
            request.handler(_ -> {}).endHandler(_ -> connection.close()).resume();
        }
        vertx.setTimer(FAREWELL.toMillis(), _ -> Pipeline.cut(connection));
    }

    private HttpServerResponse head(HttpServerRequest request) {
        var response = request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .putHeader("cache-control", "no-store");
        return switch (this) {
            case SERVICE_UNAVAILABLE -> response.putHeader("retry-after", "1");
            case METHOD_NOT_ALLOWED -> response.putHeader("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            default -> response;
        };
    }

    private Buffer body(String detail) {
        return new JsonObject()
                .put(
                        "type",
                        "urn:turnstile:problem:"
                                + name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", title)
                .put("status", status)
                .put("code", name())
                .put("detail", detail)
                .toBuffer();
    }
}
