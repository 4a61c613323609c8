package io.turnstile.ticket.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.inbox.Arrivals;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.ticket.usecase.AnonymizeTickets;
import io.turnstile.ticket.usecase.IssueTickets;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from order-service which orders are paid, and which are nobody's any more. */
@ApplicationScoped
class OrdersConsumer {
    private final Inbox inbox;
    private final IssueTickets issueTickets;
    private final AnonymizeTickets anonymizeTickets;
    private final Arrivals arrivals;

    OrdersConsumer(Inbox inbox, IssueTickets issueTickets, AnonymizeTickets anonymizeTickets, Arrivals arrivals) {
        this.inbox = inbox;
        this.issueTickets = issueTickets;
        this.anonymizeTickets = anonymizeTickets;
        this.arrivals = arrivals;
    }

    @Incoming("orders")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(OrderEvents.class, record, event -> {
            switch (event) {
                case OrderPaid paid -> issueTickets.forOrder(paid);
                case OrderAnonymized anonymized -> anonymizeTickets.of(anonymized);
                case OrderCreated _, OrderExpired _, OrderCancelled _ -> {}
            }
        });
        // Buyers wait for their tickets, and only now these are committed.
        arrivals.announce(record.key());
    }
}
