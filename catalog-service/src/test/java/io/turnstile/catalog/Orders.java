package io.turnstile.catalog;

import io.turnstile.contracts.event.Money;
import io.turnstile.contracts.event.OrderEvents.HeldLine;
import io.turnstile.contracts.event.OrderEvents.OrderCancelled;
import io.turnstile.contracts.event.OrderEvents.OrderCreated;
import io.turnstile.contracts.event.OrderEvents.OrderExpired;
import io.turnstile.contracts.event.OrderEvents.OrderPaid;
import io.turnstile.contracts.event.OrderEvents.PricedLine;
import io.turnstile.contracts.event.OrderEvents.TicketLine;
import io.turnstile.contracts.event.ProductFunction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What order-service would say of an order. */
public final class Orders {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Money TOTAL = new Money(19_900, "HKD");

    private Orders() {}

    public static OrderCreated created(UUID orderId, HeldLine... lines) {
        var priced = Stream.of(lines)
                .map(line -> new PricedLine(line.productId(), "3-in-1 pass", line.quantity(), 19_900))
                .toList();
        return new OrderCreated(orderId, "mia", null, priced, TOTAL, NOW, NOW.plusSeconds(900));
    }

    public static OrderPaid paid(UUID orderId, boolean stockRetaken, HeldLine... lines) {
        var functions = List.of(new ProductFunction("bus", "The bus", 2));
        var tickets = Stream.of(lines)
                .map(line -> new TicketLine(line.productId(), "3-in-1 pass", line.quantity(), 30, null, functions))
                .toList();
        return new OrderPaid(orderId, "mia", UUID.randomUUID(), tickets, TOTAL, stockRetaken, NOW);
    }

    public static OrderExpired expired(UUID orderId, HeldLine... lines) {
        return new OrderExpired(orderId, List.of(lines), NOW);
    }

    public static OrderCancelled cancelled(UUID orderId, HeldLine... lines) {
        return new OrderCancelled(orderId, List.of(lines), NOW);
    }
}
