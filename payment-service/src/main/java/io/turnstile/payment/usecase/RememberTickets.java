package io.turnstile.payment.usecase;

import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.payment.model.KnownOrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** From now on the order's payments are answered with PAID, by every replica. */
@ApplicationScoped
public class RememberTickets {
    private final KnownOrderRepository orders;

    RememberTickets(KnownOrderRepository orders) {
        this.orders = orders;
    }

    @Transactional
    public void issued(TicketsIssued tickets) {
        orders.knowTickets(tickets.orderId(), tickets.tickets().size());
    }
}
