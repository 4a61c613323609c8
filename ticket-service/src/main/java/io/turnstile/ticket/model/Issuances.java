package io.turnstile.ticket.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** The orders whose tickets are made. */
@ApplicationScoped
public class Issuances {
    private static final String CLAIM = """
            INSERT INTO issuance (order_id, issued_at)
            VALUES (:order, :issuedAt)
            ON CONFLICT DO NOTHING
            """;

    private final EntityManager entityManager;

    Issuances(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Claims the issuing of an order's tickets for the transaction that asks. Of two at once one waits for the other: it
     * gets the claim only where the other rolls back.
     *
     * @return false where the order has its tickets already
     */
    public boolean claim(UUID orderId, Instant now) {
        return entityManager
                        .createNativeQuery(CLAIM)
                        .setParameter("order", orderId)
                        .setParameter("issuedAt", now)
                        .executeUpdate()
                == 1;
    }
}
