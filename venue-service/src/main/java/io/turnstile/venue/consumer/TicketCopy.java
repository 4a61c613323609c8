package io.turnstile.venue.consumer;

import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.inbox.Rebuildable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The copy of the tickets, completed from their stream. It is never emptied for that: guests stand at the gates, and a
 * ticket that is known stays as it is. One that is missing comes back with the uses that its redemptions left.
 */
@ApplicationScoped
class TicketCopy implements Rebuildable {
    private final TicketsConsumer tickets;

    TicketCopy(TicketsConsumer tickets) {
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public void empty() {
        // Only what is missing is added.
    }

    @Override
    public List<Reading<?>> readings() {
        return List.of(new Reading<>(TicketEvents.class, told -> told.forEach(tickets::apply)));
    }
}
