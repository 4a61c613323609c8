package io.turnstile.contracts.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes in a request's body before anybody is bothered with the request: whoever sends slowly costs no thread, and is given
 * up in the end. Our gateway passes none on that is not there whole, but another one may, and Quarkus counts time from byte
 * to byte: whoever sends one now and then would be waited for as long as it likes. A body that is too large is refused here
 * too, because Quarkus' own answer is no problem and leaves two errors in the log, which anybody could fill that way. What
 * is read here is read once: whoever comes next finds it in the context.
 */
@Singleton
class WholeBody {
    /** Before whoever reads the body, and before Quarkus' own limit. */
    private static final int PRIORITY = 100;

    private final long bytes;
    private final Duration patience;

    WholeBody(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bytes,
            @ConfigProperty(name = "turnstile.http.body-timeout") Duration patience) {
        this.bytes = bytes.asLongValue();
        this.patience = patience;
    }

    void register(@Observes Filters filters) {
        filters.register(this::takeIn, PRIORITY);
    }

    private void takeIn(RoutingContext context) {
        var request = context.request();
        var announced = announcedLength(request);
        if (announced > bytes) {
            refuseTooLarge(context);
        } else if (announced > 0 || isOfUnknownLength(request)) {
            receive(context);
        } else {
            context.next();
        }
    }

    private void receive(RoutingContext context) {
        var request = context.request();
        var timer = context.vertx().setTimer(patience.toMillis(), _ -> Refusal.of(
                        ProblemCode.REQUEST_TIMEOUT, "the body took longer than %d s".formatted(patience.toSeconds()))
                .end(context));
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > bytes) {
                refuseTooLarge(context);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> {
            context.vertx().cancelTimer(timer);
            context.setBody(body);
            context.next();
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void refuseTooLarge(RoutingContext context) {
        Refusal.of(ProblemCode.PAYLOAD_TOO_LARGE, "at most %d bytes".formatted(bytes))
                .end(context);
    }

    private static boolean isOfUnknownLength(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Netty has refused a length that is no number, and dropped one beside a Transfer-Encoding. */
    private static long announcedLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
