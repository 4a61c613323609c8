package io.turnstile.reporting.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the report, which runs from the newest scan to the oldest. It names a scan and not a number of scans, so
 * scans that arrive meanwhile move nothing.
 */
public record Position(Instant ts, UUID eventId) {
    /** The smallest id there is: in the order of (ts, id), everything before it is older than its time. */
    private static final UUID SMALLEST = new UUID(0, 0);

    /** Where reading a window begins: everything before its end is yet to come. */
    public static Position startOf(Window window) {
        return new Position(window.to(), SMALLEST);
    }

    public static Position after(Scan scan) {
        return new Position(scan.ts, scan.eventId);
    }
}
