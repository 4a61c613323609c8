package io.turnstile.venue.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.venue.model.Judgement;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.ScanRepository.Spent;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Spends one use: decrement, redemption, attempt and event come to be together or not at all. */
@ApplicationScoped
class RedeemTicket {
    private final ScanRepository scans;
    private final Outbox outbox;

    RedeemTicket(ScanRepository scans, Outbox outbox) {
        this.scans = scans;
        this.outbox = outbox;
    }

    /** @return empty where another scan was faster; nothing is spent then */
    @Transactional
    Optional<Verdict.Admitted> redeem(Scan scan, Judgement.Admit admit) {
        var spent = scans.spend(scan, admit);
        if (spent.isEmpty()) {
            // The use may be taken and the QR be redeemed by the other: give the use back.
            QuarkusTransaction.setRollbackOnly();
            return Optional.empty();
        }
        outbox.append(event(scan, admit, spent.get()));
        return Optional.of(spent.get().verdict());
    }

    private static TicketRedeemed event(Scan scan, Judgement.Admit admit, Spent spent) {
        var ticket = admit.ticket();
        return new TicketRedeemed(
                spent.scanAttemptId(),
                ticket.ticketCode(),
                ticket.orderId(),
                ticket.productId(),
                scan.functionCode(),
                scan.operatorId(),
                admit.gate().venueId(),
                admit.gate().venueCode(),
                scan.terminalDeviceId(),
                scan.jti(),
                spent.verdict().remainingUses(),
                ticket.entitlement(scan.functionCode()).orElseThrow().totalUses(),
                admit.ts());
    }
}
