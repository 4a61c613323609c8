package io.turnstile.payment.usecase;

/** How an order stands after a notification. */
public sealed interface Standing {

    /** Paid, and its tickets are issued. */
    record Paid(int ticketsIssued) implements Standing {}

    /** The payment is durable; its tickets are not seen yet. */
    record Pending() implements Standing {}

    /** The notification was of a failure, and no other transaction has brought tickets. */
    record PendingPayment() implements Standing {}
}
