package io.turnstile.order.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Shows an order to its buyer. */
@ApplicationScoped
public class ShowOrder {
    private final Orders orders;

    ShowOrder(Orders orders) {
        this.orders = orders;
    }

    /** @throws ProblemException ORDER_NOT_FOUND where there is none or it is somebody else's: nobody learns which */
    @Transactional
    public Order toBuyer(String buyerId, UUID orderId) {
        return orders.ofBuyer(buyerId, orderId)
                .orElseThrow(() -> new ProblemException(ProblemCode.ORDER_NOT_FOUND, "you have no such order"));
    }
}
