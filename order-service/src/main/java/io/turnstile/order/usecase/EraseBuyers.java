package io.turnstile.order.usecase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.order.model.Erasures;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderClaims;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Forgets a buyer when a row of the table {@code erasure} asks for it. What is not paid is cancelled; the orders stay for
 * the books and are nobody's; the others learn of it by an event per order, which names nobody either. The same subject
 * is a new buyer afterwards.
 */
@ApplicationScoped
public class EraseBuyers {
    private static final Logger LOG = Logger.getLogger(EraseBuyers.class);

    private final Erasures erasures;
    private final OrderClaims claims;
    private final Orders orders;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;

    EraseBuyers(Erasures erasures, OrderClaims claims, Orders orders, Stock stock, Outbox outbox, Clock clock) {
        this.erasures = erasures;
        this.claims = claims;
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(
            every = "${turnstile.order.erasure-interval}",
            executionMaxDelay = "${turnstile.jobs.spread}",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void eraseAll() {
        var found = true;
        while (found) {
            found = QuarkusTransaction.requiringNew().call(this::eraseNext);
        }
    }

    private boolean eraseNext() {
        var request = erasures.take();
        request.ifPresent(this::erase);
        return request.isPresent();
    }

    private void erase(Erasures.Request request) {
        var buyer = request.buyerId();
        var now = clock.instant();
        claims.lock(buyer);
        claims.forget(buyer);
        var pending = orders.lockPendingOf(buyer);
        pending.forEach(Order::cancel);
        var anonymous = orders.anonymize(buyer);
        // Before anything is told that names nobody: this may stay as long as the rest of the outbox.
        outbox.letGoEarly(anonymous);
        pending.forEach(order -> outbox.append(OrderEventsOf.cancelled(order, now)));
        anonymous.forEach(order -> outbox.append(OrderEventsOf.anonymized(order, now)));
        erasures.finish(request, anonymous.size(), now);
        stock.release(linesOf(pending));
        LOG.infof(
                "a buyer was erased: %d orders are nobody's, %d of them are cancelled",
                anonymous.size(), pending.size());
    }

    private static List<OrderLine> linesOf(List<Order> pending) {
        return pending.stream().flatMap(order -> order.lines.stream()).toList();
    }
}
