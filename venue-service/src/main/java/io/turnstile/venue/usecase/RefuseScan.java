package io.turnstile.venue.usecase;

import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Keeps a refused scan and tells of it; both or neither. */
@ApplicationScoped
class RefuseScan {
    private final ScanRepository scans;
    private final Outbox outbox;

    RefuseScan(ScanRepository scans, Outbox outbox) {
        this.scans = scans;
        this.outbox = outbox;
    }

    /** @return empty where the same scan, or another under its key, was stored meanwhile */
    @Transactional
    Optional<Verdict.Refused> refuse(Scan scan, Verdict.Refused verdict) {
        return scans.refuse(scan, verdict).map(scanAttemptId -> {
            outbox.append(event(scan, verdict, scanAttemptId));
            return verdict;
        });
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
