package io.turnstile.order.model;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/** Which order a buyer's idempotency key stands for; {@link NewOrders} reads and writes them. */
@ApplicationScoped
public class OrderClaims {
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:buyer, 0))";
    private static final String FORGET = "DELETE FROM order_claim WHERE buyer_id = :buyer";

    private final Session session;

    OrderClaims(Session session) {
        this.session = session;
    }

    /** Takes the buyer's lock, as {@link NewOrders#PLACE} does: until the transaction ends the buyer places no order. */
    public void lock(String buyerId) {
        session.createNativeQuery(LOCK, Integer.class)
                .setParameter("buyer", buyerId)
                .getSingleResult();
    }

    public void forget(String buyerId) {
        session.createNativeMutationQuery(FORGET).setParameter("buyer", buyerId).executeUpdate();
    }
}
