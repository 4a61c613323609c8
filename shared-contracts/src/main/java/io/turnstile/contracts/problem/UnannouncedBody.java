package io.turnstile.contracts.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes in a body that does not say how large it is, and refuses it where it turns out to be larger than an announced one
 * may be. Quarkus would stop at the same limit, but with an answer that is no problem and with two errors in the log, which
 * anybody could fill that way. What is read here is read once: whoever comes next finds it in the context.
 */
@Singleton
class UnannouncedBody {
    /** Behind {@link BodyLimit}, and before whoever else reads the body. */
    private static final int PRIORITY = 98;

    private final long limit;

    UnannouncedBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::takeIn, PRIORITY);
    }

    private void takeIn(RoutingContext context) {
        var request = context.request();
        if (!isUnannounced(request)) {
            context.next();
            return;
        }
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                refuse(context);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> {
            context.setBody(body);
            context.next();
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private static boolean isUnannounced(HttpServerRequest request) {
        return !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private void refuse(RoutingContext context) {
        Refusal.of(ProblemCode.PAYLOAD_TOO_LARGE, "at most %d bytes".formatted(limit))
                .end(context);
    }
}
