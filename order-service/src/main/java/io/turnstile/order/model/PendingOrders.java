package io.turnstile.order.model;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What one buyer holds without having paid for it. */
public record PendingOrders(List<Held> held) {

    /** One line of an order that waits for its payment until {@code expiresAt}. */
    public record Held(UUID orderId, Instant expiresAt, long productId, int quantity) {}

    /** Of the orders, each once. */
    public Set<UUID> ids() {
        return held.stream().map(Held::orderId).collect(toSet());
    }

    /**
     * @param most how many orders may be pending at once
     * @return when there is room for one order more, should none of them be paid or cancelled; empty: there is room
     */
    public Optional<Instant> noRoomForAnOrderUntil(int most) {
        var ends = held.stream().collect(toMap(Held::orderId, Held::expiresAt, (one, _) -> one)).values().stream()
                .sorted(naturalOrder())
                .toList();
        return ends.size() < most ? Optional.empty() : Optional.of(ends.get(ends.size() - most));
    }

    /**
     * @param most how many places of one product may be pending at once, no fewer than the line wants
     * @return when there is room for the line, should none of the orders be paid or cancelled; empty: there is room
     */
    public Optional<Instant> noRoomForPlacesUntil(OrderLine line, int most) {
        var sameProduct = held.stream()
                .filter(other -> other.productId == line.productId)
                .sorted(comparing(Held::expiresAt))
                .toList();
        var tooMany = line.quantity
                - most
                + sameProduct.stream().mapToInt(Held::quantity).sum();
        var end = Optional.<Instant>empty();
        for (var other : sameProduct) {
            if (tooMany > 0) {
                end = Optional.of(other.expiresAt);
                tooMany -= other.quantity;
            }
        }
        return end;
    }
}
