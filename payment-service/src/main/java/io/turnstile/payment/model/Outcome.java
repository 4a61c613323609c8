package io.turnstile.payment.model;

/** What came of a transaction, in the gateway's words. */
public enum Outcome {
    SUCCESS,
    FAILED
}
