package io.turnstile.order.usecase;

import io.turnstile.contracts.Batcher;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.outbox.OutboxException;
import io.turnstile.order.model.NewOrders;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reserves an order's stock and creates it with its key and event, in one statement, or does nothing. Orders of one product
 * that come while a transaction of that product is under way share the next, and its wait for the disk. They would wait for
 * its row of stock anyway, and nobody else waits with them.
 */
@ApplicationScoped
class CreateOrder {
    private static final int MOST_TOGETHER = 8;

    private final Outbox outbox;
    private final Batcher<Creation, Boolean> creations =
            new Batcher<>(this::create, MOST_TOGETHER, OutboxException.class, Creation::productId);

    CreateOrder(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * @param seen what the order was made from
     * @return false where it is no longer true; nothing is written then
     * @throws OutboxException where the database fails; the order may be written or not
     */
    boolean create(Order order, String key, byte[] requestHash, Situation seen) {
        var draft = outbox.draft(
                place -> NewOrders.set(place, order, key, requestHash, seen), OrderEventsOf.created(order));
        var creation = new Creation(order.lines.getFirst().productId, draft);
        // Several products are locked in their order, by a transaction that locks no others.
        return order.lines.size() == 1
                ? creations.ask(creation)
                : create(List.of(creation)).getFirst();
    }

    private record Creation(long productId, Outbox.Draft draft) {}

    private List<Boolean> create(List<Creation> all) {
        return outbox.appendWith(
                NewOrders.PLACE, all.stream().map(Creation::draft).toList());
    }
}
