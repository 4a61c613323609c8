package io.turnstile.order.usecase;

import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.IllegalOrderMoveException;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** The buyer gives an unpaid order up; its stock is free again. */
@ApplicationScoped
public class CancelOrder {
    private final Orders orders;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;

    CancelOrder(Orders orders, Stock stock, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws ProblemException ORDER_NOT_FOUND, ORDER_NOT_CANCELLABLE */
    @Transactional
    public Order cancel(String buyerId, UUID orderId) {
        var order = orders.lock(orderId)
                .filter(found -> found.isOf(buyerId))
                .orElseThrow(() -> new ProblemException(ProblemCode.ORDER_NOT_FOUND, "you have no such order"));
        try {
            if (order.cancel()) {
                outbox.append(OrderEventsOf.cancelled(order, clock.instant()));
                stock.release(order.lines);
            }
            return order;
        } catch (IllegalOrderMoveException e) {
            throw new ProblemException(ProblemCode.ORDER_NOT_CANCELLABLE, "the order is " + order.status);
        }
    }
}
