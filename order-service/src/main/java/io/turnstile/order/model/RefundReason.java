package io.turnstile.order.model;

/** Why a payment belongs back to its payer. */
public enum RefundReason {
    /** It came after the order's time was over, and others have the stock. */
    EXPIRED_AND_SOLD_OUT,
    /** It came after the buyer had cancelled, and others have the stock. */
    CANCELLED_AND_SOLD_OUT,
    /** Another transaction was there for the same order before. */
    FURTHER_TRANSACTION,
    /** It is not what the order costs. payment-service refuses such a one; this is the second lock on that door. */
    WRONG_AMOUNT,
    /** It came late, and the buyer was erased meanwhile: nobody could see its tickets. */
    BUYER_ERASED
}
