package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.venue.model.RefusalReason;
import io.turnstile.venue.model.ShownQr;
import io.turnstile.venue.model.ShownQr.Genuine;
import io.turnstile.venue.model.Ticket;
import io.turnstile.venue.model.TicketRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks into a QR and spends nothing. */
@ApplicationScoped
public class PreviewTicket {
    private final ReadQr readQr;
    private final TicketRepository tickets;
    private final Clock clock;
    private final Duration leeway;

    PreviewTicket(
            ReadQr readQr,
            TicketRepository tickets,
            Clock clock,
            @ConfigProperty(name = "turnstile.scan.clock-leeway") Duration leeway) {
        this.readQr = readQr;
        this.tickets = tickets;
        this.clock = clock;
        this.leeway = leeway;
    }

    public record Preview(Genuine qr, Ticket ticket, Instant seenAt) {}

    /** @throws ProblemException QR_INVALID, QR_EXPIRED, or TICKET_NOT_FOUND where the ticket is not known (yet) */
    public Preview preview(String encryptedData) {
        var now = clock.instant();
        var qr = good(readQr.read(encryptedData), now);
        var ticket = tickets.find(qr.ticketCode())
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TICKET_NOT_FOUND, "The ticket is not known here yet. Try again in a moment."));
        return new Preview(qr, ticket, now);
    }

    private Genuine good(ShownQr shown, Instant now) {
        shown.fault(now, leeway).ifPresent(fault -> {
            var expired = fault.reason() == RefusalReason.QR_EXPIRED;
            throw new ProblemException(expired ? ProblemCode.QR_EXPIRED : ProblemCode.QR_INVALID, fault.detail());
        });
        // What cannot be read is never without a fault.
        return (Genuine) shown;
    }
}
