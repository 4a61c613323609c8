package io.turnstile.payment.usecase;

import io.turnstile.payment.model.Outcome;
import io.turnstile.payment.model.Transaction;
import java.time.Instant;

/**
 * What a gateway says about one of its transactions.
 *
 * @param paidAt when the gateway decided the transaction
 */
public record Notification(Transaction transaction, Outcome outcome, Instant paidAt) {}
