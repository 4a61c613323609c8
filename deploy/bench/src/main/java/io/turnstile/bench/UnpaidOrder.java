package io.turnstile.bench;

import io.turnstile.local.client.Api;
import io.turnstile.local.client.OrderDatabase.Amount;
import io.turnstile.local.client.PaymentGateway.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One ticket of the sample product, ordered and not paid.
 *
 * @param buyer token of somebody who has no other order: unpaid ones are limited per buyer
 */
public record UnpaidOrder(UUID id, String buyer, Amount amount) {
    private static final Map<String, Object> ITEMS = Map.of("items", List.of(Map.of("product_id", 101, "qty", 1)));
    private static final String KNOWN = "SELECT count(*) FROM known_order WHERE amount IS NOT NULL";
    /** At once. */
    private static final int LANES = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Comes back when payment-service knows all of them: a notification that waits for its order is another measure. */
    public static List<UnpaidOrder> place(Suite suite, int count) {
        var known = suite.count("payment_service", KNOWN);
        var orders = new Api(suite.service("order-service"));
        var placed = Aside.inLanes(LANES, count, _ -> place(suite, orders));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (suite.count("payment_service", KNOWN) < known + count) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("payment-service does not hear of the orders");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return placed;
    }

    private static UnpaidOrder place(Suite suite, Api orders) {
        var buyer = suite.token("bench-" + UUID.randomUUID(), "buyer");
        var key = UUID.randomUUID().toString();
        var order = orders.post("/orders", buyer, ITEMS, Map.of("Idempotency-Key", key));
        if (order.status() != 201) {
            throw new BenchException("an order was refused: " + order.refusal());
        }
        var amounts = order.body().path("amounts");
        return new UnpaidOrder(
                UUID.fromString(order.body().path("order_id").asText()),
                buyer,
                new Amount(
                        amounts.path("total").asLong(), amounts.path("currency").asText()));
    }

    public Notification paid() {
        return new Notification(Notification.transactionOf(id), id, true, amount, Instant.now());
    }
}
