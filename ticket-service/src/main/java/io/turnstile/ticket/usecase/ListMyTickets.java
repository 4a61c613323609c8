package io.turnstile.ticket.usecase;

import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.model.TicketCode;
import io.turnstile.ticket.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a buyer's tickets page by page, newest first. Tickets never go, so a place in the list stays a place. */
@ApplicationScoped
public class ListMyTickets {
    private final Tickets tickets;

    ListMyTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    /**
     * @param tickets at most as many as were asked for
     * @param last where the next page goes on; empty on the last page
     */
    public record Page(List<Ticket> tickets, Optional<TicketCode> last) {
        static Page empty() {
            return new Page(List.of(), Optional.empty());
        }
    }

    /**
     * @param orderId empty: of every order
     * @param after the {@code last} of the page before
     * @throws ProblemException VALIDATION_ERROR where {@code after} is no ticket of this buyer: no page ended there
     */
    @Transactional
    public Page page(String buyerId, Optional<UUID> orderId, Optional<TicketCode> after, int limit) {
        var lastSeen = after.map(code -> tickets.ofBuyer(buyerId, code)
                .orElseThrow(() -> ProblemException.invalid("cursor", "is not the next_cursor of a page before")));
        // One more than the page holds tells whether there is another page.
        var found = tickets.page(buyerId, orderId.orElse(null), lastSeen.orElse(null), limit + 1);
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new Page(page, Optional.of(new TicketCode(page.getLast().code)));
    }
}
