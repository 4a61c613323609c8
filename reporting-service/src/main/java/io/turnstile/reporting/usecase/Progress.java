package io.turnstile.reporting.usecase;

import io.turnstile.reporting.model.Scans;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * How far the report has come: the time of the newest scan that has arrived, or now where none has. It is read before
 * the rows it is sent with, so the rows are never behind it. It stands still while nobody scans, and scans of several
 * gates may overtake each other on their way, so an older one can still arrive.
 */
@ApplicationScoped
class Progress {
    private final Scans scans;
    private final Clock clock;

    Progress(Scans scans, Clock clock) {
        this.scans = scans;
        this.clock = clock;
    }

    Instant asOf() {
        return scans.newest().orElseGet(clock::instant);
    }
}
