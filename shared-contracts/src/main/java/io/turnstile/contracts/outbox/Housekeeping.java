package io.turnstile.contracts.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the outbox small, and never removes a row that has not reached Kafka: age alone does not tell, for the connector
 * may be away for longer than rows are kept. So each turn makes a mark, and the next one removes what was old at the mark
 * where the connector has confirmed all that was written before it. A connector that is away, has lost its slot or takes
 * its snapshot confirms nothing, and all rows stay.
 *
 * <p>A service that publishes nothing switches it off with {@code turnstile.outbox.enabled}.
 */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.outbox.enabled", stringValue = "true", enableIfMissing = true)
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Outbox outbox;
    private final OutboxSlot slot;
    private final Clock clock;
    private final Duration keep;
    private Mark mark;

    Housekeeping(
            Outbox outbox,
            OutboxSlot slot,
            Clock clock,
            @ConfigProperty(name = "turnstile.outbox.keep") Duration keep) {
        this.outbox = outbox;
        this.slot = slot;
        this.clock = clock;
        this.keep = keep;
    }

    private record Mark(Instant time, OutboxSlot.State slot) {}

    /** One turn. */
    @Scheduled(
            every = "10m",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            delayed = "1m")
    public synchronized void purge() throws SQLException {
        var earlier = mark;
        mark = new Mark(clock.instant(), slot.look());
        if (earlier == null) {
            return;
        }
        if (mark.slot().hasSentAllOf(earlier.slot())) {
            // No transaction lasts as long as rows are kept: what is older than that was committed before the mark.
            outbox.purgeBefore(earlier.time().minus(keep));
        } else {
            LOG.infof(
                    "the outbox keeps all rows: its connector has not confirmed what was written before %s",
                    earlier.time());
        }
    }
}
