package io.turnstile.contracts.inbox;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets events that cannot come again. */
@ApplicationScoped
class Housekeeping {
    private final Inbox inbox;
    private final Duration keep;

    Housekeeping(Inbox inbox, @ConfigProperty(name = "turnstile.inbox.keep") Duration keep) {
        this.inbox = inbox;
        this.keep = keep;
    }

    @Scheduled(
            every = "1h",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            delayed = "2m")
    void purge() throws SQLException {
        inbox.purgeOlderThan(keep);
    }
}
