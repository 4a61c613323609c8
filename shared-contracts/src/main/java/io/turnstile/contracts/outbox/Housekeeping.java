package io.turnstile.contracts.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the outbox small. A service that publishes nothing switches it off with {@code turnstile.outbox.enabled}. */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.outbox.enabled", stringValue = "true", enableIfMissing = true)
class Housekeeping {
    private final Outbox outbox;
    private final Duration keep;

    Housekeeping(Outbox outbox, @ConfigProperty(name = "turnstile.outbox.keep") Duration keep) {
        this.outbox = outbox;
        this.keep = keep;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void purge() throws SQLException {
        outbox.purgeOlderThan(keep);
    }
}
