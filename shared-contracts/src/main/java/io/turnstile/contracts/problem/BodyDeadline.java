package io.turnstile.contracts.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives up on a body that does not arrive. Our gateway passes none on that is not there whole, but another one may, and
 * Quarkus counts from byte to byte: whoever sends one now and then would be waited for as long as it likes.
 */
@Singleton
class BodyDeadline {
    /** Before whoever reads the body. */
    private static final int PRIORITY = 99;

    private final Duration limit;

    BodyDeadline(@ConfigProperty(name = "turnstile.http.body-timeout") Duration limit) {
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    private void watch(RoutingContext context) {
        if (mayHaveBody(context.request())) {
            var timer = context.vertx().setTimer(limit.toMillis(), _ -> giveUp(context));
            context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void giveUp(RoutingContext context) {
        if (!context.request().isEnded()) {
            Refusal.of(ProblemCode.REQUEST_TIMEOUT, "the body took longer than %d s".formatted(limit.toSeconds()))
                    .end(context);
        }
    }
}
