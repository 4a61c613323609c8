package io.turnstile.venue.usecase;

import io.quarkus.scheduler.Scheduled;
import io.turnstile.venue.model.LoginFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps names that somebody once tried from filling the table. */
@ApplicationScoped
class ForgetLoginFailures {
    private final LoginFailures failures;
    private final Clock clock;
    private final Duration window;

    ForgetLoginFailures(
            LoginFailures failures, Clock clock, @ConfigProperty(name = "turnstile.login.window") Duration window) {
        this.failures = failures;
        this.clock = clock;
        this.window = window;
    }

    @Scheduled(every = "15m", delayed = "1m")
    void forget() {
        var now = clock.instant();
        failures.forgetOlderThan(now.minus(window), now);
    }
}
