package io.turnstile.contracts.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body whose length is announced and too large. Quarkus would do so as well, but before any exception mapper is
 * there to write a problem. A body of unannounced length is left to Quarkus, which stops reading it at the same limit.
 */
@Singleton
class BodyLimit {
    /** Before Quarkus' own limit. */
    private static final int PRIORITY = 100;
    /** So long a client that is still sending is listened to, lest it find its connection reset and no answer. */
    private static final long FAREWELL_MILLIS = 2_000;

    private final long bytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.bytes = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused a length that is no number.
        if (length == null || Long.parseLong(length) <= bytes) {
            context.next();
            return;
        }
        Refusal.of(ProblemCode.PAYLOAD_TOO_LARGE, "at most %d bytes".formatted(bytes))
                .answer(context);
        var connection = context.request().connection();
        context.request().handler(_ -> {}).endHandler(_ -> connection.close()).resume();
        context.vertx().setTimer(FAREWELL_MILLIS, _ -> connection.close());
    }
}
