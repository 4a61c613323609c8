package io.turnstile.order.usecase;

import io.turnstile.order.model.Order;
import io.turnstile.order.model.Orders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a buyer's orders page by page, newest first. */
@ApplicationScoped
public class ListMyOrders {
    private final Orders orders;

    ListMyOrders(Orders orders) {
        this.orders = orders;
    }

    /** @param last where the next page goes on; empty on the last page */
    public record Page(List<Order> orders, Optional<UUID> last) {}

    /** @param before the {@code last} of the page before */
    @Transactional
    public Page page(String buyerId, Optional<UUID> before, int limit) {
        // One more than the page holds tells whether there is another page.
        var found = orders.ofBuyer(buyerId, before.orElse(null), limit + 1);
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new Page(page, Optional.of(page.getLast().orderId));
    }
}
