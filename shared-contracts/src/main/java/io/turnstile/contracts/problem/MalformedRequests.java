package io.turnstile.contracts.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Says what is wrong with a request whose target or host cannot be read, which the router would refuse without a word.
 * What cannot even be parsed as HTTP never comes here: the server itself refuses that, with nothing but a status.
 */
@Singleton
class MalformedRequests {
    /** Before all that looks at the path. */
    private static final int PRIORITY = 200;

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    /** What the router itself cannot read: a percent sign with nothing behind it. */
    void register(@Observes Router router) {
        router.errorHandler(
                ProblemCode.VALIDATION_ERROR.status(), context -> refuse(context, "the target cannot be read"));
    }

    private void check(RoutingContext context) {
        if (hasOneHost(context.request())) {
            context.next();
        } else {
            refuse(context, "exactly one valid Host is needed");
        }
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        return request.authority() != null
                && request.headers().getAll(HttpHeaders.HOST).size() <= 1;
    }

    private static void refuse(RoutingContext context, String detail) {
        Refusal.of(ProblemCode.VALIDATION_ERROR, detail).end(context);
    }
}
