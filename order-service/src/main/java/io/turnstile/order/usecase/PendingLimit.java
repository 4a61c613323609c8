package io.turnstile.order.usecase;

import static java.util.Comparator.comparing;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.turnstile.order.model.OrderLine;
import io.turnstile.order.model.PendingOrders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Nobody holds a whole inventory with orders that are never paid. Two numbers, because either alone is too weak: few
 * orders can hold many places, and few places each can be held by many orders.
 */
@Startup
@ApplicationScoped
class PendingLimit {
    private final int mostOrders;
    private final int mostPlaces;

    PendingLimit(
            @ConfigProperty(name = "turnstile.order.pending-per-buyer") int mostOrders,
            @ConfigProperty(name = "turnstile.order.pending-places-per-buyer") int mostPlaces) {
        // An order that can never be placed must not be promised for later.
        if (mostOrders < 1 || mostPlaces < OrderRequest.LARGEST_QUANTITY) {
            throw new ConfigurationException(
                    "turnstile.order.pending-per-buyer must be 1 at least, turnstile.order.pending-places-per-buyer "
                            + OrderRequest.LARGEST_QUANTITY);
        }
        this.mostOrders = mostOrders;
        this.mostPlaces = mostPlaces;
    }

    /**
     * @param pending the buyer's
     * @throws TooManyPendingException where the buyer may not hold these lines beside what is pending already
     */
    void check(PendingOrders pending, List<OrderLine> lines, Instant now) {
        var orderTooMany = pending.noRoomForAnOrderUntil(mostOrders).map(end -> tooManyOrders(now, end));
        var placesTooMany = lines.stream()
                .flatMap(line ->
                        pending
                                .noRoomForPlacesUntil(line, mostPlaces)
                                .map(end -> tooManyPlaces(line, now, end))
                                .stream());
        // The one that lasts: whoever waits as long as is said meets no other one.
        Stream.concat(orderTooMany.stream(), placesTooMany)
                .max(comparing(TooManyPendingException::secondsLeft))
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private TooManyPendingException tooManyOrders(Instant now, Instant end) {
        return new TooManyPendingException(
                "%d of your orders wait for their payment: pay or cancel one".formatted(mostOrders), now, end);
    }

    private TooManyPendingException tooManyPlaces(OrderLine line, Instant now, Instant end) {
        return new TooManyPendingException(
                "at most %d places of product %d may wait for your payment: pay or cancel an order"
                        .formatted(mostPlaces, line.productId),
                now,
                end);
    }
}
