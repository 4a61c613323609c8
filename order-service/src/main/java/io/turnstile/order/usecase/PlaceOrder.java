package io.turnstile.order.usecase;

import io.turnstile.contracts.Batcher;
import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.order.model.Claim;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.Orders;
import io.turnstile.order.model.Situation;
import io.turnstile.order.model.Situations;
import io.turnstile.order.model.Situations.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prices the items, reserves their stock and creates the order, all or nothing. A key stands for one order: asked again
 * with the same content it gives the same order, however many ask at once.
 */
@ApplicationScoped
public class PlaceOrder {
    /**
     * So long it is looked again. A try takes milliseconds, and seconds where locks are held for long; the gateway gives up
     * after 10, and who asks again under the same key gets the order that came of it.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Of the same moment share the look. */
    private static final int LARGEST_LOOK = 64;
    /** Milliseconds. Who was slower than another order of the buyer comes again when that one is done, as a rule. */
    private static final int LONGEST_PAUSE = 20;

    private final Batcher<Wanted, Situation> looks;
    private final CreateOrder createOrder;
    private final Orders orders;
    private final PendingLimit pendingLimit;
    private final Clock clock;
    private final Duration paymentWindow;

    PlaceOrder(
            Situations situations,
            CreateOrder createOrder,
            Orders orders,
            PendingLimit pendingLimit,
            Clock clock,
            @ConfigProperty(name = "turnstile.order.payment-window") Duration paymentWindow) {
        this.looks = new Batcher<>(situations::look, LARGEST_LOOK, PersistenceException.class);
        this.createOrder = createOrder;
        this.orders = orders;
        this.pendingLimit = pendingLimit;
        this.clock = clock;
        this.paymentWindow = paymentWindow;
    }

    /** @param replayed the order was placed by an earlier request with the same key */
    public record Placed(Order order, boolean replayed) {}

    /**
     * Not in a transaction of its own: what is decided from one look is written by one statement, if it is still true.
     *
     * @throws ProblemException IDEMPOTENCY_CONFLICT, PRODUCT_NOT_FOUND, PRODUCT_INACTIVE, SOLD_OUT, VALIDATION_ERROR;
     *     SERVICE_UNAVAILABLE where what was seen never stayed true for long enough
     * @throws TooManyPendingException where the buyer holds too much that is not paid
     */
    public Placed place(OrderRequest request) {
        var hash = request.hash();
        var wanted = new Wanted(request.buyerId(), request.key(), request.productIds());
        // Each time somebody else has placed an order or changed a product, so this ends soon; but each may wait for
        // locks.
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var seen = looks.ask(wanted);
            // Asked before pricing: the order of a repeated request stands, though its product may be gone by now.
            if (seen.earlier().isPresent()) {
                return replay(seen.earlier().get(), hash);
            }
            var order = order(request, seen);
            if (createOrder.create(order, request.key(), hash, seen)) {
                return new Placed(order, false);
            }
            LockSupport.parkNanos(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE))
                    .toNanos());
        }
        throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "others were always faster: ask again");
    }

    private Placed replay(Claim claim, byte[] hash) {
        if (!claim.isFor(hash)) {
            throw new ProblemException(
                    ProblemCode.IDEMPOTENCY_CONFLICT, "this key was used for an order with other content");
        }
        return new Placed(orders.findById(claim.orderId()), true);
    }

    private Order order(OrderRequest request, Situation seen) {
        var now = clock.instant();
        var basket = Basket.priced(request.items(), seen.offers(), now);
        pendingLimit.check(seen.pending(), basket.lines(), now);
        if (!seen.has(basket.lines())) {
            throw new ProblemException(ProblemCode.SOLD_OUT, "too little is left of what you asked for");
        }
        var order = basket.toOrder(seen.newId(), request.buyerId(), now, now.plus(paymentWindow));
        order.channelId = request.channelId();
        order.outTradeNo = request.outTradeNo();
        return order;
    }
}
