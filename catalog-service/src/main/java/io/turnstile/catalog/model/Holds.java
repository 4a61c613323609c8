package io.turnstile.catalog.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** What each order holds of each product. */
@ApplicationScoped
public class Holds {
    /**
     * Moves one hold and, by as much as that changed it, the product's counter. A hold that has already come so far, or
     * further, stays as it is and counts nothing.
     */
    private static final String MOVE = """
            WITH moved AS (
                INSERT INTO hold AS h (order_id, product_id, quantity, status)
                VALUES (:order, :product, :quantity, CAST(:status AS hold_status))
                ON CONFLICT (order_id, product_id) DO UPDATE SET status = excluded.status
                    WHERE h.status < excluded.status
                RETURNING new.product_id, new.held - coalesce(old.held, 0) AS change
            )
            INSERT INTO held_stock AS s (product_id, held)
            SELECT product_id, change FROM moved WHERE change <> 0
            ON CONFLICT (product_id) DO UPDATE SET held = s.held + excluded.held
            """;

    private final EntityManager entityManager;

    Holds(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Must run inside a transaction; over several products in ascending order, so that no two orders wait for each other. */
    public void move(UUID orderId, long productId, int quantity, HoldStatus status) {
        entityManager
                .createNativeQuery(MOVE)
                .setParameter("order", orderId)
                .setParameter("product", productId)
                .setParameter("quantity", quantity)
                .setParameter("status", status.name())
                .executeUpdate();
    }

    /** Removes every hold and every counter once the moves that are under way have ended. */
    public void removeAll() {
        entityManager.createNativeQuery("TRUNCATE hold, held_stock").executeUpdate();
    }
}
