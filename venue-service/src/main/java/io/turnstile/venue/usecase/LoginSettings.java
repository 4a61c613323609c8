package io.turnstile.venue.usecase;

import io.quarkus.runtime.Startup;
import io.turnstile.venue.model.LoginLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits on logging in as the configuration has them; read at the start, where one without sense is seen. */
@Singleton
class LoginSettings {
    @Produces
    @Singleton
    @Startup
    LoginLimits limits(
            @ConfigProperty(name = "turnstile.login.per-minute") int perMinute,
            @ConfigProperty(name = "turnstile.login.failures") int failures,
            @ConfigProperty(name = "turnstile.login.account-failures") int accountFailures,
            @ConfigProperty(name = "turnstile.login.place-failures") int placeFailures,
            @ConfigProperty(name = "turnstile.login.window") Duration window,
            @ConfigProperty(name = "turnstile.login.lock") Duration lock,
            @ConfigProperty(name = "turnstile.login.known-for") Duration knownFor) {
        return new LoginLimits(perMinute, failures, accountFailures, placeFailures, window, lock, knownFor);
    }
}
