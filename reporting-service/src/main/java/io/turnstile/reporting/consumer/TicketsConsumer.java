package io.turnstile.reporting.consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.reporting.usecase.RecordIssuedTickets;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Many at once: tickets are added whatever came before them, and wait for no others. */
@ApplicationScoped
class TicketsConsumer {
    private final Inbox inbox;
    private final RecordIssuedTickets recordIssuedTickets;

    TicketsConsumer(Inbox inbox, RecordIssuedTickets recordIssuedTickets) {
        this.inbox = inbox;
        this.recordIssuedTickets = recordIssuedTickets;
    }

    @Incoming("tickets")
    @Blocking
    Uni<Void> receive(KafkaRecordBatch<String, String> batch) {
        return inbox.receiveAll(TicketEvents.class, batch, recordIssuedTickets::of);
    }
}
