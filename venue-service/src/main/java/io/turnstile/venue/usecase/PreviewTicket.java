package io.turnstile.venue.usecase;

import io.turnstile.contracts.problem.ProblemCode;
import io.turnstile.contracts.problem.ProblemException;
import io.turnstile.contracts.qr.InvalidQrTokenException;
import io.turnstile.contracts.qr.QrClaims;
import io.turnstile.contracts.qr.QrTokens;
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
    private final QrTokens qrTokens;
    private final TicketRepository tickets;
    private final Clock clock;
    private final Duration leeway;

    PreviewTicket(
            QrTokens qrTokens,
            TicketRepository tickets,
            Clock clock,
            @ConfigProperty(name = "turnstile.scan.clock-leeway") Duration leeway) {
        this.qrTokens = qrTokens;
        this.tickets = tickets;
        this.clock = clock;
        this.leeway = leeway;
    }

    public record Preview(QrClaims qr, Ticket ticket, Instant seenAt) {}

    /** @throws ProblemException QR_INVALID, QR_EXPIRED, or TICKET_NOT_FOUND where the ticket is not known (yet) */
    public Preview preview(String encryptedData) {
        var qr = open(encryptedData);
        var now = clock.instant();
        if (new Genuine(qr.jti(), qr.ticketCode(), qr.expiresAt()).isExpired(now, leeway)) {
            throw new ProblemException(ProblemCode.QR_EXPIRED, "The QR has expired. Show a new one.");
        }
        var ticket = tickets.find(qr.ticketCode())
                .orElseThrow(() -> new ProblemException(ProblemCode.TICKET_NOT_FOUND, "There is no such ticket."));
        return new Preview(qr, ticket, now);
    }

    private QrClaims open(String encryptedData) {
        try {
            return qrTokens.open(encryptedData);
        } catch (InvalidQrTokenException _) {
            throw new ProblemException(ProblemCode.QR_INVALID, "This is not a valid QR.");
        }
    }
}
