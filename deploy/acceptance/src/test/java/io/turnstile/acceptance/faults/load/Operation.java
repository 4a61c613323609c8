package io.turnstile.acceptance.faults.load;

/** What the load does; a fault is over for clients when each that is awaited has succeeded again. */
public enum Operation {
    BROWSE(true),
    ORDER(true),
    /** Until the tickets are issued: the way through four services. */
    PAY(true),
    /** A notification that is not told again until the tickets are there. */
    NOTIFY(false),
    TICKETS(true),
    QR(true),
    SCAN(true),
    REPORT(true);

    private final boolean awaited;

    Operation(boolean awaited) {
        this.awaited = awaited;
    }

    boolean isAwaited() {
        return awaited;
    }
}
