package io.turnstile.reporting.model;

import java.time.Instant;
import java.util.UUID;

/**
 * One scan at a gate.
 *
 * @param eventId the scan attempt's id
 * @param reason why it was refused; null where it was not
 * @param ticketCode null where the QR could not be read
 * @param locationId the venue's id; null where the venue is not known
 * @param remainingUses of the function, after the scan; null where not known
 * @param product what the ticket was sold with; null where not known
 */
public record Scan(
        UUID eventId,
        Instant ts,
        Result result,
        String reason,
        String ticketCode,
        String functionCode,
        String operatorId,
        Long locationId,
        String venueCode,
        String terminalDeviceId,
        Integer remainingUses,
        SoldProduct product) {

    /** @param productName null until the ticket's issue has arrived, which may be later than its scan */
    public record SoldProduct(UUID orderId, long productId, String productName) {}
}
