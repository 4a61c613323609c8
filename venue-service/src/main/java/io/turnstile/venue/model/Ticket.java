package io.turnstile.venue.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A ticket as the gates know it.
 *
 * @param validFrom good from this instant on
 * @param validUntil good until just before this instant
 * @param entitlements ascending function code
 */
public record Ticket(
        String ticketCode,
        UUID orderId,
        long productId,
        String productName,
        Instant validFrom,
        Instant validUntil,
        List<Entitlement> entitlements) {
    public Ticket {
        entitlements = List.copyOf(entitlements);
    }

    public Optional<Entitlement> entitlement(String functionCode) {
        return entitlements.stream()
                .filter(e -> e.functionCode().equals(functionCode))
                .findFirst();
    }

    public TicketStatus status(Instant now) {
        var status = TicketStatus.of(entitlements);
        return status != TicketStatus.USED && isExpired(now) ? TicketStatus.EXPIRED : status;
    }

    boolean isNotYetValid(Instant now) {
        return now.isBefore(validFrom);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(validUntil);
    }
}
