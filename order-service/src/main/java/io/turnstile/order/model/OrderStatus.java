package io.turnstile.order.model;

public enum OrderStatus {
    /** Stock is reserved. */
    PENDING_PAYMENT,
    /** Stock is sold; tickets are due or issued. */
    PAID,
    /** Nobody paid in time; stock is released. */
    EXPIRED,
    /** Given up by the buyer; stock is released. */
    CANCELLED,
    /** Paid after its stock was released and sold to others: the buyer's money is due back. */
    REFUND_DUE
}
