package io.turnstile.order.usecase;

import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.OrderClaims;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prices the items, reserves their stock and creates the order, all or nothing. A key stands for one order: asked again
 * with the same content it gives the same order, however many ask at once.
 */
@ApplicationScoped
public class PlaceOrder {
    private final OrderClaims claims;
    private final Orders orders;
    private final PendingLimit pendingLimit;
    private final Stock stock;
    private final Outbox outbox;
    private final Clock clock;
    private final Duration paymentWindow;

    PlaceOrder(
            OrderClaims claims,
            Orders orders,
            PendingLimit pendingLimit,
            Stock stock,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "turnstile.order.payment-window") Duration paymentWindow) {
        this.claims = claims;
        this.orders = orders;
        this.pendingLimit = pendingLimit;
        this.stock = stock;
        this.outbox = outbox;
        this.clock = clock;
        this.paymentWindow = paymentWindow;
    }

    /** @param replayed the order was placed by an earlier request with the same key */
    public record Placed(Order order, boolean replayed) {}

    /**
     * @throws ProblemException IDEMPOTENCY_CONFLICT, PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, SOLD_OUT, VALIDATION_ERROR
     * @throws TooManyPendingException where the buyer holds too much that is not paid
     */
    @Transactional
    public Placed place(OrderRequest request) {
        var hash = request.hash();
        // Asked before pricing: the order of a repeated request stands, though its product may be gone by now.
        var earlier = claims.find(request.buyerId(), request.key());
        if (earlier.isPresent()) {
            return replay(earlier.get(), hash);
        }
        var now = clock.instant();
        var basket = Basket.priced(request.items(), now);
        return claims.claim(request.buyerId(), request.key(), hash)
                .map(orderId -> create(orderId, request, basket, now))
                .orElseGet(() ->
                        replay(claims.find(request.buyerId(), request.key()).orElseThrow(), hash));
    }

    private Placed replay(OrderClaims.Claim claim, byte[] hash) {
        if (!claim.isFor(hash)) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_CONFLICT, "this key was used for an order with other content");
        }
        return new Placed(orders.findById(claim.orderId()), true);
    }

    private Placed create(UUID orderId, OrderRequest request, Basket basket, Instant now) {
        pendingLimit.check(request.buyerId(), basket.lines(), now);
        var order = basket.toOrder(orderId, request.buyerId(), now, now.plus(paymentWindow));
        order.channelId = request.channelId();
        order.outTradeNo = request.outTradeNo();
        orders.persistAndFlush(order);
        outbox.append(OrderEventsOf.created(order));
        // Last, so that the hottest row of a busy day is locked for the shortest time.
        if (!stock.reserve(order.lines)) {
            throw new ProblemException(ProblemCode.SOLD_OUT, "too little is left of what you asked for");
        }
        return new Placed(order, false);
    }
}
