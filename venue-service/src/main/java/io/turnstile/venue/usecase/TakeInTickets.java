package io.turnstile.venue.usecase;

import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.venue.model.Entitlement;
import io.turnstile.venue.model.Ticket;
import io.turnstile.venue.model.TicketRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Copies the tickets of an order, so that gates can scan them while every other service is away. */
@ApplicationScoped
public class TakeInTickets {
    private final TicketRepository tickets;

    TakeInTickets(TicketRepository tickets) {
        this.tickets = tickets;
    }

    /** Harmless for tickets that are known: their uses stay as they are. */
    @Transactional
    public void of(TicketsIssued issued) {
        tickets.add(issued.tickets().stream()
                .map(ticket -> ticketOf(issued, ticket))
                .toList());
    }

    private static Ticket ticketOf(TicketsIssued issued, IssuedTicket ticket) {
        return new Ticket(
                ticket.ticketCode(),
                issued.orderId(),
                ticket.productId(),
                ticket.productName(),
                ticket.validFrom(),
                ticket.validUntil(),
                ticket.entitlements().stream()
                        .map(e -> new Entitlement(e.functionCode(), e.label(), e.totalUses(), e.totalUses()))
                        .toList());
    }
}
