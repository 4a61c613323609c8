package io.turnstile.contracts.event;

import java.time.Instant;
import java.util.UUID;

/** All that payment-service says; stream {@code turnstile.payments}, keyed by order id. */
public sealed interface PaymentEvents extends Event {

    /**
     * A payment gateway took the buyer's money. (gateway, gatewayTxnId) is unique.
     *
     * @param paidAt as the gateway says
     * @param receivedAt when its notification was stored
     */
    record PaymentSucceeded(
            UUID paymentId,
            UUID orderId,
            String gateway,
            String gatewayTxnId,
            Money amount,
            Instant paidAt,
            Instant receivedAt)
            implements PaymentEvents {
        public PaymentSucceeded {
            Required.member("payment_id", paymentId);
            Required.member("order_id", orderId);
            Required.member("gateway", gateway);
            Required.member("gateway_txn_id", gatewayTxnId);
            Required.member("amount", amount);
            Required.member("paid_at", paidAt);
            Required.member("received_at", receivedAt);
        }

        @Override
        public String aggregateId() {
            return orderId.toString();
        }
    }
}
