package io.turnstile.reporting.rest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.turnstile.reporting.model.ScanOfTicket;
import java.time.Instant;
import java.util.UUID;

/** A scan as JSON object and as CSV line; see {@link ScanOfTicket}. New columns go to the end: scripts count on the order. */
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

    static RedemptionEvent of(ScanOfTicket scanOfTicket) {
        var scan = scanOfTicket.scan();
        return new RedemptionEvent(
                scan.eventId,
                scan.ticketCode,
                scan.functionCode,
                scan.operatorId,
                scan.locationId,
                scan.venueCode,
                scan.terminalDeviceId,
                scan.result.code(),
                scan.reason,
                scan.remainingUses,
                scan.ts,
                scanOfTicket.orderId(),
                scanOfTicket.productId(),
                scanOfTicket.productName());
    }
}
