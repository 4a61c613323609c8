package io.turnstile.order.model;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A payment that reached an order, and whether it paid it or is due back. */
@Entity
@Table(name = "order_payment")
public class OrderPayment extends PanacheEntityBase {
    public enum Outcome {
        APPLIED,
        REFUND_DUE
    }

    @Id
    public UUID paymentId;

    public UUID orderId;

    public String gateway;

    public String gatewayTxnId;

    /** Minor units of {@link #currency}. */
    public long amount;

    public String currency;

    @Enumerated(EnumType.STRING)
    public Outcome outcome;

    /** Null where the payment paid its order. */
    @Enumerated(EnumType.STRING)
    public RefundReason refundReason;

    /** When the gateway took the money, by the gateway's clock. */
    public Instant paidAt;

    /** When it reached this service: since then it is applied or due back. */
    public Instant handledAt;
}
