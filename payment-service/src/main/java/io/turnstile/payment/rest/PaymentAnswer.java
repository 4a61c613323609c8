package io.turnstile.payment.rest;

import io.turnstile.payment.usecase.Standing;
import java.util.UUID;

/** The answer to a notification that was recorded. */
record PaymentAnswer(UUID orderId, OrderStatus orderStatus, int ticketsIssued) {
    enum OrderStatus {
        PAID,
        PENDING,
        PENDING_PAYMENT
    }

    static PaymentAnswer of(UUID orderId, Standing standing) {
        return switch (standing) {
            case Standing.Paid(int ticketsIssued) -> new PaymentAnswer(orderId, OrderStatus.PAID, ticketsIssued);
            case Standing.Pending _ -> new PaymentAnswer(orderId, OrderStatus.PENDING, 0);
            case Standing.PendingPayment _ -> new PaymentAnswer(orderId, OrderStatus.PENDING_PAYMENT, 0);
        };
    }
}
