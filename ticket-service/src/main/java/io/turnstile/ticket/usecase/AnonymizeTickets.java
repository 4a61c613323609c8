package io.turnstile.ticket.usecase;

import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.ticket.model.Issuances;
import io.turnstile.ticket.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Forgets whose an order's tickets are, because the buyer was erased. They are not taken back from the gates, but nobody
 * can show them any more; a QR that was made a moment before is good until its minute is over.
 */
@ApplicationScoped
public class AnonymizeTickets {
    private final Issuances issuances;
    private final Tickets tickets;
    private final Outbox outbox;

    AnonymizeTickets(Issuances issuances, Tickets tickets, Outbox outbox) {
        this.issuances = issuances;
        this.tickets = tickets;
        this.outbox = outbox;
    }

    @Transactional
    public void of(OrderAnonymized order) {
        issuances.anonymize(order.orderId());
        tickets.anonymize(order.orderId());
        outbox.letGoEarly(List.of(order.orderId()));
    }
}
