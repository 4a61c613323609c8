package io.turnstile.reporting.usecase;

import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.reporting.model.Result;
import io.turnstile.reporting.model.Scan;
import io.turnstile.reporting.model.Scans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Puts what happened at the gates into the report, once per scan attempt. */
@ApplicationScoped
public class RecordScans {
    private final Scans scans;

    RecordScans(Scans scans) {
        this.scans = scans;
    }

    @Transactional
    public void of(List<RedemptionEvents> events) {
        scans.add(events.stream().map(RecordScans::scan).toList());
    }

    private static Scan scan(RedemptionEvents event) {
        return switch (event) {
            case TicketRedeemed redeemed -> success(redeemed);
            case ScanRejected rejected -> reject(rejected);
        };
    }

    private static Scan success(TicketRedeemed redeemed) {
        var scan = new Scan();
        scan.eventId = redeemed.scanAttemptId();
        scan.ts = redeemed.ts();
        scan.result = Result.SUCCESS;
        scan.ticketCode = redeemed.ticketCode();
        scan.functionCode = redeemed.functionCode();
        scan.operatorId = redeemed.operatorId();
        scan.locationId = redeemed.locationId();
        scan.venueCode = redeemed.venueCode();
        scan.terminalDeviceId = redeemed.terminalDeviceId();
        scan.remainingUses = redeemed.remainingUses();
        scan.orderId = redeemed.orderId();
        scan.productId = redeemed.productId();
        return scan;
    }

    private static Scan reject(ScanRejected rejected) {
        var scan = new Scan();
        scan.eventId = rejected.scanAttemptId();
        scan.ts = rejected.ts();
        scan.result = Result.REJECT;
        scan.reason = rejected.reason();
        scan.ticketCode = rejected.ticketCode();
        scan.functionCode = rejected.functionCode();
        scan.operatorId = rejected.operatorId();
        scan.locationId = rejected.locationId();
        scan.venueCode = rejected.venueCode();
        scan.terminalDeviceId = rejected.terminalDeviceId();
        scan.remainingUses = rejected.remainingUses();
        return scan;
    }
}
