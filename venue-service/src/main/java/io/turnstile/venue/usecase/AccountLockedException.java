package io.turnstile.venue.usecase;

import java.time.Duration;

/** Too many failed logins; the password was not looked at. */
public class AccountLockedException extends RuntimeException {
    private final Duration left;

    AccountLockedException(Duration left) {
        // A refusal is an answer, not a fault: no stack trace.
        super("Too many failed attempts. Try again later.", null, false, false);
        this.left = left;
    }

    /** How long the lock still lasts. */
    public Duration left() {
        return left;
    }
}
