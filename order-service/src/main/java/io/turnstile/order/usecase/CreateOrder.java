package io.turnstile.order.usecase;

import static java.util.Comparator.comparingLong;

import io.turnstile.contracts.Batcher;
import io.turnstile.contracts.outbox.Outbox;
import io.turnstile.contracts.outbox.OutboxException;
import io.turnstile.order.model.NewOrders;
import io.turnstile.order.model.Order;
import io.turnstile.order.model.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/**
 * Reserves an order's stock and creates it with its key and event, in one statement, or does nothing. Orders that come while
 * a transaction is under way share the next, and its wait for the disk.
 */
@ApplicationScoped
class CreateOrder {
    private static final int MOST_TOGETHER = 8;
    /** As stock is locked everywhere, so that no two transactions wait for each other in a circle. */
    private static final Comparator<Creation> ORDER = comparingLong(creation -> creation.productId);

    private final Outbox outbox;
    private final Batcher<Creation, Boolean> creations =
            new Batcher<>(this::create, MOST_TOGETHER, OutboxException.class);

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
        // The places of several products, between those of others, would not be locked in order.
        return order.lines.size() == 1
                ? creations.ask(creation)
                : create(List.of(creation)).getFirst();
    }

    private record Creation(long productId, Outbox.Draft draft) {}

    private List<Boolean> create(List<Creation> all) {
        var ordered = all.stream().sorted(ORDER).toList();
        var made = outbox.appendWith(
                NewOrders.PLACE, ordered.stream().map(Creation::draft).toList());
        return all.stream().map(creation -> made.get(ordered.indexOf(creation))).toList();
    }
}
