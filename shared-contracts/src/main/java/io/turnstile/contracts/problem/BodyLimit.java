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
 * there to write a problem. A body of unannounced length is for {@link UnannouncedBody}.
 */
@Singleton
class BodyLimit {
    /** Before Quarkus' own limit. */
    private static final int PRIORITY = 100;

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
                .end(context);
    }
}
