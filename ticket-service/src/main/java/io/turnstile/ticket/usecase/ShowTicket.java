package io.turnstile.ticket.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.ticket.model.Ticket;
import io.turnstile.ticket.model.TicketCode;
import io.turnstile.ticket.model.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Locale;

/** Shows a ticket to its owner, and as a QR token to a gate. */
@ApplicationScoped
public class ShowTicket {
    private final Tickets tickets;
    private final QrSeal seal;
    private final Clock clock;

    ShowTicket(Tickets tickets, QrSeal seal, Clock clock) {
        this.tickets = tickets;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * @param code as the buyer typed it
     * @throws ProblemException TICKET_NOT_FOUND where it is no code, no ticket, or somebody else's ticket
     */
    @Transactional
    public Ticket toOwner(String buyerId, String code) {
        return TicketCode.parse(code)
                .flatMap(parsed -> tickets.ofBuyer(buyerId, parsed))
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.TICKET_NOT_FOUND, "you have no ticket with this code"));
    }

    /**
     * Makes a new token; earlier ones stay good until they expire. A ticket whose time has not come may be shown: the
     * gate knows when it opens.
     *
     * @throws ProblemException TICKET_NOT_FOUND as above; TICKET_NOT_SHOWABLE where it is used up or expired
     */
    @Transactional
    public QrSeal.Sealed asQr(String buyerId, String code) {
        var ticket = toOwner(buyerId, code);
        var now = clock.instant();
        if (!ticket.isShowable(now)) {
            throw new ProblemException(
                    ProblemCode.TICKET_NOT_SHOWABLE,
                    "the ticket is " + ticket.status(now).name().toLowerCase(Locale.ROOT));
        }
        return seal.seal(ticket.code, now);
    }
}
