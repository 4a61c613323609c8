package io.turnstile.payment.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * One transaction of a payment gateway. Its order and its money never change. A success stands for ever: nothing that
 * the gateway says later takes it back, and it happens once, however often it is said.
 */
@Entity
public class Payment {
    @Id
    @Column(name = "payment_id")
    private UUID paymentId;

    private String gateway;

    @Column(name = "gateway_txn_id")
    private String gatewayTxnId;

    @Column(name = "order_id")
    private UUID orderId;

    private long amount;
    private String currency;

    @Column(name = "failed_at")
    private Instant failedAt;

    @Column(name = "succeeded_at")
    private Instant succeededAt;

    @Column(name = "paid_at")
    private Instant paidAt;

    /** For Hibernate. */
    protected Payment() {}

    /**
     * A transaction heard of for the first time.
     *
     * @param paidAt when the gateway decided it
     * @param receivedAt when we heard of it
     */
    public Payment(Transaction transaction, Outcome outcome, Instant paidAt, Instant receivedAt) {
        this.paymentId = UUID.randomUUID();
        this.gateway = transaction.gateway();
        this.gatewayTxnId = transaction.gatewayTxnId();
        this.orderId = transaction.orderId();
        this.amount = transaction.amount();
        this.currency = transaction.currency();
        this.paidAt = paidAt;
        switch (outcome) {
            case SUCCESS -> succeededAt = receivedAt;
            case FAILED -> failedAt = receivedAt;
        }
    }

    /**
     * The gateway says that the transaction succeeded. It may have failed before: gateways give a retried attempt a new
     * id as a rule, but where one does not, the money was taken all the same and must not be lost.
     *
     * @return whether this is news; false where the success is known already
     */
    public boolean succeed(Instant paidAt, Instant receivedAt) {
        if (hasSucceeded()) {
            return false;
        }
        this.succeededAt = receivedAt;
        this.paidAt = paidAt;
        return true;
    }

    public boolean hasSucceeded() {
        return succeededAt != null;
    }

    public boolean hasFailed() {
        return failedAt != null;
    }

    public UUID paymentId() {
        return paymentId;
    }

    public Transaction transaction() {
        return new Transaction(gateway, gatewayTxnId, orderId, amount, currency);
    }

    public Instant failedAt() {
        return failedAt;
    }

    public Instant succeededAt() {
        return succeededAt;
    }

    public Instant paidAt() {
        return paidAt;
    }
}
