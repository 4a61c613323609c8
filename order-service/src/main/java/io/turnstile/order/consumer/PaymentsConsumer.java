package io.turnstile.order.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.PaymentEvents;
import io.turnstile.contracts.event.PaymentEvents.PaymentSucceeded;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.order.usecase.MarkOrderPaid;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class PaymentsConsumer {
    private final Inbox inbox;
    private final MarkOrderPaid markOrderPaid;

    PaymentsConsumer(Inbox inbox, MarkOrderPaid markOrderPaid) {
        this.inbox = inbox;
        this.markOrderPaid = markOrderPaid;
    }

    @Incoming("payments")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(PaymentEvents.class, record, event -> {
            switch (event) {
                case PaymentSucceeded payment -> markOrderPaid.on(payment);
            }
        });
    }
}
