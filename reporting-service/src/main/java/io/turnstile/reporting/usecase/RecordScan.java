package io.turnstile.reporting.usecase;

import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.reporting.model.Result;
import io.turnstile.reporting.model.Scan;
import io.turnstile.reporting.model.Scans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Puts what happened at a gate into the report, once per scan attempt. */
@ApplicationScoped
public class RecordScan {
    private final Scans scans;

    RecordScan(Scans scans) {
        this.scans = scans;
    }

    @Transactional
    public void of(RedemptionEvents event) {
        scans.add(
                switch (event) {
                    case TicketRedeemed redeemed -> success(redeemed);
                    case ScanRejected rejected -> reject(rejected);
                });
    }

    private static Scan success(TicketRedeemed redeemed) {
        return new Scan(
                redeemed.scanAttemptId(),
                redeemed.ts(),
                Result.SUCCESS,
                null,
                redeemed.ticketCode(),
                redeemed.functionCode(),
                redeemed.operatorId(),
                redeemed.locationId(),
                redeemed.venueCode(),
                redeemed.terminalDeviceId(),
                redeemed.remainingUses(),
                new Scan.SoldProduct(redeemed.orderId(), redeemed.productId(), null));
    }

    private static Scan reject(ScanRejected rejected) {
        return new Scan(
                rejected.scanAttemptId(),
                rejected.ts(),
                Result.REJECT,
                rejected.reason(),
                rejected.ticketCode(),
                rejected.functionCode(),
                rejected.operatorId(),
                rejected.locationId(),
                rejected.venueCode(),
                rejected.terminalDeviceId(),
                rejected.remainingUses(),
                null);
    }
}
