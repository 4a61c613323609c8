package io.turnstile.venue.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.TicketEvents;
import io.turnstile.contracts.event.TicketEvents.TicketsIssued;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.venue.usecase.TakeInTickets;
import io.turnstile.venue.usecase.TicketArrivals;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Everything that ticket-service says. */
@ApplicationScoped
class TicketsConsumer {
    private final Inbox inbox;
    private final TakeInTickets takeIn;
    private final TicketArrivals arrivals;

    TicketsConsumer(Inbox inbox, TakeInTickets takeIn, TicketArrivals arrivals) {
        this.inbox = inbox;
        this.takeIn = takeIn;
        this.arrivals = arrivals;
    }

    @Incoming("tickets")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(TicketEvents.class, record, this::apply);
        // Only now are they committed, and worth a look.
        arrivals.announce();
    }

    void apply(TicketEvents event) {
        switch (event) {
            case TicketsIssued issued -> takeIn.of(issued);
        }
    }
}
