package io.turnstile.venue.usecase;

import io.turnstile.contracts.Batcher;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.outbox.OutboxException;
import io.turnstile.venue.model.Judgement;
import io.turnstile.venue.model.Scan;
import io.turnstile.venue.model.ScanRepository;
import io.turnstile.venue.model.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * Spends one use: decrement, redemption, attempt and event come to be together, in one statement, or not at all. Uses that are
 * spent while a transaction is under way share the next, and its wait for the disk.
 */
@ApplicationScoped
class RedeemTicket {
    private static final int MOST_TOGETHER = 8;
    /** In the same order everywhere, so that no two replicas wait for each other in a circle. */
    private static final Comparator<Spend> ORDER = Comparator.comparing((Spend spend) -> spend.scan.ticketCode())
            .thenComparing(spend -> spend.scan.functionCode());

    private final ScanRepository scans;
    private final Outbox outbox;
    private final Batcher<Spend, Boolean> spends = new Batcher<>(this::spend, MOST_TOGETHER, OutboxException.class);

    RedeemTicket(ScanRepository scans, Outbox outbox) {
        this.scans = scans;
        this.outbox = outbox;
    }

    /** @return empty where another scan was faster; nothing is spent then */
    Optional<Verdict.Admitted> redeem(Scan scan, Judgement.Admit admit) {
        var scanAttemptId = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var verdict = Verdict.Admitted.of(scan, admit);
        var spend = scans.spend(scanAttemptId, scan, admit);
        var draft = outbox.draft(spend::set, event(scanAttemptId, scan, admit, verdict));
        return spends.ask(new Spend(scan, spend.sql(), draft)) ? Optional.of(verdict) : Optional.empty();
    }

    private record Spend(Scan scan, String sql, Outbox.Draft draft) {}

    private List<Boolean> spend(List<Spend> all) {
        var ordered = all.stream().sorted(ORDER).toList();
        var drafts = ordered.stream().map(Spend::draft).toList();
        var made = outbox.appendWith(all.getFirst().sql, drafts);
        return all.stream().map(spend -> made.get(ordered.indexOf(spend))).toList();
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
