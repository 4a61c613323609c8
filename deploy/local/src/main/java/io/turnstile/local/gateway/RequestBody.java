package io.turnstile.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/** Receives a request's body whole: a service hears of a request when all of it is there, so no client can keep it waiting. */
record RequestBody(int limit) {
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("larger than the limit", null, false, false);
        }
    }

    /** @return empty where the client does not say it beforehand */
    static OptionalLong announcedLength(HttpServerRequest request) {
        if (request.headers().contains("transfer-encoding")) {
            return OptionalLong.empty();
        }
        // The decoder has refused a length that is no number.
        var length = request.getHeader("content-length");
        return OptionalLong.of(length == null ? 0 : Long.parseLong(length));
    }

    boolean isAnnouncedTooLarge(HttpServerRequest request) {
        return announcedLength(request).orElse(0) > limit;
    }

    /** Whether the rest of a refused request may simply be thrown away. */
    boolean endsSoon(HttpServerRequest request) {
        return announcedLength(request).orElse(Long.MAX_VALUE) <= limit;
    }

    /** @return failed with {@link TooLargeException} as soon as the limit is passed, and when the client goes away */
    Future<Buffer> of(HttpServerRequest request) {
        var whole = Promise.<Buffer>promise();
        var received = Buffer.buffer();
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        request.exceptionHandler(whole::tryFail)
                .handler(part -> {
                    if (received.length() + part.length() > limit) {
                        whole.tryFail(new TooLargeException());
                    } else {
                        received.appendBuffer(part);
                    }
                })
                .endHandler(_ -> whole.tryComplete(received));
        return whole.future();
    }
}
