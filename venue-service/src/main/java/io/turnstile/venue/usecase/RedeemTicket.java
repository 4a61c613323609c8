package io.turnstile.venue.usecase;

import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.venue.model.Judgement;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Spends one use: decrement, redemption, attempt and event come to be together, in one statement, or not at all. */
@ApplicationScoped
class RedeemTicket {
    private final ScanRepository scans;
    private final Outbox outbox;

    RedeemTicket(ScanRepository scans, Outbox outbox) {
        this.scans = scans;
        this.outbox = outbox;
    }

    /** @return empty where another scan was faster; nothing is spent then */
    Optional<Verdict.Admitted> redeem(Scan scan, Judgement.Admit admit) {
        var scanAttemptId = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var verdict = Verdict.Admitted.of(scan, admit);
        var spend = scans.spend(scanAttemptId, scan, admit);
        return outbox.appendWith(spend.sql(), spend::set, event(scanAttemptId, scan, admit, verdict))
                ? Optional.of(verdict)
                : Optional.empty();
    }

    private static TicketRedeemed event(
            UUID scanAttemptId, Scan scan, Judgement.Admit admit, Verdict.Admitted verdict) {
        var ticket = admit.ticket();
        return new TicketRedeemed(
                scanAttemptId,
                ticket.ticketCode(),
                ticket.orderId(),
                ticket.productId(),
                scan.functionCode(),
                scan.operatorId(),
                admit.gate().venueId(),
                admit.gate().venueCode(),
                scan.terminalDeviceId(),
                scan.jti(),
                verdict.remainingUses(),
                admit.entitlement().totalUses(),
                admit.ts());
    }
}
