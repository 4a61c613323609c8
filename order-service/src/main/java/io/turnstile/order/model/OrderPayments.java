package io.turnstile.order.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.turnstile.order.model.OrderPayment.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments that reached this service, those that are due back among them. */
@ApplicationScoped
public class OrderPayments implements PanacheRepositoryBase<OrderPayment, UUID> {
    // The entity's full name, because Order alone is a word of the query language.
    private static final String REFUNDS_DUE = """
            SELECT p.paymentId, p.orderId, o.buyerId, p.gateway, p.gatewayTxnId, p.amount, p.currency,
                   p.refundReason, p.paidAt, p.handledAt
            FROM OrderPayment p JOIN io.turnstile.order.model.Order o ON o.orderId = p.orderId
            WHERE p.outcome = :outcome %s
            ORDER BY p.handledAt, p.paymentId
            """;
    private static final String LATER = "AND (p.handledAt, p.paymentId) > (:handledAt, :paymentId)";

    public boolean has(String gateway, String gatewayTxnId) {
        return count("gateway = ?1 and gatewayTxnId = ?2", gateway, gatewayTxnId) > 0;
    }

    public Optional<OrderPayment> refundDue(UUID paymentId) {
        return findByIdOptional(paymentId).filter(payment -> payment.outcome == Outcome.REFUND_DUE);
    }

    /**
     * Oldest first.
     *
     * @param after the last of the page before; null: the first page
     */
    public List<RefundDue> refundsDue(OrderPayment after, int limit) {
        var query = getEntityManager()
                .createQuery(REFUNDS_DUE.formatted(after == null ? "" : LATER), RefundDue.class)
                .setParameter("outcome", Outcome.REFUND_DUE);
        if (after != null) {
            query.setParameter("handledAt", after.handledAt).setParameter("paymentId", after.paymentId);
        }
        return query.setMaxResults(limit).getResultList();
    }

    public long countRefundsDue() {
        return count("outcome", Outcome.REFUND_DUE);
    }
}
