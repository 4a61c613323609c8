package io.turnstile.reporting.consumer;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.reporting.usecase.RecordScans;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Many at once: a scan is added whatever came before it, and waits for no other. */
@ApplicationScoped
class RedemptionsConsumer {
    private final Inbox inbox;
    private final RecordScans recordScans;

    RedemptionsConsumer(Inbox inbox, RecordScans recordScans) {
        this.inbox = inbox;
        this.recordScans = recordScans;
    }

    @Incoming("redemptions")
    @Blocking
    Uni<Void> receive(KafkaRecordBatch<String, String> batch) {
        return inbox.receiveAll(RedemptionEvents.class, batch, recordScans::of);
    }
}
