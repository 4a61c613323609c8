package io.turnstile.ticket.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.ticket.model.Tickets;
import io.turnstile.ticket.usecase.AwaitTickets;
import io.turnstile.ticket.usecase.ListMyTickets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.validator.constraints.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The caller's own tickets. */
@Path("/my/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("buyer")
@RunOnVirtualThread
public class MyTicketsResource {
    private static final String LIMIT = "[1-9][0-9]?|" + Tickets.LARGEST_PAGE;

    /** Seconds; the gateway gives a service ten to answer, and the last look may wait eight for a connection. */
    private static final String WAIT = "[01]";

    private final ListMyTickets listMyTickets;
    private final AwaitTickets awaitTickets;
    private final JsonWebToken caller;
    private final Clock clock;

    MyTicketsResource(ListMyTickets listMyTickets, AwaitTickets awaitTickets, JsonWebToken caller, Clock clock) {
        this.listMyTickets = listMyTickets;
        this.awaitTickets = awaitTickets;
        this.caller = caller;
        this.clock = clock;
    }

    /** Parameters are taken as text, because a text that is no number would be answered 404 instead of 400. */
    @GET
    public TicketPage list(
            @RestQuery("order_id")
                    @UUID(
                            version = {1, 2, 3, 4, 5, 6, 7, 8},
                            letterCase = UUID.LetterCase.INSENSITIVE)
                    String orderId,
            @RestQuery @DefaultValue("50") @Pattern(regexp = LIMIT, message = "must be between 1 and 100") String limit,
            @RestQuery @Size(min = 1, max = 512) String cursor,
            @RestQuery @DefaultValue("0") @Pattern(regexp = WAIT, message = "must be 0 or 1") String wait) {
        var buyer = caller.getSubject();
        var order = Optional.ofNullable(orderId).map(java.util.UUID::fromString);
        var after = Optional.ofNullable(cursor).map(Cursor::read);
        var size = Integer.parseInt(limit);
        var patience = Duration.ofSeconds(Long.parseLong(wait));
        var page = patience.isZero()
                ? listMyTickets.page(buyer, order, after, size)
                : awaitTickets.page(buyer, order.orElseThrow(MyTicketsResource::orderIsMissing), after, size, patience);
        return TicketPage.of(page, clock.instant());
    }

    private static ProblemException orderIsMissing() {
        return ProblemException.invalid("wait", "needs an order_id to wait for");
    }
}
