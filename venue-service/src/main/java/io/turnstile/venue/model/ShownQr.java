package io.turnstile.venue.model;

import java.time.Duration;
import java.time.Instant;

/** What was held before a scanner. */
public sealed interface ShownQr {
    /** Not a QR of this deployment. */
    record Unreadable() implements ShownQr {}

    /**
     * Sealed by ticket-service.
     *
     * @param jti unique to this QR; with a function it redeems once
     * @param expiresAt from this instant on it is expired
     */
    record Genuine(String jti, String ticketCode, Instant expiresAt) implements ShownQr {
        /** @param leeway by how much the clocks of the one who seals and the one who opens may differ */
        public boolean isExpired(Instant now, Duration leeway) {
            return !now.isBefore(expiresAt.plus(leeway));
        }
    }
}
