package io.turnstile.venue.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What was held before a scanner. */
public sealed interface ShownQr {
    /** What is wrong with a QR, whatever ticket it shows. */
    record Fault(RefusalReason reason, String detail) {}

    /**
     * @param leeway by how much the clocks of the one who sealed the QR and the one who opens it may differ
     * @return empty where it is genuine and good now
     */
    Optional<Fault> fault(Instant now, Duration leeway);

    /** Not a QR of this deployment. */
    record Unreadable() implements ShownQr {
        @Override
        public Optional<Fault> fault(Instant now, Duration leeway) {
            return Optional.of(new Fault(
                    RefusalReason.QR_INVALID,
                    "This is not one of our QRs. Ask the guest to open the ticket and show its QR."));
        }
    }

    /**
     * Sealed with one of our keys.
     *
     * @param jti unique to this QR; with a function it redeems once
     * @param issuedAt when it was made, by ticket-service's clock
     * @param expiresAt from this instant on it is expired
     */
    record Genuine(String jti, String ticketCode, Instant issuedAt, Instant expiresAt) implements ShownQr {
        @Override
        public Optional<Fault> fault(Instant now, Duration leeway) {
            // Ticket-service seals for no later moment: a clock is wrong, or somebody else has the key.
            if (issuedAt.isAfter(now.plus(leeway))) {
                return Optional.of(new Fault(
                        RefusalReason.QR_INVALID,
                        "This QR is dated in the future. Scan it again in a moment; if that does not help, report that"
                                + " the clocks differ."));
            }
            if (!expiresAt.isAfter(now.minus(leeway))) {
                return Optional.of(
                        new Fault(RefusalReason.QR_EXPIRED, "The QR has expired. Ask the guest to show a new one."));
            }
            return Optional.empty();
        }
    }
}
