package io.turnstile.payment.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class PaymentRepository implements PanacheRepositoryBase<Payment, UUID> {
    private static final String CLAIM = """
            INSERT INTO payment (payment_id, gateway, gateway_txn_id, order_id, amount, currency,
                                 failed_at, succeeded_at, paid_at)
            VALUES (:paymentId, :gateway, :gatewayTxnId, :orderId, :amount, :currency,
                    :failedAt, :succeededAt, :paidAt)
            ON CONFLICT (gateway, gateway_txn_id) DO NOTHING
            """;

    /**
     * Of notifications that come at the same time one claims the transaction. The others wait here until the one has
     * committed, and then find its row.
     *
     * @return whether the row is the given payment's
     */
    public boolean claim(Payment payment) {
        var transaction = payment.transaction();
        return getEntityManager()
                        .createNativeQuery(CLAIM)
                        .setParameter("paymentId", payment.paymentId())
                        .setParameter("gateway", transaction.gateway())
                        .setParameter("gatewayTxnId", transaction.gatewayTxnId())
                        .setParameter("orderId", transaction.orderId())
                        .setParameter("amount", transaction.amount())
                        .setParameter("currency", transaction.currency())
                        .setParameter("failedAt", payment.failedAt())
                        .setParameter("succeededAt", payment.succeededAt())
                        .setParameter("paidAt", payment.paidAt())
                        .executeUpdate()
                == 1;
    }

    /** The transaction's payment, locked: of two that would move it only one finds it unmoved. */
    public Optional<Payment> lock(String gateway, String gatewayTxnId) {
        return find("gateway = ?1 and gatewayTxnId = ?2", gateway, gatewayTxnId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
