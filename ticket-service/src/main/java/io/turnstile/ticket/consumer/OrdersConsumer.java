package io.turnstile.ticket.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.ticket.usecase.IssueTickets;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from order-service which orders are paid. */
@ApplicationScoped
class OrdersConsumer {
    private final Inbox inbox;
    private final IssueTickets issueTickets;

    OrdersConsumer(Inbox inbox, IssueTickets issueTickets) {
        this.inbox = inbox;
        this.issueTickets = issueTickets;
    }

    @Incoming("orders")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(OrderEvents.class, record, event -> {
            switch (event) {
                case OrderPaid paid -> issueTickets.forOrder(paid);
                case OrderCreated _, OrderExpired _, OrderCancelled _ -> {}
            }
        });
    }
}
