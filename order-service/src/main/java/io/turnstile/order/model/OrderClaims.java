package io.turnstile.order.model;

import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/** Which order a buyer's idempotency key stands for; {@link Situations} reads them, {@link NewOrders} writes them. */
@ApplicationScoped
public class OrderClaims {
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:buyer, 0))";
    private static final String FORGET = "DELETE FROM order_claim WHERE buyer_id = :buyer";

    private final Session session;

    OrderClaims(Session session) {
        this.session = session;
    }

    /** Waits for the buyer's turn ({@code has_turn}) and takes it: until the transaction ends the buyer places no order. */
    public void lock(String buyerId) {
        session.createNativeQuery(LOCK, Integer.class)
                .setParameter("buyer", buyerId)
                .getSingleResult();
    }

    public void forget(String buyerId) {
        session.createNativeMutationQuery(FORGET).setParameter("buyer", buyerId).executeUpdate();
    }
}
