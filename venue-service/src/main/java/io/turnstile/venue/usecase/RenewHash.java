package io.turnstile.venue.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.turnstile.venue.model.Operator;
import jakarta.enterprise.context.ApplicationScoped;

/** Brings a hash to today's cost, at a login: only then the password is known. */
@ApplicationScoped
class RenewHash {
    private final Passwords passwords;

    RenewHash(Passwords passwords) {
        this.passwords = passwords;
    }

    /** @param password right, and checked against the operator's hash */
    void ifOutdated(Operator operator, String password) {
        if (!passwords.isOutdated(operator.passwordHash())) {
            return;
        }
        try {
            var renewed = passwords.hash(password);
            QuarkusTransaction.requiringNew()
                    .run(() -> Operator.renewHash(operator.username(), operator.passwordHash(), renewed));
        } catch (TryLaterException _) {
            // Too many log in just now; the next login of this account does it.
        }
    }
}
