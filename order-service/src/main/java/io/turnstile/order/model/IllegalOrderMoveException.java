package io.turnstile.order.model;

/** The order is in a state from which this move does not lead. */
public class IllegalOrderMoveException extends IllegalStateException {
    IllegalOrderMoveException(Order order, OrderStatus next) {
        super("order %s is %s and cannot become %s".formatted(order.orderId, order.status, next));
    }
}
