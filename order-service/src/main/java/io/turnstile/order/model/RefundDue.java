package io.turnstile.order.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A payment that belongs back to its payer.
 *
 * @param amount in minor units of the currency
 * @param paidAt when the gateway took the money
 * @param handledAt since when it is due back
 */
public record RefundDue(
        UUID paymentId,
        UUID orderId,
        String buyerId,
        String gateway,
        String gatewayTxnId,
        long amount,
        String currency,
        RefundReason reason,
        Instant paidAt,
        Instant handledAt) {}
