package io.turnstile.reporting.rest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.turnstile.reporting.model.Scan;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A scan as JSON object and as CSV line; see {@link Scan}. New columns go to the end: scripts count on the order. */
@JsonPropertyOrder({
    "event_id",
    "ticket_code",
    "function_code",
    "operator_id",
    "location_id",
    "venue_code",
    "terminal_device_id",
    "result",
    "reason",
    "remaining_uses",
    "ts",
    "order_id",
    "product_id",
    "product_name"
})
record RedemptionEvent(
        UUID eventId,
        String ticketCode,
        String functionCode,
        String operatorId,
        Long locationId,
        String venueCode,
        String terminalDeviceId,
        String result,
        String reason,
        Integer remainingUses,
        Instant ts,
        UUID orderId,
        Long productId,
        String productName) {

    static RedemptionEvent of(Scan scan) {
        var product = Optional.ofNullable(scan.product());
        return new RedemptionEvent(
                scan.eventId(),
                scan.ticketCode(),
                scan.functionCode(),
                scan.operatorId(),
                scan.locationId(),
                scan.venueCode(),
                scan.terminalDeviceId(),
                scan.result().code(),
                scan.reason(),
                scan.remainingUses(),
                scan.ts(),
                product.map(Scan.SoldProduct::orderId).orElse(null),
                product.map(Scan.SoldProduct::productId).orElse(null),
                product.map(Scan.SoldProduct::productName).orElse(null));
    }
}
