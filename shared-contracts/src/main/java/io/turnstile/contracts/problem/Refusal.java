package io.turnstile.contracts.problem;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem for a request that never comes to where exceptions are mapped, and the last on its connection. */
record Refusal(Problem problem) {
    static Refusal of(ProblemCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    /** Whoever calls closes the connection afterwards. */
    Future<Void> answer(RoutingContext context) {
        var response = context.response();
        if (response.headWritten() || response.closed()) {
            return Future.succeededFuture();
        }
        if (context.request().version() != HttpVersion.HTTP_2) {
            // HTTP/2 forbids the header.
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return response.setStatusCode(problem.status())
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
