package io.turnstile.contracts.problem;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem for a request that never comes to where exceptions are mapped, and the last on its connection. */
record Refusal(Problem problem) {
    /** So long a client that is still sending is listened to, lest it find its connection reset and no answer. */
    private static final long FAREWELL_MILLIS = 2_000;

    static Refusal of(ProblemCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    /** Answers at once, reads on for a while what the client still sends, and closes the connection. */
    void end(RoutingContext context) {
        var request = context.request();
        var connection = request.connection();
        var answered = answer(context.response());
        if (request.isEnded()) {
            answered.onComplete(_ -> connection.close());
        } else {
            request.handler(_ -> {}).endHandler(_ -> connection.close()).resume();
            context.vertx().setTimer(FAREWELL_MILLIS, _ -> connection.close());
        }
    }

    private Future<Void> answer(HttpServerResponse response) {
        return response.headWritten() || response.closed()
                ? Future.succeededFuture()
                : response.setStatusCode(problem.status())
                        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .end(json());
    }

    private String json() {
        return new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("code", problem.code().name())
                .put("detail", problem.detail())
                .encode();
    }
}
