package io.turnstile.payment.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Notifications that were refused although their signature is good. They speak of money, so none is forgotten. */
@ApplicationScoped
public class RefusedNotificationRepository implements PanacheRepositoryBase<RefusedNotification, Long> {
    /** The body is not kept: a gateway may have put the payer's name into members that we do not know. */
    private static final String KEEP = """
            INSERT INTO refused_notification AS earlier (gateway, gateway_txn_id, order_id, outcome, amount, currency,
                                                         reason, paid_at, first_received_at, last_received_at)
            VALUES (:gateway, :gatewayTxnId, :orderId, :outcome, :amount, :currency,
                    :reason, :paidAt, :receivedAt, :receivedAt)
            ON CONFLICT (gateway, gateway_txn_id, order_id, outcome, amount, currency, reason)
            DO UPDATE SET last_received_at = excluded.last_received_at, times = earlier.times + 1
            """;

    /**
     * @param reason the code that the gateway was given
     * @param paidAt when the gateway decided the transaction
     */
    public void keep(Transaction transaction, Outcome outcome, String reason, Instant paidAt, Instant receivedAt) {
        getEntityManager()
                .createNativeQuery(KEEP)
                .setParameter("gateway", transaction.gateway())
                .setParameter("gatewayTxnId", transaction.gatewayTxnId())
                .setParameter("orderId", transaction.orderId())
                .setParameter("outcome", outcome.name())
                .setParameter("amount", transaction.amount())
                .setParameter("currency", transaction.currency())
                .setParameter("reason", reason)
                .setParameter("paidAt", paidAt)
                .setParameter("receivedAt", receivedAt)
                .executeUpdate();
    }

    /**
     * Newest first.
     *
     * @param before the last one that was seen; {@link Long#MAX_VALUE} where none was
     * @param max how many at most
     */
    public List<RefusedNotification> page(long before, int max) {
        return find("refusalId < ?1", Sort.by("refusalId").descending(), before)
                .page(Page.ofSize(max))
                .list();
    }
}
