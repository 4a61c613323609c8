package io.turnstile.local.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** Looks at every request before any service does: what is refused here costs nobody behind it anything. */
final class Door implements Handler<HttpServerRequest> {
    private static final Set<HttpMethod> FOR_PROXIES = Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);

    private final Vertx vertx;
    private final Policy policy;
    private final RateLimit rates;
    private final Forwarding forwarding;
    private final RequestBody body;

    Door(Vertx vertx, Policy policy, RateLimit rates, Forwarding forwarding) {
        this.vertx = vertx;
        this.policy = policy;
        this.rates = rates;
        this.forwarding = forwarding;
        this.body = new RequestBody(policy.limits().bodyBytes());
    }

    @Override
    public void handle(HttpServerRequest request) {
        var flaw = RequestForm.flawOf(request);
        if (flaw.isPresent()) {
            markAnswer(request, Optional.empty());
            GatewayProblem.VALIDATION_ERROR.answerAndClose(vertx, request, flaw.get());
            return;
        }
        var route = policy.routes().find(request.method().name(), request.path());
        markAnswer(request, route);
        var wait = rates.secondsToWait(ClientAddress.of(request, policy.limits().trustedHops()));
        if (wait > 0) {
            request.response().putHeader("retry-after", Long.toString(wait));
            refuse(request, GatewayProblem.TOO_MANY_REQUESTS);
        } else if (body.isAnnouncedTooLarge(request)) {
            refuse(request, GatewayProblem.PAYLOAD_TOO_LARGE);
        } else if (CrossOrigin.isPreflight(request) && body.endsSoon(request)) {
            policy.crossOrigin().answerPreflight(request);
        } else if (FOR_PROXIES.contains(request.method())) {
            refuse(request, GatewayProblem.METHOD_NOT_ALLOWED);
        } else if (route.isEmpty()) {
            refuse(request, GatewayProblem.NOT_FOUND);
        } else {
            letIn(request, route.get());
        }
    }

    /** What the decoder could not read. */
    void handleUnreadable(HttpServerRequest request) {
        markAnswer(request, Optional.empty());
        var problem =
                switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException _ -> GatewayProblem.URI_TOO_LONG;
                    case TooLongHttpHeaderException _ -> GatewayProblem.HEADERS_TOO_LARGE;
                    default -> GatewayProblem.VALIDATION_ERROR;
                };
        problem.answerAndClose(vertx, request);
    }

    private void letIn(HttpServerRequest request, Route route) {
        body.of(request)
                .onSuccess(received -> forwarding.forward(request, route, received))
                .onFailure(fault -> {
                    if (fault instanceof RequestBody.TooLargeException) {
                        GatewayProblem.PAYLOAD_TOO_LARGE.answerAndClose(vertx, request);
                    }
                    // Else the client is gone, or was told that it took too long.
                });
    }

    private void refuse(HttpServerRequest request, GatewayProblem problem) {
        if (body.endsSoon(request)) {
            problem.answer(request);
        } else {
            problem.answerAndClose(vertx, request);
        }
    }

    private void markAnswer(HttpServerRequest request, Optional<Route> route) {
        var response = request.response();
        response.headersEndHandler(_ -> {
            policy.routes().answerHeaders(route).forEach(response::putHeader);
            if (!isSecure(request)) {
                // RFC 6797, 7.2: never over plain HTTP.
                response.headers().remove("strict-transport-security");
            }
            policy.crossOrigin().mark(request, response);
        });
    }

    private boolean isSecure(HttpServerRequest request) {
        return request.isSSL()
                || (policy.limits().trustedHops() > 0
                        && "https".equalsIgnoreCase(request.getHeader("x-forwarded-proto")));
    }
}
