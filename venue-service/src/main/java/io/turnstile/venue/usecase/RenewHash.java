package io.turnstile.venue.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.turnstile.venue.model.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Brings a hash to today's cost, at a login: only then the password is known. */
@ApplicationScoped
class RenewHash {
    private static final Logger LOG = Logger.getLogger(RenewHash.class);

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
            passwords.hashIfNobodyWaits(password).ifPresent(renewed -> QuarkusTransaction.requiringNew()
                    .run(() -> Operator.renewHash(operator.username(), operator.passwordHash(), renewed)));
        } catch (RuntimeException e) {
            // The login is good all the same; the next one of this account tries again.
            LOG.warn("the hash of a password was not renewed", e);
        }
    }
}
