package io.turnstile.ticket.usecase;

import io.turnstile.contracts.inbox.Arrivals;
import io.turnstile.ticket.model.TicketCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a buyer who has just paid wait for the tickets instead of asking again and again. Not a transaction itself: it waits,
 * and what waits must not hold a connection.
 */
@ApplicationScoped
public class AwaitTickets {
    private final ListMyTickets listMyTickets;
    private final Arrivals arrivals;

    AwaitTickets(ListMyTickets listMyTickets, Arrivals arrivals) {
        this.listMyTickets = listMyTickets;
        this.arrivals = arrivals;
    }

    /** As {@link ListMyTickets#page}, as soon as there is a ticket on it; when the time is up, the page without any. */
    public ListMyTickets.Page page(
            String buyerId, UUID orderId, Optional<TicketCode> after, int limit, Duration patience) {
        return arrivals.await(orderId.toString(), System.nanoTime() + patience.toNanos(), () -> Optional.of(
                                listMyTickets.page(buyerId, Optional.of(orderId), after, limit))
                        .filter(page -> !page.tickets().isEmpty()))
                .orElseGet(ListMyTickets.Page::empty);
    }
}
