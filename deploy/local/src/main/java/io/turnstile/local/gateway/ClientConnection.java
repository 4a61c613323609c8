package io.turnstile.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * One client's connection, and how long it may stay as it is. Bytes that trickle in buy no time: what counts is that the
 * request is there, that its answer is read, that the next request comes. Belongs to its event loop.
 */
final class ClientConnection {
    /** Nobody needs to send requests ahead; each that waits takes up to 56 KiB before Vert.x stops reading. */
    private static final int MOST_QUEUED = 4;

    private enum Phase {
        /** No request was seen yet. */
        OPENED,
        /** A request's head is there, its body is not. */
        RECEIVING,
        /** The request is there, its answer is not given, or not read. */
        ANSWERING,
        /** Between two requests. */
        IDLE
    }

    private final Vertx vertx;
    private final HttpConnection connection;
    private final Limits limits;
    private Phase phase = Phase.OPENED;
    private long since = System.nanoTime();
    private HttpServerRequest request;
    private long taken;
    private int queued;

    ClientConnection(Vertx vertx, HttpConnection connection, Limits limits) {
        this.vertx = vertx;
        this.connection = connection;
        this.limits = limits;
    }

    /** A request's head was read from the connection. @return false where too many wait for their turn */
    boolean queues() {
        queued++;
        return queued <= MOST_QUEUED;
    }

    /** It is a request's turn. */
    void begins(HttpServerRequest request) {
        queued--;
        this.request = request;
        taken = 0;
        enter(Phase.RECEIVING);
    }

    /** What came of a body is none. It cannot be known where another request would begin. */
    void breaksOff() {
        if (request == null || queued > 0) {
            Pipeline.cut(connection);
        } else if (!request.response().headWritten()) {
            GatewayProblem.VALIDATION_ERROR.answerAndClose(vertx, request, "the body cannot be read");
        }
        // Else it was refused for something else, and whoever did that closes.
    }

    /** Once a second. */
    void look() {
        var now = current();
        if (now != phase || (now == Phase.ANSWERING && isRead())) {
            enter(now);
        } else if (System.nanoTime() - since > allowed().toNanos()) {
            cutOff();
        }
    }

    private Phase current() {
        if (request == null) {
            return Phase.OPENED;
        }
        if (!request.isEnded()) {
            return Phase.RECEIVING;
        }
        return request.response().ended() ? Phase.IDLE : Phase.ANSWERING;
    }

    private void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    private Duration allowed() {
        return switch (phase) {
            case OPENED, RECEIVING -> limits.requestTime();
            case ANSWERING -> limits.stalledTime();
            case IDLE -> limits.idleTime();
        };
    }

    /**
     * Also before it begins: how long a service may take for that is its route's business. One that has begun goes on: a
     * service that falls silent in the middle is not waited for either.
     */
    private boolean isRead() {
        var before = taken;
        taken = request.response().bytesWritten();
        return taken != before || !request.response().headWritten();
    }

    private void cutOff() {
        if (phase == Phase.RECEIVING && !request.response().headWritten()) {
            GatewayProblem.REQUEST_TIMEOUT.answerAndClose(vertx, request);
        } else {
            Pipeline.cut(connection);
        }
    }
}
