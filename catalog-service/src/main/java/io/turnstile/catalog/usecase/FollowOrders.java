package io.turnstile.catalog.usecase;

import static java.util.stream.Collectors.summingInt;

import io.turnstile.catalog.model.HoldStatus;
import io.turnstile.catalog.model.Holds;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps the shown availability in step with the orders. Every step may come again or too late; the last word on stock is
 * order-service's in any case.
 */
@ApplicationScoped
public class FollowOrders {
    private final Holds holds;

    FollowOrders(Holds holds) {
        this.holds = holds;
    }

    @Transactional
    public void reserved(OrderCreated order) {
        var lines = order.lines().stream()
                .map(line -> new HeldLine(line.productId(), line.quantity()))
                .toList();
        move(order.orderId(), lines, HoldStatus.RESERVED);
    }

    /** Also where the hold was released before, or never heard of: what is paid is held. */
    @Transactional
    public void sold(OrderPaid order) {
        var lines = order.lines().stream()
                .map(line -> new HeldLine(line.productId(), line.quantity()))
                .toList();
        move(order.orderId(), lines, HoldStatus.SOLD);
    }

    @Transactional
    public void released(UUID orderId, List<HeldLine> lines) {
        move(orderId, lines, HoldStatus.RELEASED);
    }

    /** As if no order had ever been heard of. */
    @Transactional
    public void forget() {
        holds.removeAll();
    }

    private void move(UUID orderId, List<HeldLine> lines, HoldStatus status) {
        var quantities = lines.stream()
                .collect(Collectors.groupingBy(HeldLine::productId, TreeMap::new, summingInt(HeldLine::quantity)));
        quantities.forEach((productId, quantity) -> holds.move(orderId, productId, quantity, status));
    }
}
