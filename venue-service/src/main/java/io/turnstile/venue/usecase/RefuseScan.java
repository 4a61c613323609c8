package io.turnstile.venue.usecase;

import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Keeps a refused scan and tells of it in one statement; both or neither. */
@ApplicationScoped
class RefuseScan {
    private final ScanRepository scans;
    private final Outbox outbox;

    RefuseScan(ScanRepository scans, Outbox outbox) {
        this.scans = scans;
        this.outbox = outbox;
    }

    /** @return empty where the same scan, or another under its key, was stored meanwhile */
    Optional<Verdict.Refused> refuse(Scan scan, Verdict.Refused verdict) {
        var scanAttemptId = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var refuse = scans.refuse(scanAttemptId, scan, verdict);
        return outbox.appendWith(refuse.sql(), refuse::set, event(scan, verdict, scanAttemptId))
                ? Optional.of(verdict)
                : Optional.empty();
    }

    private static ScanRejected event(Scan scan, Verdict.Refused verdict, UUID scanAttemptId) {
        return new ScanRejected(
                scanAttemptId,
                scan.ticketCode(),
                scan.functionCode(),
                scan.operatorId(),
                verdict.venue() == null ? null : verdict.venue().venueId(),
                scan.venueCode(),
                scan.terminalDeviceId(),
                scan.jti(),
                verdict.reason().name(),
                verdict.remainingUses(),
                verdict.ts());
    }
}
