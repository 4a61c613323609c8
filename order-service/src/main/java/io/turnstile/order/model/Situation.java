package io.turnstile.order.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that decides about an order that somebody wants to place, as it was at one look.
 *
 * @param newId an id that no order has, and ascends with time
 * @param earlier what the buyer's key stands for already
 * @param offers by product id; what is not there is no product
 * @param pending the buyer's
 */
public record Situation(UUID newId, Optional<Claim> earlier, Map<Long, Offer> offers, PendingOrders pending) {

    /** @param left how many may still be sold; never of use for longer than the look */
    public record Offer(Product product, long left) {}

    public long versionOf(long productId) {
        return offers.get(productId).product().version;
    }

    /** Whether so much is left of every line. */
    public boolean has(List<OrderLine> lines) {
        return lines.stream()
                .allMatch(line -> line.quantity <= offers.get(line.productId).left());
    }
}
