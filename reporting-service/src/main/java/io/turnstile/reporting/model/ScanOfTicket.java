package io.turnstile.reporting.model;

import java.util.UUID;

/**
 * A scan, and the ticket that was scanned.
 *
 * @param ticket null where the QR could not be read, and until the ticket's issue has arrived, which may be later than its
 *     scan
 */
public record ScanOfTicket(Scan scan, Ticket ticket) {
    /** Null where not known. */
    public UUID orderId() {
        return scan.orderId == null && ticket != null ? ticket.orderId : scan.orderId;
    }

    /** Null where not known. */
    public Long productId() {
        return scan.productId == null && ticket != null ? Long.valueOf(ticket.productId) : scan.productId;
    }

    /** Null where not known, or not yet. */
    public String productName() {
        return ticket == null ? null : ticket.productName;
    }
}
