package io.turnstile.venue.usecase;

import io.quarkus.scheduler.Scheduled;
import io.turnstile.venue.model.LoginPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Keeps names that somebody once tried from filling the table, and places no longer than they are good for. */
@ApplicationScoped
class ForgetLoginPlaces {
    private final LoginPlaces places;
    private final Clock clock;

    ForgetLoginPlaces(LoginPlaces places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Scheduled(
            every = "15m",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            delayed = "1m")
    void forget() {
        places.forgetOld(clock.instant());
    }
}
