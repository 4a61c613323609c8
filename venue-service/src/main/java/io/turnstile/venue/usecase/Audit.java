package io.turnstile.venue.usecase;

import io.turnstile.venue.model.AuditAction;
import io.turnstile.venue.model.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;

/** Writes down who changed what, in the transaction of the change: both or neither. */
@ApplicationScoped
class Audit {
    private final Clock clock;

    Audit(Clock clock) {
        this.clock = clock;
    }

    /** Something was done whose content is nobody's business. */
    @Transactional(Transactional.TxType.MANDATORY)
    void done(String actor, AuditAction action, String subject) {
        new AuditEntry(clock.instant(), actor, action, subject, null, null).persist();
    }

    /**
     * What was sent again and changed nothing leaves no entry.
     *
     * @param before null: nothing
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void changed(
            String actor, AuditAction action, String subject, Map<String, Object> before, Map<String, Object> after) {
        if (!after.equals(before)) {
            new AuditEntry(clock.instant(), actor, action, subject, before, after).persist();
        }
    }
}
