package io.turnstile.reporting.usecase;

import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.reporting.model.Ticket;
import io.turnstile.reporting.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Remembers what was sold with each ticket, so that the report can say it of every scan. */
@ApplicationScoped
public class RecordIssuedTickets {
    private final Tickets tickets;

    RecordIssuedTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    @Transactional
    public void of(TicketsIssued issued) {
        for (var ticket : issued.tickets()) {
            var sold = new Ticket();
            sold.ticketCode = ticket.ticketCode();
            sold.orderId = issued.orderId();
            sold.productId = ticket.productId();
            sold.productName = ticket.productName();
            sold.issuedAt = issued.issuedAt();
            tickets.add(sold);
        }
    }
}
