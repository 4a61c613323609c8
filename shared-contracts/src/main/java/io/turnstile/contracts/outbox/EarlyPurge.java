package io.turnstile.contracts.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes rows that name an erased person, and as {@link Housekeeping} never one that has not reached Kafka: each turn
 * either marks the rows that are there and where the log ends, or asks whether the connector has confirmed all of it.
 */
@ApplicationScoped
@IfBuildProperty(name = "turnstile.outbox.enabled", stringValue = "true", enableIfMissing = true)
public class EarlyPurge {
    private static final Logger LOG = Logger.getLogger(EarlyPurge.class);

    private final Outbox outbox;
    private final OutboxSlot slot;
    private Mark mark;

    EarlyPurge(Outbox outbox, OutboxSlot slot) {
        this.outbox = outbox;
        this.slot = slot;
    }

    /** @param rows that were committed when the slot was looked at */
    private record Mark(List<UUID> rows, OutboxSlot.State slot) {}

    @Scheduled(
            every = "5s",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        try {
            purge();
        } catch (SQLException e) {
            LOG.debug("the database is away; readiness says so, and the next turn asks again", e);
        }
    }

    /** One turn. */
    public synchronized void purge() throws SQLException {
        if (mark != null) {
            var now = slot.look();
            if (now.hasSentAllOf(mark.slot())) {
                outbox.remove(mark.rows());
            } else if (now.continues(mark.slot())) {
                return;
            }
        }
        var rows = outbox.goingEarly();
        mark = rows.isEmpty() ? null : new Mark(rows, slot.look());
    }
}
