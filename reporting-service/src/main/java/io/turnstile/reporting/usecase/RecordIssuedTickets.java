package io.turnstile.reporting.usecase;

import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.event.TicketEvents.IssuedTicket;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.reporting.model.Ticket;
import io.turnstile.reporting.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;

/** Remembers what was sold with each ticket, so that the report can say it of every scan. */
@ApplicationScoped
public class RecordIssuedTickets {
    private final Tickets tickets;

    RecordIssuedTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    @Transactional
    public void of(List<TicketEvents> events) {
        tickets.add(events.stream().flatMap(RecordIssuedTickets::sold).toList());
    }

    private static Stream<Ticket> sold(TicketEvents event) {
        return switch (event) {
            case TicketsIssued issued -> issued.tickets().stream().map(ticket -> sold(issued, ticket));
        };
    }

    private static Ticket sold(TicketsIssued issued, IssuedTicket ticket) {
        var sold = new Ticket();
        sold.ticketCode = ticket.ticketCode();
        sold.orderId = issued.orderId();
        sold.productId = ticket.productId();
        sold.productName = ticket.productName();
        sold.issuedAt = issued.issuedAt();
        return sold;
    }
}
