package io.turnstile.payment.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.contracts.inbox.Arrivals;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.payment.usecase.RememberTickets;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class TicketsConsumer {
    private final Inbox inbox;
    private final RememberTickets rememberTickets;
    private final Arrivals arrivals;

    TicketsConsumer(Inbox inbox, RememberTickets rememberTickets, Arrivals arrivals) {
        this.inbox = inbox;
        this.rememberTickets = rememberTickets;
        this.arrivals = arrivals;
    }

    @Incoming("tickets")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(TicketEvents.class, record, event -> {
            switch (event) {
                case TicketsIssued issued -> rememberTickets.issued(issued);
            }
        });
        // Notifications wait for it, and only now it is committed.
        arrivals.announce(record.key());
    }
}
