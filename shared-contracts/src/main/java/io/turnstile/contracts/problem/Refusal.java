package io.turnstile.contracts.problem;

import io.vertx.core.http.HttpHeaders;
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
        var response = context.response();
        if (!response.headWritten() && !response.closed()) {
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json());
        }
        var connection = context.request().connection();
        context.request().handler(_ -> {}).endHandler(_ -> connection.close()).resume();
        context.vertx().setTimer(FAREWELL_MILLIS, _ -> connection.close());
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
