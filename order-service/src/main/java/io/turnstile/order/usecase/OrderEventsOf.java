package io.turnstile.order.usecase;

import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderAnonymized;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.PricedLine;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.event.ProductFunction;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that this service says of an order. */
final class OrderEventsOf {
    private OrderEventsOf() {}

    static OrderCreated created(Order order) {
        var lines = order.lines.stream()
                .map(line -> new PricedLine(line.productId, line.productName, line.quantity, line.unitPrice))
                .toList();
        return new OrderCreated(
                order.orderId, order.buyerId, order.channelId, lines, total(order), order.createdAt, order.expiresAt);
    }

    static OrderPaid paid(Order order, UUID paymentId, boolean stockRetaken) {
        var lines = order.lines.stream().map(OrderEventsOf::ticketLine).toList();
        return new OrderPaid(order.orderId, order.buyerId, paymentId, lines, total(order), stockRetaken, order.paidAt);
    }

    static OrderExpired expired(Order order, Instant now) {
        return new OrderExpired(order.orderId, held(order), now);
    }

    static OrderCancelled cancelled(Order order, Instant now) {
        return new OrderCancelled(order.orderId, held(order), now);
    }

    static OrderAnonymized anonymized(UUID orderId, Instant now) {
        return new OrderAnonymized(orderId, now);
    }

    private static Money total(Order order) {
        return new Money(order.total, order.currency);
    }

    private static List<HeldLine> held(Order order) {
        return order.lines.stream()
                .map(line -> new HeldLine(line.productId, line.quantity))
                .toList();
    }

    private static TicketLine ticketLine(OrderLine line) {
        var functions = line.functions.stream()
                .map(function -> new ProductFunction(function.functionCode(), function.label(), function.quantity()))
                .toList();
        return new TicketLine(
                line.productId, line.productName, line.quantity, line.validForDays, line.validFrom, functions);
    }
}
