package io.turnstile.ticket.usecase;

import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.ticket.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Lets the buyer see what the gates have taken from a ticket. */
@ApplicationScoped
public class LowerRemainingUses {
    private static final Logger LOG = Logger.getLogger(LowerRemainingUses.class);

    private final Tickets tickets;

    LowerRemainingUses(Tickets tickets) {
        this.tickets = tickets;
    }

    @Transactional
    public void after(TicketRedeemed redeemed) {
        var known =
                tickets.lowerRemainingUses(redeemed.ticketCode(), redeemed.functionCode(), redeemed.remainingUses());
        if (!known) {
            // Every ticket is stored here before a gate can hear of it: this database has lost something.
            LOG.errorf(
                    "scan %s took %s from a ticket that has no such function here",
                    redeemed.scanAttemptId(), redeemed.functionCode());
        }
    }
}
