package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.LoginFailures;
import io.turnstile.venue.model.LoginFailures.Limit;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.usecase.OperatorTokens.OperatorToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives an operator a token for one shift. */
@ApplicationScoped
public class LogIn {
    private final LoginFailures failures;
    private final Passwords passwords;
    private final OperatorTokens tokens;
    private final Clock clock;
    private final Limit limit;

    LogIn(
            LoginFailures failures,
            Passwords passwords,
            OperatorTokens tokens,
            Clock clock,
            @ConfigProperty(name = "turnstile.login.failures") int allowed,
            @ConfigProperty(name = "turnstile.login.window") Duration window,
            @ConfigProperty(name = "turnstile.login.lock") Duration lock) {
        this.failures = failures;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
        this.limit = new Limit(allowed, window, lock);
    }

    /**
     * Not in a transaction: no connection is held while the password is checked. What does not exist, a wrong password
     * and an account that is not active cannot be told apart, neither by the answer nor by its time.
     *
     * @throws ProblemException INVALID_CREDENTIALS
     * @throws AccountLockedException while too many failures are remembered
     */
    public OperatorToken logIn(String username, String password) {
        refuseIfLocked(username);
        var operator = Operator.named(username);
        var hash = operator.map(Operator::passwordHash).orElse(null);
        if (!passwords.matches(password, hash) || !operator.orElseThrow().isActive()) {
            failures.add(username, clock.instant(), limit);
            throw new ProblemException(ProblemCode.INVALID_CREDENTIALS, "User name or password is wrong.");
        }
        // Guesses made at the same time may have locked the account meanwhile; this one may be one of them.
        refuseIfLocked(username);
        failures.forget(username);
        return tokens.issue(operator.get());
    }

    private void refuseIfLocked(String username) {
        var now = clock.instant();
        failures.lockedUntil(username, now).ifPresent(end -> {
            throw new AccountLockedException(Duration.between(now, end));
        });
    }
}
