package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.venue.model.LoginHistory.Limit;
import java.time.Duration;
import java.util.Locale;

/** Not now; the same request may succeed later. */
public class TryLaterException extends RuntimeException {
    private final ProblemCode code;
    private final String limit;
    private final Duration left;

    private TryLaterException(ProblemCode code, String detail, String limit, Duration left) {
        // A refusal is an answer, not a fault: no stack trace.
        super(detail, null, false, false);
        this.code = code;
        this.limit = limit;
        this.left = left;
    }

    static TryLaterException tooOften(Duration left) {
        return new TryLaterException(
                ProblemCode.TOO_MANY_REQUESTS, "Too many logins of this account. Try again later.", "rate", left);
    }

    static TryLaterException tooManyFailures(Limit limit, Duration left) {
        return new TryLaterException(
                ProblemCode.TOO_MANY_ATTEMPTS,
                "Too many failed attempts. Try again later.",
                limit.name().toLowerCase(Locale.ROOT),
                left);
    }

    static TryLaterException busy() {
        return new TryLaterException(
                ProblemCode.SERVICE_UNAVAILABLE, "Too many log in at once. Try again.", "busy", Duration.ofSeconds(1));
    }

    public ProblemCode code() {
        return code;
    }

    /** What was exceeded, for whoever watches; the client is not told. */
    String limit() {
        return limit;
    }

    /** How long it is of no use to try again. */
    public Duration left() {
        return left;
    }
}
