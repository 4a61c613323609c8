package io.turnstile.catalog.consumer;

import io.smallrye.common.annotation.Blocking;
import io.turnstile.catalog.usecase.FollowOrders;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What order-service says changes how many are shown as available. */
@ApplicationScoped
class OrdersConsumer {
    private final Inbox inbox;
    private final FollowOrders followOrders;

    OrdersConsumer(Inbox inbox, FollowOrders followOrders) {
        this.inbox = inbox;
        this.followOrders = followOrders;
    }

    @Incoming("orders")
    @Blocking
    void receive(ConsumerRecord<String, String> record) {
        inbox.receive(OrderEvents.class, record, this::apply);
    }

    void apply(OrderEvents event) {
        switch (event) {
            case OrderCreated created -> followOrders.reserved(created);
            case OrderPaid paid -> followOrders.sold(paid);
            case OrderExpired expired -> followOrders.released(expired.orderId(), expired.lines());
            case OrderCancelled cancelled -> followOrders.released(cancelled.orderId(), cancelled.lines());
            case OrderAnonymized _ -> {}
        }
    }
}
