package io.turnstile.payment.usecase;

import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.payment.model.KnownOrderRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** From now on the order can be paid. */
@ApplicationScoped
public class RememberOrder {
    private final KnownOrderRepository orders;

    RememberOrder(KnownOrderRepository orders) {
        this.orders = orders;
    }

    @Transactional
    public void created(OrderCreated order) {
        orders.knowPrice(order.orderId(), order.total().amount(), order.total().currency());
    }
}
