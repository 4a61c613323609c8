package io.turnstile.reporting.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.reporting.usecase.RecordIssuedTickets;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Not ordered: tickets are added whatever came before them. */
@ApplicationScoped
class TicketsConsumer {
    private final Inbox inbox;
    private final RecordIssuedTickets recordIssuedTickets;

    TicketsConsumer(Inbox inbox, RecordIssuedTickets recordIssuedTickets) {
        this.inbox = inbox;
        this.recordIssuedTickets = recordIssuedTickets;
    }

    @Incoming("tickets")
    @Blocking(value = "tickets", ordered = false)
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(TicketEvents.class, record, this::apply);
    }

    void apply(TicketEvents event) {
        switch (event) {
            case TicketsIssued issued -> recordIssuedTickets.of(issued);
        }
    }
}
