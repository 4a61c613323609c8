package io.turnstile.ticket.usecase;

import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.ticket.model.Uses;
import io.turnstile.ticket.model.Uses.Remaining;
import io.turnstile.ticket.model.Uses.Right;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jboss.logging.Logger;

/** Lets the buyers see what the gates have taken from their tickets. */
@ApplicationScoped
public class LowerRemainingUses {
    private static final Logger LOG = Logger.getLogger(LowerRemainingUses.class);

    private final Uses uses;

    LowerRemainingUses(Uses uses) {
        this.uses = uses;
    }

    @Transactional
    public void after(List<TicketRedeemed> redemptions) {
        var known = uses.lower(redemptions.stream()
                .map(redeemed -> new Remaining(right(redeemed), redeemed.remainingUses()))
                .toList());
        redemptions.stream()
                .filter(redeemed -> !known.contains(right(redeemed)))
                // Every ticket is stored here before a gate can hear of it: this database has lost something.
                .forEach(redeemed -> LOG.errorf(
                        "scan %s took %s from a ticket that has no such function here",
                        redeemed.scanAttemptId(), redeemed.functionCode()));
    }

    private static Right right(TicketRedeemed redeemed) {
        return new Right(redeemed.ticketCode(), redeemed.functionCode());
    }
}
