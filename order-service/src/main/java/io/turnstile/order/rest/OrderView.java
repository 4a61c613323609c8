package io.turnstile.order.rest;

import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order as its buyer sees it. Amounts are minor units of the currency. */
record OrderView(
        UUID orderId,
        OrderStatus status,
        Amounts amounts,
        List<Item> items,
        String channelId,
        String outTradeNo,
        Instant createdAt,
        Instant expiresAt,
        Instant paidAt) {

    record Amounts(long subtotal, long discount, long total, String currency) {}

    record Item(long productId, String productName, int qty, long unitPrice, long amount) {
        static Item of(OrderLine line) {
            return new Item(line.productId, line.productName, line.quantity, line.unitPrice, line.amount());
        }
    }

    static OrderView of(Order order) {
        return new OrderView(
                order.orderId,
                order.status,
                new Amounts(order.total, 0, order.total, order.currency),
                order.lines.stream().map(Item::of).toList(),
                order.channelId,
                order.outTradeNo,
                order.createdAt,
                order.expiresAt,
                order.paidAt);
    }
}
