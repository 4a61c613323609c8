package io.turnstile.order.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class Orders implements PanacheRepositoryBase<Order, UUID> {
    public static final int LARGEST_PAGE = 100;

    /**
     * Reads what it locks. A find by id with a lock mode would join the lines, read without the lock, and lock with a
     * second statement: what it read may then be of yesterday.
     */
    private static final String LOCK = "SELECT * FROM orders WHERE order_id = :order FOR NO KEY UPDATE";

    private static final String EXPIRED = """
            SELECT * FROM orders
            WHERE status = 'PENDING_PAYMENT' AND paid_at IS NULL AND expires_at <= :now
            ORDER BY expires_at
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """;

    private static final String LOCK_PENDING = """
            SELECT * FROM orders
            WHERE buyer_id = :buyer AND status = 'PENDING_PAYMENT'
            ORDER BY order_id
            FOR NO KEY UPDATE
            """;

    // The buyer's client chose out_trade_no: it may say anything.
    private static final String ANONYMIZE =
            "UPDATE orders SET buyer_id = NULL, out_trade_no = NULL WHERE buyer_id = :buyer RETURNING order_id";

    /** Nobody else moves the order until this transaction ends. */
    public Optional<Order> lock(UUID orderId) {
        return getSession()
                .createNativeQuery(LOCK, Order.class)
                .setParameter("order", orderId)
                .uniqueResultOptional();
    }

    /** Somebody else's order is as absent as one that never was. */
    public Optional<Order> ofBuyer(String buyerId, UUID orderId) {
        return find("buyerId = ?1 and orderId = ?2", buyerId, orderId).firstResultOptional();
    }

    /**
     * Newest first.
     *
     * @param before only orders older than this one; null: from the newest on
     */
    public List<Order> ofBuyer(String buyerId, UUID before, int limit) {
        var query = before == null
                ? find("buyerId = ?1 order by orderId desc", buyerId)
                : find("buyerId = ?1 and orderId < ?2 order by orderId desc", buyerId, before);
        return query.page(0, limit).list();
    }

    /** As {@link #lock}, all that the buyer has not paid. */
    public List<Order> lockPendingOf(String buyerId) {
        return getSession()
                .createNativeQuery(LOCK_PENDING, Order.class)
                .setParameter("buyer", buyerId)
                .getResultList();
    }

    /**
     * From now on the buyer's orders are nobody's, and nothing tells that they were one person's.
     *
     * @return their ids
     */
    public List<UUID> anonymize(String buyerId) {
        return getSession()
                .createNativeQuery(ANONYMIZE, UUID.class)
                .setParameter("buyer", buyerId)
                .getResultList();
    }

    /** Locks orders that nobody paid in time. Those that another replica or a payment holds just now are left to it. */
    public List<Order> lockExpired(Instant now, int limit) {
        return getSession()
                .createNativeQuery(EXPIRED, Order.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }
}
