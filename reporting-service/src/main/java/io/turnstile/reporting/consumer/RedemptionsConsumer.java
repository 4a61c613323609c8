package io.turnstile.reporting.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.reporting.usecase.RecordScan;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Not ordered: a scan is added whatever came before it, so several at a time catch up faster after a rebuild. */
@ApplicationScoped
class RedemptionsConsumer {
    private final Inbox inbox;
    private final RecordScan recordScan;

    RedemptionsConsumer(Inbox inbox, RecordScan recordScan) {
        this.inbox = inbox;
        this.recordScan = recordScan;
    }

    @Incoming("redemptions")
    @Blocking(value = "redemptions", ordered = false)
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(RedemptionEvents.class, record, recordScan::of);
    }
}
