package io.turnstile.ticket.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.ticket.usecase.LowerRemainingUses;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from venue-service what was used at the gates. Not ordered: uses only fall, whatever came before. */
@ApplicationScoped
class RedemptionsConsumer {
    private final Inbox inbox;
    private final LowerRemainingUses lowerRemainingUses;

    RedemptionsConsumer(Inbox inbox, LowerRemainingUses lowerRemainingUses) {
        this.inbox = inbox;
        this.lowerRemainingUses = lowerRemainingUses;
    }

    @Incoming("redemptions")
    @Blocking(value = "redemptions", ordered = false)
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(RedemptionEvents.class, record, event -> {
            switch (event) {
                case TicketRedeemed redeemed -> lowerRemainingUses.after(redeemed);
                case ScanRejected _ -> {}
            }
        });
    }
}
