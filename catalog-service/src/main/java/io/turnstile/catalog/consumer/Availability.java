package io.turnstile.catalog.consumer;

import io.turnstile.catalog.usecase.FollowOrders;
import io.turnstile.contracts.event.OrderEvents;
import io.turnstile.contracts.inbox.Rebuildable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the orders hold, made again from their stream. Holds only move forward, so a repeated or late event is harmless. */
@ApplicationScoped
class Availability implements Rebuildable {
    private final OrdersConsumer orders;
    private final FollowOrders followOrders;

    Availability(OrdersConsumer orders, FollowOrders followOrders) {
        this.orders = orders;
        this.followOrders = followOrders;
    }

    @Override
    public String name() {
        return "availability";
    }

    @Override
    public void empty() {
        followOrders.forget();
    }

    @Override
    public List<Reading<?>> readings() {
        return List.of(new Reading<>(OrderEvents.class, told -> told.forEach(orders::apply)));
    }
}
