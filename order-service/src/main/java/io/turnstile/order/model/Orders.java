package io.turnstile.order.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class Orders implements PanacheRepositoryBase<Order, UUID> {
    private static final String EXPIRED = """
            SELECT * FROM orders
            WHERE status = 'PENDING_PAYMENT' AND expires_at <= :now
            ORDER BY expires_at
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """;

    /** Nobody else moves the order until this transaction ends. */
    public Optional<Order> lock(UUID orderId) {
        return findByIdOptional(orderId, LockModeType.PESSIMISTIC_WRITE);
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

    /** Locks orders that nobody paid in time. Those that another replica or a payment holds just now are left to it. */
    @SuppressWarnings("unchecked")
    public List<Order> lockExpired(Instant now, int limit) {
        return getEntityManager()
                .createNativeQuery(EXPIRED, Order.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }
}
