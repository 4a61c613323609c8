package io.turnstile.order.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Gives the stock of orders that nobody paid in time free again. Safe with several replicas: each takes the orders that
 * no other holds.
 */
@ApplicationScoped
public class ExpireOrders {
    private static final int BATCH = Orders.LARGEST_PAGE;

    private final Orders orders;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;

    ExpireOrders(Orders orders, Stock stock, Outbox outbox, Clock clock) {
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(
            every = "${turnstile.order.expiry-interval}",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void expireAll() {
        var full = true;
        while (full) {
            full = QuarkusTransaction.requiringNew().call(this::expireBatch) == BATCH;
        }
    }

    private int expireBatch() {
        var now = clock.instant();
        var overdue = orders.lockExpired(now, BATCH);
        for (var order : overdue) {
            order.expire();
            outbox.append(OrderEventsOf.expired(order, now));
        }
        stock.release(overdue.stream().flatMap(order -> order.lines.stream()).toList());
        return overdue.size();
    }
}
