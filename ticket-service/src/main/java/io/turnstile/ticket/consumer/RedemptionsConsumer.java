package io.turnstile.ticket.consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.ticket.usecase.LowerRemainingUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from venue-service what was used at the gates. Many at once: uses only fall, whatever came before. */
@ApplicationScoped
class RedemptionsConsumer {
    private final Inbox inbox;
    private final LowerRemainingUses lowerRemainingUses;

    RedemptionsConsumer(Inbox inbox, LowerRemainingUses lowerRemainingUses) {
        this.inbox = inbox;
        this.lowerRemainingUses = lowerRemainingUses;
    }

    @Incoming("redemptions")
    @Blocking
    Uni<Void> receive(KafkaRecordBatch<String, String> batch) {
        return inbox.receiveAll(RedemptionEvents.class, batch, this::apply);
    }

    private void apply(List<RedemptionEvents> events) {
        var redemptions = events.stream().flatMap(RedemptionsConsumer::redeemed).toList();
        if (!redemptions.isEmpty()) {
            lowerRemainingUses.after(redemptions);
        }
    }

    private static Stream<TicketRedeemed> redeemed(RedemptionEvents event) {
        return switch (event) {
            case TicketRedeemed redeemed -> Stream.of(redeemed);
            case ScanRejected _ -> Stream.empty();
        };
    }
}
