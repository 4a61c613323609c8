package io.turnstile.venue.usecase;

import io.micrometer.core.instrument.MeterRegistry;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.LoginHistory;
import io.turnstile.venue.model.LoginLimits;
import io.turnstile.venue.model.LoginPlaces;
import io.turnstile.venue.model.Operator;
import io.turnstile.venue.usecase.OperatorTokens.OperatorToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Gives an operator a token for one shift. */
@ApplicationScoped
public class LogIn {
    private final LoginRate rate;
    private final PlaceNames names;
    private final LoginPlaces places;
    private final LoginLimits limits;
    private final Passwords passwords;
    private final RenewHash renewHash;
    private final OperatorTokens tokens;
    private final MeterRegistry metrics;
    private final Clock clock;

    LogIn(
            LoginRate rate,
            PlaceNames names,
            LoginPlaces places,
            LoginLimits limits,
            Passwords passwords,
            RenewHash renewHash,
            OperatorTokens tokens,
            MeterRegistry metrics,
            Clock clock) {
        this.rate = rate;
        this.names = names;
        this.places = places;
        this.limits = limits;
        this.passwords = passwords;
        this.renewHash = renewHash;
        this.tokens = tokens;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Not in a transaction: no connection is held while the password is checked. What does not exist, a wrong password
     * and an account that is not active cannot be told apart, neither by the answer nor by its time.
     *
     * @param address the client's
     * @throws ProblemException INVALID_CREDENTIALS
     * @throws TryLaterException where it is tried too often, after too many failures, or while too many others wait
     */
    public OperatorToken logIn(String username, String password, String address) {
        try {
            var token = tokenFor(username, password, names.of(address));
            count("success");
            return token;
        } catch (ProblemException e) {
            count("wrong");
            throw e;
        } catch (TryLaterException e) {
            count("refused_by_" + e.limit());
            throw e;
        }
    }

    private OperatorToken tokenFor(String username, String password, String place) {
        rate.count(username, place);
        var history = admitted(username, place);
        var operator = Operator.named(username);
        var hash = operator.map(Operator::passwordHash).orElse(null);
        var isRight = passwords.matches(password, hash, history.known())
                && operator.orElseThrow().isActive();
        // Guesses made at the same time may have been too many meanwhile. Asked before it shows whether this one is
        // right:
        // else the one that is would be answered differently from its neighbours.
        admitted(username, place);
        if (!isRight) {
            places.addFailure(username, place, clock.instant());
            throw new ProblemException(ProblemCode.INVALID_CREDENTIALS, "User name or password is wrong.");
        }
        places.remember(username, place, clock.instant());
        renewHash.ifOutdated(operator.get(), password);
        return tokens.issue(operator.get());
    }

    private LoginHistory admitted(String username, String place) {
        var now = clock.instant();
        var history = places.look(username, place, now);
        history.refusal(limits, now).ifPresent(refusal -> {
            throw TryLaterException.tooManyFailures(refusal.limit(), Duration.between(now, refusal.until()));
        });
        return history;
    }

    private void count(String result) {
        metrics.counter("turnstile.logins", "result", result).increment();
    }
}
