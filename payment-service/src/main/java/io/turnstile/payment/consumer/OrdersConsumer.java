package io.turnstile.payment.consumer;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.inbox.Arrivals;
import io.turnstile.contracts.inbox.Inbox;
import io.turnstile.payment.usecase.RememberOrder;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Only the price of an order matters here: money for an order that is over is still money that came. */
@ApplicationScoped
class OrdersConsumer {
    private final Inbox inbox;
    private final RememberOrder rememberOrder;
    private final Arrivals arrivals;

    OrdersConsumer(Inbox inbox, RememberOrder rememberOrder, Arrivals arrivals) {
        this.inbox = inbox;
        this.rememberOrder = rememberOrder;
        this.arrivals = arrivals;
    }

    @Incoming("orders")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(OrderEvents.class, record, event -> {
            switch (event) {
                case OrderCreated created -> rememberOrder.created(created);
                case OrderPaid _, OrderExpired _, OrderCancelled _, OrderAnonymized _ -> {}
            }
        });
        // Notifications wait for it, and only now it is committed.
        arrivals.announce(record.key());
    }
}
