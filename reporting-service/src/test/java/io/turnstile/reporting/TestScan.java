package io.turnstile.reporting;

import io.turnstile.contracts.event.RedemptionEvents;
import io.turnstile.contracts.event.RedemptionEvents.ScanRejected;
import io.turnstile.contracts.event.RedemptionEvents.TicketRedeemed;
import java.time.Instant;
import java.util.UUID;

/** One scan as a test describes it: at the pier's ferry gate and successful, unless it says something else. */
record TestScan(
        UUID id,
        Instant ts,
        String ticketCode,
        String function,
        Long location,
        String venue,
        String terminal,
        String reason) {
    static final UUID ORDER = UUID.fromString("0195511e-7c00-7a3b-9f4e-2d1c8b7a6f50");
    static final long PRODUCT = 101;

    static TestScan at(Instant ts) {
        return new TestScan(UUID.randomUUID(), ts, "TK-7Q3M-9XKD-2VHB-1", "ferry", 2L, "central-pier", "gate-07", null);
    }

    static TestScan at(String ts) {
        return at(Instant.parse(ts));
    }

    TestScan ticket(String other) {
        return new TestScan(id, ts, other, function, location, venue, terminal, reason);
    }

    TestScan function(String other) {
        return new TestScan(id, ts, ticketCode, other, location, venue, terminal, reason);
    }

    /** @param id null: not known */
    TestScan venue(Long id, String code) {
        return new TestScan(this.id, ts, ticketCode, function, id, code, terminal, reason);
    }

    TestScan terminal(String other) {
        return new TestScan(id, ts, ticketCode, function, location, venue, other, reason);
    }

    TestScan refused(String why) {
        return new TestScan(id, ts, ticketCode, function, location, venue, terminal, why);
    }

    String eventId() {
        return id.toString();
    }

    RedemptionEvents event() {
        return reason == null
                ? new TicketRedeemed(
                        id,
                        ticketCode,
                        ORDER,
                        PRODUCT,
                        function,
                        "alice",
                        location,
                        venue,
                        terminal,
                        "jti-" + id,
                        3,
                        5,
                        ts)
                : new ScanRejected(
                        id, ticketCode, function, "alice", location, venue, terminal, "jti-" + id, reason, null, ts);
    }
}
